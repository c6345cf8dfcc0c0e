import { describe, expect, test } from 'vitest';
import { plansFor } from '@/lib/recovery/pages/testing/sample-runs';
import { sampleWorkload } from '@/lib/recovery/rules/testing/sample-execution';
import type { Entity, LinkEntity } from '../entities';
import { toFleetEvidence } from '../fleet-evidence';
import { toMissing, toObserved } from '../observe';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { judgedAt } from '../testing/arbitraries';
import { calmFleetEntities } from '../testing/sample-entities';
import { viewCatchUps } from './catch-up';

const now = judgedAt;
const checkout = sampleWorkload('checkout');
const workload = { ...checkout, stores: checkout.stores.filter(({ id }) => id === 'orders') };
const plan = plansFor(checkout).find(({ action }) => action === 'failback') ?? 'none';
const way = { home: 'us-east-1', away: 'us-west-2' };

/** Orders, copied back to us-east-1, with something else about its link. */
function back(change: (link: LinkEntity) => Partial<LinkEntity> = () => ({})): readonly Entity[] {
  return calmFleetEntities(now).map((entity) => {
    if (entity.kind !== 'link' || entity.workloadId !== 'checkout') return entity;
    const link: LinkEntity = {
      ...entity,
      id: 'checkout/orders/us-west-2>us-east-1',
      source: 'us-west-2',
      target: 'us-east-1',
    };
    return { ...link, ...change(link) };
  });
}

function seen(entities: readonly Entity[]) {
  const { links } = buildFleetOverview(entities, now);
  const views = viewCatchUps(workload, way, plan, { evidence: toFleetEvidence(entities, now), links }, now);
  expect(views).toHaveLength(1);
  return views[0];
}

const lagOf = (seconds: number) => ({ lag: toObserved(seconds, now - 60_000, now, 'cloudwatch') });
const draining = (lags: readonly number[]): LinkEntity['resync'] => ({
  phase: 'draining',
  since: now - 3_600_000,
  phaseSince: now - 600_000,
  worst: { at: now - 700_000, lagSeconds: 4000 },
  points: lags.map((lagSeconds, index) => ({ at: now - (lags.length - index) * 60_000, lagSeconds })),
});

describe('the copy of a store on the way home', () => {
  test('is not called caught up where the return names no limit that it could be held to', () => {
    const entities = back(() => lagOf(14_400));
    const { links } = buildFleetOverview(entities, now);
    const [seenSo] = viewCatchUps(workload, way, 'none', { evidence: toFleetEvidence(entities, now), links }, now);
    expect(seenSo).toMatchObject({ state: 'copying', sentence: expect.stringContaining('names no limit') });
  });

  test('is not known to be missing where whoever tells of copies does not answer, whatever else does', () => {
    const denied = calmFleetEntities(now)
      .filter((entity) => entity.kind !== 'link' || entity.workloadId !== 'checkout')
      .map((entity) =>
        entity.kind === 'source' && entity.api === 'rds' ? { ...entity, state: 'denied' as const } : entity,
      );
    expect(seen(denied)).toMatchObject({ state: 'unknown' });
  });

  test('is caught up by the figure that the return itself waits for, and says since when', () => {
    expect(seen(back())).toMatchObject({ state: 'caught-up', sentence: expect.stringMatching(/within the 5 m/) });
    const over = {
      phase: 'caught-up',
      since: now - 3_600_000,
      phaseSince: now - 600_000,
      worst: 'none',
      points: [],
    } as const;
    expect(seen(back(() => ({ resync: over })))).toMatchObject({
      state: 'caught-up',
      sentence: expect.stringMatching(/since \d\d:\d\d/),
    });
  });

  test('is copying while it is behind, with its lag, whether that falls, and by which rule it will be there', () => {
    const far = seen(back(() => ({ ...lagOf(1200), resync: draining([3000, 2400, 1800, 1200]) })));
    expect(far).toMatchObject({
      state: 'copying',
      sentence: expect.stringMatching(/behind, falling; the return wants below/),
    });
    expect(far?.expected).toMatch(/at the pace of the last/);
    const stuck = seen(back(() => ({ ...lagOf(1200), resync: draining([1200, 1200, 1200]) })));
    expect(stuck?.expected).toMatch(/does not fall/);
  });

  test('that is made anew is copying, and AWS does not tell how far it is', () => {
    const rebuilding = (link: LinkEntity) => ({
      copyState: { ...link.copyState, state: 'observed', value: 'rebuilding' } as LinkEntity['copyState'],
    });
    expect(seen(back(rebuilding))).toMatchObject({
      state: 'copying',
      expected: expect.stringMatching(/AWS does not tell/),
    });
  });

  test('that nothing copies needs to be armed again, where both regions answer', () => {
    expect(seen(calmFleetEntities(now))).toMatchObject({
      state: 're-arming-needed',
      sentence: expect.stringMatching(/still the writer it was/),
    });
    const none = calmFleetEntities(now).filter(({ kind }) => kind !== 'link');
    expect(seen(none)).toMatchObject({ state: 're-arming-needed' });
    const silent = none.map(
      (entity): Entity =>
        entity.kind === 'source' && entity.region === 'us-east-1' ? { ...entity, state: 'unreachable' } : entity,
    );
    expect(seen(silent)).toMatchObject({ state: 'unknown' });
  });

  test('of which nothing current is known stays unknown', () => {
    expect(seen(back(() => ({ copyState: toMissing('unreachable', now - 1000) })))).toMatchObject({ state: 'unknown' });
    expect(seen(back(() => ({ lag: toMissing('no-data', now - 1000) })))).toMatchObject({ state: 'unknown' });
  });
});
