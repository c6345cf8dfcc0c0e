import { describe, expect, test } from 'vitest';
import type { EndpointEntity, Entity, HealthEventEntity, LinkEntity, SourceEntity } from '@/lib/domain/entities';
import type { StoreKind } from '@/lib/domain/fleet';
import { toMissing, toObserved } from '@/lib/domain/observe';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { launchesKey, type NewestLaunch } from '@/lib/domain/recovery/residue/entities';
import { judgedAt } from '@/lib/domain/testing/arbitraries';
import { calmFleetEntities, sampleFleet } from '@/lib/domain/testing/sample-entities';
import { buildPlans } from '../generate-plans';
import { driveTo, sampleExecution } from '../testing/sample-execution';
import { sampleFactsOf } from '../testing/sample-facts';
import { withoutSteps } from '../testing/without-steps';
import { decide } from './decide';
import { stableSeconds } from './gate-return';

const now = judgedAt;
const plans = sampleFleet.workloads.flatMap((workload) => buildPlans(workload, sampleFactsOf));
const hoursAgo = (hours: number) => now - hours * 3_600_000;

/** Checkout was moved from us-east-1 to us-west-2 five hours ago. */
const out: Execution = { ...driveTo(sampleExecution(), 'the-end'), state: 'completed', endedAt: hoursAgo(5) };

type Change = (entity: Entity) => Entity;

/** The group at home has got the instance that it asked for last, an hour ago. */
function launched(
  newest: NewestLaunch | 'none' | 'unknown' = { state: 'succeeded', startedAt: hoursAgo(1), words: '' },
): Entity {
  const key = launchesKey('us-east-1', 'checkout-use1');
  const cadence = { cadenceSeconds: 30, publishDelaySeconds: 8 };
  const reading = toObserved({ of: 'launches', newest } as const, now, now, 'aws-api');
  const whose = { workloadId: 'checkout', accountId: '111122223333' };
  return { kind: 'residue-reading', id: `checkout/${key}`, key, ...whose, reading, cadence };
}

/** Checkout is served from us-west-2, us-east-1 has been well for hours, and its copy follows. */
function away(...changes: readonly Change[]): readonly Entity[] {
  return [...calmFleetEntities(now), launched()]
    .map((entity): Entity => {
      if (entity.kind === 'endpoint') return { ...entity, probeStreakStartedAt: hoursAgo(4) };
      if (entity.kind === 'source') return { ...entity, stateSince: hoursAgo(4) };
      if (entity.kind !== 'link' || entity.workloadId !== 'checkout') return entity;
      const lagEvidence = { ...entity.lagEvidence, publishedIn: 'us-east-1' };
      const id = 'checkout/orders/us-west-2>us-east-1';
      return { ...entity, id, source: 'us-west-2', target: 'us-east-1', lagEvidence };
    })
    .map((entity) => changes.reduce((changed, change) => change(changed), entity));
}

function waysHome(entities: readonly Entity[], executions: readonly Execution[] = [out]): readonly RankedTarget[] {
  const decision = decide({ workloadId: 'checkout', source: 'us-west-2', entities, plans, executions }, now);
  return decision === 'none' ? [] : decision.targets.filter(({ target }) => target === 'us-east-1');
}

function blockers(entities: readonly Entity[], executions?: readonly Execution[]) {
  const way = waysHome(entities, executions).find(({ action }) => action === 'failback');
  if (way === undefined) throw new Error('No way home');
  return way.blockers.filter(({ code }) => code !== 'left-behind-not-reviewed');
}

const ofHome =
  <E extends Entity>(is: (entity: Entity) => entity is E, to: (entity: E) => Partial<E>): Change =>
  (entity) =>
    is(entity) ? { ...entity, ...to(entity) } : entity;
const isHomeEndpoint = (entity: Entity): entity is EndpointEntity =>
  entity.kind === 'endpoint' && entity.region === 'us-east-1' && entity.workloadId === 'checkout';
const isHomeApi = (entity: Entity): entity is SourceEntity => entity.kind === 'source' && entity.region === 'us-east-1';
const isLink = (entity: Entity): entity is LinkEntity => entity.kind === 'link' && entity.workloadId === 'checkout';

