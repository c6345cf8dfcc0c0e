import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity, SourceEntity } from '../entities';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  startingEntities,
} from '../testing/sample-entities';
import { buildFleetOverview } from './build-fleet-overview';
import type { FleetOverview, LinkView, RegionView, WorkloadView } from './types';

const now = Date.parse('2026-11-20T12:10:37Z');

function find<T>(list: readonly T[], wanted: (one: T) => boolean): T {
  const found = list.find(wanted);
  if (!found) throw new Error('Not in the overview');
  return found;
}
const region = (overview: FleetOverview, code: string): RegionView =>
  find(overview.regions, (one) => one.code === code);
const workload = (overview: FleetOverview, id: string): WorkloadView =>
  find(overview.workloads, (one) => one.id === id);
const link = (overview: FleetOverview, id: string): LinkView => find(overview.links, (one) => one.id === id);
const ordersLink = 'checkout/orders/us-east-1>us-west-2';

describe('a calm fleet', () => {
  const overview = buildFleetOverview(calmFleetEntities(now), now);

  test('reads calm: everything healthy, protected and met for its dated minute', () => {
    expect(overview.headline).toEqual({
      health: 'healthy',
      counts: { down: 0, degraded: 0, unknown: 0, healthy: 7 },
      sentence: '2 workloads and 5 regions healthy',
    });
    expect(overview.workloads.map(({ protection }) => protection.state)).toEqual(['protected', 'protected']);
    for (const { objectives } of overview.workloads) {
      expect(objectives[0]?.rpo).toMatchObject({ state: 'met', provableNow: false });
    }
    expect(overview.console).toMatchObject({ state: 'polling', simulated: true });
    expect(overview.freshness).toMatchObject({ late: 0, failed: 0, failing: [] });
  });

  test('shows its true blemishes as findings with evidence and a way to clear them, none of them critical', () => {
    expect(overview.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning capacity-short',
      'notice alarm-without-data',
      'notice objective-shorter-than-evidence',
      'notice objective-shorter-than-evidence',
    ]);
    for (const { evidence, clear, sentence } of overview.findings) {
      expect([evidence.length > 0, clear !== '', sentence !== '']).toEqual([true, true, true]);
    }
  });

  test('carries the lag as text, rounded up', () => {
    expect(link(overview, ordersLink).label).toBe('0.7 s');
    expect(overview.links).toHaveLength(13);
  });
});

