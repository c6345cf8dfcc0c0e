import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  journaled,
  ownedByOlga,
  sizeBefore,
  snapshotReading,
  withGroups,
} from '@/lib/recovery/pages/testing/sample-residue';
import { driveTo, sampleExecution, sampleWorkload, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import type { Entity } from '../../entities';
import { toFleetEvidence } from '../../fleet-evidence';
import { toMissing, toObserved } from '../../observe';
import { calmFleetEntities } from '../../testing/sample-entities';
import type { Execution } from '../execution';
import type { TouchedResource } from '../touched';
import { buildResidue, isLeftOpen, type ResidueLine } from './build-residue';
import { anyCalls, withCalls } from './testing/arbitrary-calls';

const now = startedAt + 4 * 3_600_000;
const workload = sampleWorkload('checkout');
const out = journaled({ ...driveTo(sampleExecution(), 'the-end'), endedAt: now - 3_600_000 });
const group = 'group/us-west-2/checkout-usw2';
const snapshot = 'snapshot/run-1/checkout-global';
const name = 'rds:unplanned-global-failover-checkout-use1-2026-11-20-12-10-00';

type Change = (entity: Entity) => Entity;

function linesOf(entities: readonly Entity[], runs: readonly Execution[] = [out], at = now): readonly ResidueLine[] {
  return buildResidue({ runs }, { workload, evidence: toFleetEvidence(entities, at), now: at });
}

const lineOf = (entities: readonly Entity[], key: string, runs?: readonly Execution[]): ResidueLine => {
  const line = linesOf(entities, runs).find((one) => one.key === key);
  if (line === undefined) throw new Error(`There is no line ${key}`);
  return line;
};

const calm = (change: Change = (entity) => entity) => calmFleetEntities(now).map(change);

/** The copy of orders follows us-west-2, as it does once us-east-1 is back. */
const turned: Change = (entity) =>
  entity.kind === 'link' && entity.storeId === 'orders'
    ? { ...entity, id: 'checkout/orders/us-west-2>us-east-1', source: 'us-west-2', target: 'us-east-1' }
    : entity;

describe('what a run left behind', () => {
  test('is each thing its calls changed, once, with what it was before, where it is and which run it was', () => {
    const lines = linesOf(calm());
    expect(lines.map(({ kind }) => kind).sort()).toEqual(['control', 'control', 'group', 'snapshot', 'writer']);
    expect(lineOf(calm(), group)).toMatchObject({
      runId: 'run-1',
      accountId: '111122223333',
      region: 'us-west-2',
      resource: 'checkout-usw2',
      before: 'wants 2 (2 to 12)',
    });
    expect(lineOf(calm(), snapshot)).toMatchObject({ resource: 'checkout-use1', region: 'us-east-1', before: 'none' });
  });

  test('does not count what was refused or found nobody, and counts what was not heard of again', () => {
    const ended = (outcome: 'refused' | 'unreachable' | 'timed-out' | 'unknown'): Execution => ({
      ...out,
      steps: out.steps.map((step) => ({ ...step, calls: step.calls.map((call) => ({ ...call, outcome })) })),
    });
    expect(linesOf(calm(), [ended('refused')])).toEqual([]);
    expect(linesOf(calm(), [ended('unreachable')])).toEqual([]);
    expect(linesOf(calm(), [ended('timed-out')])).toHaveLength(5);
    expect(linesOf(calm(), [ended('unknown')])).toHaveLength(5);
  });

  test('is as it was before the first run that changed it, whatever later ones found there', () => {
    const later: Execution = {
      ...out,
      id: 'run-2',
      steps: out.steps.map((step) => ({
        ...step,
        calls: step.calls.map((call) => ({
          ...call,
          at: call.at + 600_000,
          touched: call.touched?.map((one) =>
            one.kind === 'group' ? { ...one, before: { ...sizeBefore, desired: 6 } } : one,
          ),
        })),
      })),
    };
    expect(lineOf(calm(), group, [out, later])).toMatchObject({ runId: 'run-1', before: 'wants 2 (2 to 12)' });
    // Each cluster that was given up has a snapshot of its own.
    expect(linesOf(calm(), [out, later]).filter(({ kind }) => kind === 'snapshot')).toHaveLength(2);
  });

  test('of a group is cleared by its bounds, its size and its processes, and by nothing less', () => {
    const set = (size: Partial<typeof sizeBefore>) =>
      lineOf(withGroups(calm(), { 'us-west-2': { ...sizeBefore, ...size } }, now), group);
    expect(set({})).toMatchObject({ state: 'cleared', now: 'wants 2 (2 to 12)' });
    for (const size of [{ desired: 6 }, { minimum: 0 }, { maximum: 20 }, { suspended: ['Launch'] }]) {
      expect(set(size).state, JSON.stringify(size)).toBe('open');
    }
    expect(set({ suspended: ['Launch', 'Terminate'] }).now).toContain('Launch and Terminate switched off');
  });

  test('whose bounds were never read, or not since the change, is unknown', () => {
    expect(lineOf(calm(), group)).toMatchObject({ state: 'unknown', now: expect.stringMatching(/not read yet/) });
    const early = withGroups(calm(), { 'us-west-2': sizeBefore }, Date.parse('2026-11-20T12:00:00Z'));
    expect(lineOf(early, group)).toMatchObject({ state: 'unknown' });
  });

  test('of which it is not known what it was before can only be owned', () => {
    const unheard: Execution = {
      ...out,
      steps: out.steps.map((step) => ({
        ...step,
        calls: step.calls.map((call) => ({
          ...call,
          touched: call.touched?.map(
            (one): TouchedResource => (one.kind === 'group' ? { ...one, before: 'unknown' } : one),
          ),
        })),
      })),
    };
    const entities = withGroups(calm(), { 'us-west-2': sizeBefore }, now);
    expect(lineOf(entities, group, [unheard]).state).toBe('unknown');
    expect(lineOf([...entities, ownedByOlga('run-1', group, now)], group, [unheard]).state).toBe('owned');
  });

  test('of a writer is cleared where it writes again, and open where it does not', () => {
    expect(lineOf(calm(), 'writer/checkout-global')).toMatchObject({ state: 'cleared', now: 'written in us-east-1' });
    expect(lineOf(calm(turned), 'writer/checkout-global')).toMatchObject({
      state: 'open',
      now: 'written in us-west-2',
    });
    const both = [...calm(), ...calm(turned).filter(({ id }) => id === 'checkout/orders/us-west-2>us-east-1')];
    expect(lineOf(both, 'writer/checkout-global')).toMatchObject({ state: 'open' });
    const alone = calm().filter(({ kind }) => kind !== 'link');
    expect(lineOf(alone, 'writer/checkout-global').state).not.toBe('cleared');
  });

  test('of a snapshot is open while it is there, and settled only once the old cluster follows or it is gone', () => {
    const seen = (present: readonly string[], was?: boolean) => snapshotReading('run-1', present, now, was);
    expect(lineOf(calm(turned), snapshot)).toMatchObject({
      state: 'unknown',
      now: expect.stringMatching(/not looked/),
    });
    expect(lineOf([...calm(turned), seen([name])], snapshot)).toMatchObject({ state: 'open', now: `present: ${name}` });
    expect(lineOf([...calm(turned), seen([])], snapshot)).toMatchObject({
      state: 'cleared',
      now: expect.stringMatching(/^not taken/),
    });
    const silent = calm().filter(({ kind }) => kind !== 'link');
    expect(lineOf([...silent, seen([])], snapshot)).toMatchObject({
      state: 'unknown',
      now: expect.stringMatching(/so far/),
    });
    expect(lineOf([...silent, seen([], true)], snapshot)).toMatchObject({
      state: 'cleared',
      now: 'gone: it was there',
    });
  });

  test('of a setting is cleared by a reading that says what it said before, and by no other', () => {
    const setting = { of: 'tasks', cluster: 'shop', service: 'web' } as const;
    const where = { accountId: '111122223333', region: 'us-west-2' };
    const changed = (before: string): Execution =>
      withCalls(out, [
        {
          at: now - 3_600_000,
          action: 'ecs:UpdateService',
          endpointRegion: 'us-west-2',
          requestId: 'none',
          outcome: 'answered',
          detail: 'Sent.',
          touched: [{ kind: 'setting', ...where, name: 'tasks of shop/web', setting, before }],
        },
      ]);
    const key = 'setting/us-west-2/tasks of shop/web';
    const reading = (value: string, at = now): Entity => ({
      kind: 'residue-reading',
      id: `checkout/${key}`,
      workloadId: 'checkout',
      accountId: where.accountId,
      key,
      reading: toObserved({ of: 'setting', value }, at, at, 'aws-api'),
      cadence: { cadenceSeconds: 30, publishDelaySeconds: 8 },
    });
    const state = (before: string, ...read: Entity[]) => lineOf([...calm(), ...read], key, [changed(before)]).state;
    expect(state('wants 2', reading('wants 2'))).toBe('cleared');
    expect(state('wants 2', reading('wants 6'))).toBe('open');
    expect(state('wants 2', reading('unknown'))).toBe('unknown');
    expect(state('unknown', reading('wants 2'))).toBe('unknown');
    expect(state('wants 2')).toBe('unknown');
    expect(state('wants 2', reading('wants 2', now - 3_600_001))).toBe('unknown');
    expect(state('wants 2', reading('wants 2', now - 600_000))).toBe('unknown');
  });

  test('of a routing control is what its cluster says, also while Route 53 publishes nothing of it', () => {
    const control = linesOf(calm()).find(({ kind, before }) => kind === 'control' && before === 'on');
    if (control === undefined) throw new Error('No control was turned off.');
    const { key, accountId } = control;
    const silent = calm((entity) =>
      entity.kind === 'routing'
        ? { ...entity, controls: entity.controls.map((one) => ({ ...one, state: toMissing('timed-out', now) })) }
        : entity,
    );
    const reading = (state: 'on' | 'off' | 'unknown', at = now): Entity => ({
      kind: 'residue-reading',
      id: `checkout/${key}`,
      workloadId: 'checkout',
      accountId,
      key,
      reading: toObserved({ of: 'control', state }, at, at, 'aws-api'),
      cadence: { cadenceSeconds: 30, publishDelaySeconds: 8 },
    });
    expect(lineOf(silent, key)).toMatchObject({ state: 'unknown', now: expect.stringContaining('no answer in time') });
    const unheld = calm((entity) => (entity.kind === 'routing' ? { ...entity, controls: [] } : entity));
    expect(lineOf(unheld, key).now).toBe('not known: no record of the workload hangs on it');
    expect(lineOf([...silent, reading('on')], key)).toMatchObject({ state: 'cleared', now: 'on' });
    expect(lineOf([...silent, reading('off')], key)).toMatchObject({ state: 'open', now: 'off' });
    expect(lineOf([...silent, reading('unknown')], key)).toMatchObject({
      state: 'unknown',
      now: 'not known: the endpoints of its cluster disagree',
    });
    expect(lineOf([...silent, reading('on', now - 600_000)], key).state).toBe('unknown');
    // The cluster is what decides; the metric of Route 53 is late.
    expect(lineOf([...calm(), reading('off')], key)).toMatchObject({ state: 'open', now: 'off' });
    expect(lineOf([...calm(), reading('unknown')], key).now).not.toContain('not known');
  });

  test('stays with its owner while it is not as before, and is cleared all the same once it is', () => {
    const owner = ownedByOlga('run-1', group, now);
    const larger = withGroups(calm(), { 'us-west-2': { ...sizeBefore, desired: 6 } }, now);
    expect(lineOf([...larger, owner], group)).toMatchObject({ state: 'owned', owner: { by: 'olga' } });
    const again = withGroups(calm(), { 'us-west-2': sizeBefore }, now);
    expect(lineOf([...again, owner], group)).toMatchObject({ state: 'cleared', owner: { by: 'olga' } });
    expect(lineOf([...larger, ownedByOlga('run-2', group, now)], group).state).toBe('open');
  });
});

describe('whatever runs did', () => {
  test('no line is cleared by evidence that went missing or grew old', () => {
    fc.assert(
      fc.property(anyCalls(now), fc.constantFrom('missing', 'old'), (made, how) => {
        const lost = calm((entity) => {
          if (entity.kind !== 'endpoint') return entity;
          const known = toObserved({ inService: 2, desired: 2, group: sizeBefore }, now - 86_400_000, now, 'aws-api');
          return { ...entity, capacity: how === 'old' ? known : toMissing('unreachable', now - 1000, known) };
        });
        expect(linesOf(lost, [withCalls(out, made)]).every(isLeftOpen)).toBe(true);
        const later = withGroups(calm(), { 'us-west-2': sizeBefore, 'us-east-1': sizeBefore }, now);
        expect(linesOf(later, [withCalls(out, made)], now + 86_400_000).every(isLeftOpen)).toBe(true);
      }),
    );
  });
});
