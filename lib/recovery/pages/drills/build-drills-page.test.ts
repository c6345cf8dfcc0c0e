import { describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { calmFleetEntities, engineStoppedEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import { sampleDrills } from '../testing/sample-drills';
import { buildDrillsPage } from './build-drills-page';

const now = Date.UTC(2026, 7, 12, 3, 12, 40);

function watching(simulated: boolean): readonly Entity[] {
  return calmFleetEntities(now).map((entity) => (entity.kind === 'engine' ? { ...entity, simulated } : entity));
}

describe('the page of drills', () => {
  test('offers each region that alone serves a protected workload, and says what is moved and what is not', () => {
    const { offers, fleet } = buildDrillsPage(watching(true), [], now);
    expect(fleet).toBe('simulated');
    const virginia = offers.find(({ region }) => region === 'us-east-1');
    expect(virginia?.moved).toEqual(['Checkout']);
    expect(virginia?.others).not.toContain('Checkout');
    expect(offers.map(({ region }) => region)).not.toContain('us-west-2');
  });

  test('says before anybody presses why a drill would be refused now, by the rule of the engine that refuses it', () => {
    const notNowOf = (entities: readonly Entity[], at = now) =>
      buildDrillsPage(entities, [], at).offers.find(({ region }) => region === 'us-east-1')?.notNow;
    expect(notNowOf(watching(true))).toBe('none');
    // An hour later nothing newer is known, and who is not known to be well is not well.
    expect(notNowOf(watching(true), now + 3_600_000)).toMatch(/^Checkout is not well before the drill \(unknown, /);
    const down = regionDownEntities(now, { failedFor: 120 }).map((entity) =>
      entity.kind === 'engine' ? { ...entity, simulated: true } : entity,
    );
    expect(notNowOf(down)).toMatch(/Checkout.*: us-east-1 is left alone\.$/);
  });

  test('offers nothing where the fleet is AWS, or where nobody knows whose it is', () => {
    expect(buildDrillsPage(watching(false), [], now)).toMatchObject({ fleet: 'aws', offers: [] });
    const unheard = watching(true).filter(({ kind }) => kind !== 'engine');
    expect(buildDrillsPage(unheard, [], now)).toMatchObject({ fleet: 'unknown', offers: [] });
  });

  test('shows the one under way with what it waits for and where a person sees it, then the ended ones, newest first', () => {
    const { live, ended } = buildDrillsPage(watching(true), sampleDrills('leaving', now), now);
    expect(live).toMatchObject([
      { look: 'leaving', waits: [{ workloadName: 'Checkout', leadsTo: { kind: 'run', id: 'run-1' } }] },
    ]);
    expect(ended.map(({ look }) => look)).toEqual(['proven', 'failed', 'not-proven', 'refused', 'not-proven']);
    expect(ended[0]?.workloads).toMatchObject([
      { recovery: '3 m 32 s (objective 5 m)', lost: '0 of 6 writes lost', outRun: 'run-1', homeRun: 'run-2' },
    ]);
    expect(ended[2]?.workloads).toMatchObject([{ recovery: 'Recovery not seen', lost: 'Lost writes not measured' }]);
  });

  test('leads to the move home while its gates are closed', () => {
    const { live } = buildDrillsPage(watching(true), sampleDrills('returning', now), now);
    const leadsTo = { kind: 'move', workload: 'checkout', source: 'us-west-2', target: 'us-east-1', mode: 'graceful' };
    expect(live).toMatchObject([{ look: 'returning', waits: [{ leadsTo }] }]);
  });

  test('does not claim that a drill goes on while nothing is heard of the engine', () => {
    const silent = buildDrillsPage(engineStoppedEntities(now), sampleDrills('leaving', now), now);
    expect(silent.live).toMatchObject([{ isSilent: true }]);
    expect(silent.ended.every(({ isSilent }) => !isSilent)).toBe(true);
  });
});