describe('a region outage', () => {
  const at = (failedFor: number) => buildFleetOverview(regionDownEntities(now, { failedFor }), now);

  test('reads unreachable from here in the first seconds, and down once Route 53 agrees', () => {
    const early = at(20);
    expect(region(early, 'us-east-1').health).toMatchObject({ state: 'unknown' });
    expect(region(early, 'us-east-1').health.reason).toMatch(/^unreachable from here/);
    expect(early.headline.sentence).toBe(
      'Checkout, Storefront and us-east-1 are unknown; us-east-1 is unreachable from here',
    );
    const later = at(60);
    expect(region(later, 'us-east-1').health.state).toBe('down');
    expect(later.headline.sentence).toBe('Checkout and us-east-1 are down; Storefront is degraded');
  });

  test('is down for the workload it alone served and degraded for the one that has three more regions', () => {
    const overview = at(400);
    expect(workload(overview, 'checkout').userHealth.state).toBe('down');
    expect(workload(overview, 'checkout').protection.state).toBe('unprotected');
    expect(workload(overview, 'storefront').userHealth).toMatchObject({
      state: 'degraded',
      reason: '1 of 4 active regions lost: us-east-1; the others: 3 healthy',
    });
    expect(workload(overview, 'storefront').protection.sentence).toMatch(/^Protection reduced/);
  });

  test('keeps the date of what was measured while at most grows and the outage clock runs apart', () => {
    const entities = regionDownEntities(now, { failedFor: 400 });
    const [first, second] = [0, 30].map((more) => buildFleetOverview(entities, now + more * 1000));
    if (!first || !second) throw new Error('Two overviews expected');
    const [before, after] = [link(first, ordersLink).loss, link(second, ordersLink).loss];
    expect(after.measured).toEqual(before.measured);
    if (before.atMost.state !== 'growing' || after.atMost.state !== 'growing') throw new Error('It must grow');
    expect(after.atMost.seconds - before.atMost.seconds).toBeCloseTo(30);
    expect(after.atMost.ifStillWriting).toBe(true);
    const outage = workload(first, 'checkout').outage;
    expect(outage).toMatchObject({ state: 'running', durationSeconds: 399 });
    expect(before.atMost.seconds).not.toBeCloseTo(399);
  });

  test.each([6, 20, 60, 150, 400, 4000])('shows nothing of the region healthy, met or live after %i s', (failedFor) => {
    const overview = at(failedFor);
    expect(region(overview, 'us-east-1').health.state).not.toBe('healthy');
    expect(region(overview, 'us-east-1').freshness).not.toBe('live');
    for (const { cells, userHealth } of overview.workloads) {
      expect(userHealth.state).not.toBe('healthy');
      for (const cell of cells.filter((one) => one.region === 'us-east-1')) {
        expect(cell.health.state).not.toBe('healthy');
        expect(cell.freshness).not.toBe('live');
      }
    }
    const touching = overview.links.filter(({ source, target }) => [source, target].includes('us-east-1'));
    expect(touching).toHaveLength(7);
    for (const { verdict, freshness, flow, copyState } of touching) {
      expect(verdict.state).not.toBe('met');
      expect(freshness).not.toBe('live');
      expect(flow).not.toBe('replicating');
      expect(copyState).not.toBe('replicating');
    }
  });

  test('leaves the verdicts of all other regions as they were', () => {
    const calm = buildFleetOverview(calmFleetEntities(now), now);
    const lost = at(400);
    const others = (overview: FleetOverview) => ({
      regions: overview.regions.filter(({ code }) => code !== 'us-east-1'),
      links: overview.links.filter(({ source, target }) => ![source, target].includes('us-east-1')),
      cells: overview.workloads.flatMap(({ cells }) => cells.filter((cell) => cell.region !== 'us-east-1')),
    });
    expect(others(lost)).toEqual(others(calm));
  });

  test('names the region once, not every endpoint, link and source in it', () => {
    const codes = at(400).findings.map(({ code }) => code);
    expect(codes.filter((code) => code === 'region-down')).toHaveLength(1);
    for (const explained of ['endpoint-down', 'link-stalled', 'source-failing', 'region-unreachable']) {
      expect(codes).not.toContain(explained);
    }
  });

  test('of a standby takes the protection and leaves users alone', () => {
    const overview = buildFleetOverview(regionDownEntities(now, { failedFor: 400, region: 'us-west-2' }), now);
    const checkout = workload(overview, 'checkout');
    expect(checkout.userHealth.state).toBe('healthy');
    expect(checkout.protection).toMatchObject({ state: 'unprotected', sentence: 'Protection gone: us-west-2 is down' });
    expect(checkout.outage.state).toBe('none');
  });
});

