import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointReading, Entity, RoutingEntity, RoutingPolicy } from '../entities';
import { toObserved } from '../observe';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  startingEntities,
} from '../testing/sample-entities';
import { judged, routedEntities } from '../testing/sample-links';
import type { RecordView } from '../workload-page/types';
import { buildRoutingPage } from './build-routing-page';
import { groupRecords } from './share-records';
import { byRegion } from './view-checks';

const now = Date.parse('2026-11-20T12:10:37Z');
const calm = () => routedEntities(calmFleetEntities(now), now);
const rowOf = (entities: readonly Entity[], id: string) => {
  const row = buildRoutingPage(entities, now).entryPoints.find((one) => one.id === id);
  if (row === undefined) throw new Error(`${id} is not on the page`);
  return row;
};

function changeRouting(entities: readonly Entity[], id: string, change: (routing: RoutingEntity) => RoutingEntity) {
  return judged(
    entities.map((entity) => (entity.kind === 'routing' && entity.id === id ? change(entity) : entity)),
    now,
  );
}

describe('an entry point', () => {
  test('on routing controls is moved by hand, has its controls and the zone its records are in', () => {
    const row = rowOf(calm(), 'checkout/web');
    expect(row).toMatchObject({
      verdict: { state: 'expected' },
      answeredRegion: 'us-east-1',
      move: { how: 'by-hand', ttlSeconds: 60, atMostSeconds: 60, wayOut: { state: 'there' } },
      zone: { accountId: '111122223333', freshness: 'live' },
    });
    expect(row.controls.map(({ region }) => region)).toEqual(['us-east-1', 'us-west-2']);
    expect(row.checks.map(({ region }) => region)).toEqual(['us-east-1', 'us-west-2']);
  });

  test('by checks moves by itself, within detection and the lifetime of the answer', () => {
    expect(rowOf(calm(), 'storefront/web').move).toMatchObject({
      how: 'by-itself',
      ttlSeconds: 60,
      atMostSeconds: 90,
    });
  });

  test('that leads to a region that is down is wrong, and says where it could go', () => {
    const row = rowOf(routedEntities(regionDownEntities(now, { failedFor: 700 }), now, 'us-east-1'), 'checkout/web');
    expect(row.verdict).toMatchObject({ state: 'wrong' });
    expect(row.verdict.sentence).toContain('us-east-1, which is down');
    expect(row.move.wayOut).toMatchObject({ state: 'there', sentence: 'Could go to us-west-2 (healthy)' });
    expect(row.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['routing-unexpected']));
  });

  test('of which nothing is known is unknown, never as declared', () => {
    for (const entities of [startingEntities(now), engineStoppedEntities(now, { stoppedFor: 3600 })]) {
      for (const { verdict, answeredRegion } of buildRoutingPage(entities, now).entryPoints) {
        expect([verdict.state, answeredRegion]).toEqual(['unknown', 'unknown']);
      }
    }
  });

  test('shares nobody tells are not made up: who is nearest is said, not how many', () => {
    const entities = changeRouting(calm(), 'storefront/web', (routing) => ({
      ...routing,
      records: routing.records?.map((record) => ({
        ...record,
        choice: { kind: 'latency', region: record.region },
      })),
    }));
    const shares = rowOf(entities, 'storefront/web').groups.flatMap(({ records }) => records.map(({ share }) => share));
    expect(new Set(shares.map(({ percent }) => percent))).toEqual(new Set(['not-told']));
  });
});