/** Checkout as if its stores were of another kind. */
function withStoresAs(kind: StoreKind): Change {
  return (entity) => {
    if (entity.kind !== 'workload' || entity.id !== 'checkout') return entity;
    const stores = entity.workload.stores.map((store) => ({ ...store, kind }));
    return { ...entity, workload: { ...entity.workload, stores } };
  };
}

describe('the way home', () => {
  test('is closed while nobody hears whether AWS has trouble there: no word of it is no word that it is well', () => {
    const deaf = (state: SourceEntity['state']) =>
      away(
        ofHome(
          (entity): entity is SourceEntity => entity.kind === 'source' && entity.api === 'health',
          () => ({ state }),
        ),
      );
    for (const state of ['denied', 'no-support-plan', 'unreachable'] as const) {
      expect(blockers(deaf(state))).toContainEqual(
        expect.objectContaining({ code: 'aws-event-open', about: 'unread', overridable: true }),
      );
    }
    const without = away().filter((entity) => entity.kind !== 'source' || entity.api !== 'health');
    expect(blockers(without).map(({ about }) => about)).toContain('unread');
    expect(blockers(away()).map(({ about }) => about)).not.toContain('unread');
  });

  test('is offered where a workload was moved, and nowhere else', () => {
    expect(
      waysHome(away())
        .map(({ action, mode }) => `${action} ${mode}`)
        .sort(),
    ).toEqual(['activate ungraceful', 'failback graceful']);
    expect(waysHome(away(), []).map(({ action }) => action)).toEqual(['activate', 'activate']);
    const elsewhere = decide(
      { workloadId: 'checkout', source: 'us-east-1', entities: away(), plans, executions: [out] },
      now,
    );
    expect(elsewhere === 'none' ? [] : elsewhere.targets.filter(({ action }) => action === 'failback')).toEqual([]);
  });

  test('stays where a person has allowed another move after the run', () => {
    const question = { workloadId: 'checkout', source: 'us-west-2', entities: away(), plans, executions: [out] };
    const allowed = decide({ ...question, clearedRuns: [out.id] }, now);
    expect(allowed === 'none' ? [] : allowed.targets.map(({ action }) => action)).toContain('failback');
    const soon = { ...question, executions: [{ ...out, endedAt: now - 60_000 }] };
    const flapping = (cleared: readonly string[]) => {
      const decision = decide({ ...soon, clearedRuns: cleared }, now);
      return decision === 'none' ? [] : decision.blockers.map(({ code }) => code);
    };
    expect(flapping([])).toEqual(['anti-flap']);
    expect(flapping([out.id])).toEqual([]);
  });

  test('is open once the region has been well for half an hour and its copy follows', () => {
    expect(blockers(away())).toEqual([]);
  });

  test('waits until its endpoints and the APIs of AWS there have both been well for long enough', () => {
    const lately = now - (stableSeconds - 60) * 1000;
    const endpoint = ofHome(isHomeEndpoint, () => ({ probeStreakStartedAt: lately }));
    const api = ofHome(isHomeApi, () => ({ stateSince: lately }));
    for (const change of [endpoint, api]) {
      expect(blockers(away(change))).toMatchObject([
        {
          code: 'region-not-stable',
          sentence: expect.stringMatching(/^us-east-1 is well since .* only/),
          overridable: true,
        },
      ]);
    }
    const unread = ofHome(isHomeEndpoint, () => ({ probe: toMissing('timed-out', now) }));
    expect(blockers(away(unread)).map(({ code }) => code)).toContain('region-not-stable');
    const unkept: Change = (entity) => {
      if (!isHomeEndpoint(entity)) return entity;
      const { probeStreakStartedAt: _kept, ...rest } = entity;
      return rest;
    };
    expect(blockers(away(unkept))).toMatchObject([{ sentence: expect.stringMatching(/is not known to be well/) }]);
  });

  describe('while instances cannot be started there', () => {
    const withLaunches = (reading: Entity | 'none', ...changes: readonly Change[]) => [
      ...away(...changes).filter(({ kind }) => kind !== 'residue-reading'),
      ...(reading === 'none' ? [] : [reading]),
    ];
    const failed = { state: 'failed', startedAt: hoursAgo(1), words: 'We do not have sufficient capacity' } as const;
    const withoutScale = withoutSteps(plans, 'scale-capacity');
    const closed = (entities: readonly Entity[], given: readonly RecoveryPlan[] = plans) => {
      const asked = { workloadId: 'checkout', source: 'us-west-2', entities, plans: given, executions: [out] };
      const decision = decide(asked, now);
      const way = decision === 'none' ? undefined : decision.targets.find(({ action }) => action === 'failback');
      return way?.blockers.filter(({ code }) => code.startsWith('launches')) ?? [];
    };

    test('is closed with the words of AWS, and a person may say where they come from', () => {
      expect(closed(withLaunches(launched(failed)))).toMatchObject([
        {
          code: 'launches-failing',
          about: 'checkout-use1',
          overridable: true,
          sentence: expect.stringContaining('AWS says "We do not have sufficient capacity"'),
        },
      ]);
    });

    test('is closed while it is not known: not read, read long ago, told in part, or under way', () => {
      const old = launched();
      const stale = old.kind === 'residue-reading' ? { ...old, reading: toMissing<never>('timed-out', now) } : old;
      const underWay = launched({ state: 'under-way', startedAt: hoursAgo(1), words: '' });
      for (const reading of ['none', stale, launched('unknown'), underWay] as const) {
        expect(closed(withLaunches(reading)).map(({ code }) => code)).toEqual(['launches-unknown']);
      }
    });

    test('does not take what was tried before the region answered again for what is so now', () => {
      const before = hoursAgo(4.5);
      const none = ofHome(isHomeEndpoint, () => ({ capacity: toMissing('timed-out', now) }));
      for (const state of ['failed', 'succeeded'] as const) {
        const tried = withLaunches(launched({ state, startedAt: before, words: '' }), none);
        expect(closed(tried)).toEqual([]);
        expect(closed(tried, withoutScale).map(({ code }) => code)).toEqual(['launches-unknown']);
      }
    });

    test('is open where the group has all that it wants and asked for nothing since', () => {
      expect(closed(withLaunches(launched('none')), withoutScale)).toEqual([]);
    });
  });

  test('waits for AWS to close what it has open there', () => {
    const event: HealthEventEntity = {
      kind: 'health-event',
      id: 'arn:aws:health:us-east-1::event/RDS/1',
      region: 'us-east-1',
      service: 'RDS',
      typeCode: 'AWS_RDS_OPERATIONAL_ISSUE',
      category: 'issue',
      status: 'open',
      startedAt: hoursAgo(6),
      endedAt: 'none',
      updatedAt: hoursAgo(1),
      description: '',
    };
    expect(blockers([...away(), event])).toMatchObject([{ code: 'aws-event-open', about: event.id }]);
    expect(blockers([...away(), { ...event, status: 'closed' }])).toEqual([]);
    expect(blockers([...away(), { ...event, region: 'us-west-2' }])).toEqual([]);
  });

  test('is not gone while the old writer is still one', () => {
    const both = [...away(), ...calmFleetEntities(now).filter((entity) => isLink(entity))];
    expect(blockers(both)).toMatchObject([{ code: 'old-writer', about: 'orders' }]);
  });

  test('waits for what was written away in stores that both regions write', () => {
    const table = ofHome(isLink, () => ({ storeKind: 'dynamodb-global-table' as const }));
    const asTable = withStoresAs('dynamodb-global-table');
    expect(blockers(away(table, asTable))).toEqual([]);
    const untold = ofHome(isLink, () => ({ copyState: toMissing('timed-out', now) }));
    expect(blockers(away(table, asTable, untold)).map(({ code }) => code)).toContain('not-copied-back');
  });

  test('of a store that is copied one way only asks what was written away, and is not closed for good', () => {
    const asBucket = withStoresAs('s3-replication');
    const oneWay = ofHome(isLink, ({ storeId }) => ({
      id: `checkout/${storeId}/us-east-1>us-west-2`,
      source: 'us-east-1',
      target: 'us-west-2',
      storeKind: 's3-replication' as const,
    }));
    const found = blockers(away(asBucket, oneWay)).filter(
      ({ code }) => code.startsWith('no-copy') || code.startsWith('not-copied'),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatchObject({ code: 'not-copied-back', overridable: true });
  });

  test('asks what became of what a region that was given up had not sent on', () => {
    const asked = (run: Execution) =>
      waysHome(away(), [run]).flatMap((way) => way.blockers.filter(({ code }) => code === 'left-behind-not-reviewed'));
    expect(asked(out)).toMatchObject([{ about: 'run-1', overridable: true }]);
    expect(asked({ ...out, mode: 'graceful' })).toEqual([]);
  });
});