describe('a console that cannot be relied on', () => {
  test('says since when it has not polled, three heartbeats after the last', () => {
    const entities = calmFleetEntities(now);
    expect(buildFleetOverview(entities, now + 14_000).console.state).toBe('polling');
    const stopped = buildFleetOverview(entities, now + 14_001);
    expect(stopped.console).toMatchObject({
      state: 'not-polling',
      sentence: 'Console has not polled since 12:10 UTC. Do not rely on this page.',
    });
    expect(stopped.headline.health).not.toBe('healthy');
  });

  test('turns everything unknown, with what was last known kept', () => {
    const overview = buildFleetOverview(engineStoppedEntities(now), now);
    expect(overview.headline.counts).toEqual({ down: 0, degraded: 0, unknown: 7, healthy: 0 });
    expect(workload(overview, 'checkout').userHealth.lastKnown).toBe('healthy');
    for (const { verdict, freshness } of overview.links) {
      expect([verdict.state, freshness]).toEqual(['not-measured', 'stale']);
    }
    for (const { freshness } of overview.findings) expect(freshness).toBe('stale');
  });

  test('just started says that it waits, and since when', () => {
    const overview = buildFleetOverview(startingEntities(now), now);
    expect(overview.console).toMatchObject({ state: 'starting', sentence: 'No data yet — waiting since 12:10 UTC' });
    expect(overview.headline.health).toBe('unknown');
    expect(overview.links.map(({ label }) => label)).toContain('no data yet');
    expect(overview.findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  });

  test('with no entity at all knows nothing', () => {
    const overview = buildFleetOverview([], now);
    expect(overview.headline).toMatchObject({ health: 'unknown' });
    expect(overview.console).toMatchObject({ state: 'starting', lastTickAt: 'never' });
  });

  test('that reaches no region is itself cut off, and calls no region down', () => {
    const overview = buildFleetOverview(cutOff(calmFleetEntities(now)), now);
    expect(overview.console.state).toBe('cut-off');
    for (const { health } of overview.regions) expect(health.state).toBe('unknown');
  });
});

describe('the overview', () => {
  test('is the same whatever the order of the entities', () => {
    const entities = regionDownEntities(now, { failedFor: 90 });
    const expected = buildFleetOverview(entities, now);
    fc.assert(
      fc.property(fc.shuffledSubarray([...entities], { minLength: entities.length }), (shuffled) => {
        expect(buildFleetOverview(shuffled, now)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('calls nothing healthy, met or live a day after the last evidence', () => {
    for (const entities of [calmFleetEntities(now), regionDownEntities(now, { failedFor: 60 })]) {
      expect(JSON.stringify(buildFleetOverview(entities, now + 86_400_000))).not.toMatch(
        /"(state|health)":"(healthy|met|protected)"|"freshness":"live"/,
      );
    }
  });

  test('never prints what is not a value', () => {
    for (const entities of [calmFleetEntities(now), startingEntities(now), regionDownEntities(now, { failedFor: 3 })]) {
      expect(JSON.stringify(buildFleetOverview(entities, now))).not.toMatch(/NaN|undefined|Invalid|Infinity|null/);
    }
  });

  test('with any evidence taken away is not healthy any more', () => {
    const entities = calmFleetEntities(now);
    fc.assert(
      fc.property(fc.subarray(entities.filter(({ kind }) => kind === 'endpoint' || kind === 'engine')), (removed) => {
        const left = entities.filter((entity) => !removed.includes(entity));
        const { headline } = buildFleetOverview(left, now);
        expect(headline.health === 'healthy').toBe(removed.length === 0);
      }),
      { numRuns: 40 },
    );
  });
});

/** No API answers and no probe comes back; the resolver is out of reach too. */
function cutOff(entities: readonly Entity[]): Entity[] {
  return entities.map((entity): Entity => {
    if (entity.kind === 'source') return silence(entity);
    if (entity.kind !== 'endpoint' || entity.probe.state === 'missing' || entity.route53.state === 'missing')
      return entity;
    return {
      ...entity,
      probe: { ...entity.probe, value: { outcome: 'fail', detail: 'No answer within 1.5 s' } },
      probeStreak: 9,
      route53: { state: 'missing', reason: 'timed-out', since: now - 9000, lastKnown: entity.route53 },
    };
  });
}

function silence(source: SourceEntity): SourceEntity {
  const lastAnswerAt = now - 60_000;
  return { ...source, state: 'unreachable', message: 'No answer', stateSince: now - 20_000, lastAnswerAt };
}