describe('findings about routing', () => {
  const codesOf = (entities: readonly Entity[], id = 'storefront/web') =>
    rowOf(entities, id).findings.map(({ code }) => code);

  test('are none in a calm fleet', () => {
    expect([codesOf(calm()), codesOf(calm(), 'checkout/web')]).toEqual([[], []]);
  });

  test('name a record that no check takes out', () => {
    const entities = changeRouting(calm(), 'storefront/web', (routing) => ({
      ...routing,
      records: routing.records?.map((record) =>
        record.region === 'us-west-2' ? { ...record, healthCheck: 'none', evaluatesTargetHealth: false } : record,
      ),
    }));
    expect(codesOf(entities)).toEqual(['record-always-answered']);
  });

  test('name a lifetime that holds users longer than a minute', () => {
    const entities = changeRouting(calm(), 'checkout/web', (routing) => ({
      ...routing,
      records: routing.records?.map((record) => ({ ...record, ttlSeconds: 300 })),
    }));
    expect(codesOf(entities, 'checkout/web')).toEqual(['ttl-too-long']);
    expect(rowOf(entities, 'checkout/web').move.ttlSeconds).toBe(300);
  });

  test('say that there is nowhere to go once every other endpoint is down by itself', () => {
    const down = toObserved<EndpointReading>(
      { outcome: 'fail', detail: 'HTTP 503' },
      now - 1000,
      now - 1000,
      'console-probe',
    );
    const entities = judged(
      calm().map((entity) =>
        entity.kind === 'endpoint' && entity.id === 'checkout/web/us-west-2'
          ? { ...entity, probe: down, probeStreak: 40, route53: { ...down, vantage: 'route53-answer' as const } }
          : entity,
      ),
      now,
    );
    expect(rowOf(entities, 'checkout/web').move.wayOut).toMatchObject({ state: 'none' });
    expect(codesOf(entities, 'checkout/web')).toContain('no-healthy-record');
  });
});

describe('who gets which answer', () => {
  const record = (
    choice: RoutingPolicy,
    state: RecordView['condition']['state'],
    region = 'us-east-1',
  ): RecordView => ({
    name: 'shop.example',
    type: 'A',
    setIdentifier: `${region} ${JSON.stringify(choice)}`,
    policy: choice.kind,
    choice,
    targets: [],
    region,
    ttlSeconds: 60,
    healthCheck: 'none',
    evaluatesTargetHealth: false,
    answered: 'no',
    condition: { state, sentence: '' },
  });
  const percents = (records: readonly RecordView[]) =>
    groupRecords(records)[0]?.records.map(({ share }) => share.percent);
  const weighted = (weight: number, state: RecordView['condition']['state'] = 'pass') =>
    record({ kind: 'weighted', weight }, state, `region-${weight}`);
  const failover = (role: 'primary' | 'secondary', state: RecordView['condition']['state']) =>
    record({ kind: 'failover', role }, state);

  test('by weight, among those that pass', () => {
    expect(percents([weighted(30), weighted(10)])).toEqual([75, 25]);
    expect(percents([weighted(30, 'fail'), weighted(10)])).toEqual([0, 100]);
    expect(percents([weighted(30, 'fail'), weighted(10, 'fail')])).toEqual([75, 25]);
    expect(percents([weighted(0), weighted(0, 'unknown')])).toEqual([50, 50]);
  });

  test('the primary while it passes, or while both fail', () => {
    expect(percents([failover('primary', 'pass'), failover('secondary', 'fail')])).toEqual([100, 0]);
    expect(percents([failover('primary', 'fail'), failover('secondary', 'pass')])).toEqual([0, 100]);
    expect(percents([failover('primary', 'fail'), failover('secondary', 'fail')])).toEqual([100, 0]);
    expect(percents([failover('primary', 'unknown'), failover('secondary', 'pass')])).toEqual(['unknown', 'unknown']);
  });

  test('shares of weights add up to all of it, whatever fails', () => {
    const states = fc.constantFrom('pass', 'fail', 'unknown', 'always', 'follows') as fc.Arbitrary<
      RecordView['condition']['state']
    >;
    const records = fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), states), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(records, (given) => {
        const shares = percents(given.map(([weight, state]) => weighted(weight, state))) ?? [];
        const sum = shares.reduce<number>((total, one) => total + (typeof one === 'number' ? one : Number.NaN), 0);
        expect(sum).toBeCloseTo(100, 6);
      }),
    );
  });
});

test('checkers are counted by the region they ask from, those that fail first, with the words of one', () => {
  const report = (region: string, outcome: 'pass' | 'fail', checkedAt: number) => ({
    region,
    outcome,
    checkedAt,
    detail: outcome === 'pass' ? 'Success: 200' : 'Failure: timed out',
  });
  expect(
    byRegion([report('a', 'pass', 1), report('b', 'fail', 2), report('a', 'pass', 3), report('b', 'pass', 4)]),
  ).toEqual([
    { region: 'b', passing: 1, failing: 1, unrecognised: 0, newestAt: 4, detail: 'Failure: timed out' },
    { region: 'a', passing: 2, failing: 0, unrecognised: 0, newestAt: 3, detail: 'none' },
  ]);
});
