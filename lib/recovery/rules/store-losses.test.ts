import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity, QueueEntity } from '@/lib/domain/entities';
import type { StoreKind, Workload } from '@/lib/domain/fleet';
import { toFleetEvidence } from '@/lib/domain/fleet-evidence';
import { toMissing, toObserved } from '@/lib/domain/observe';
import { judgedAt, links, sampleLink } from '@/lib/domain/testing/arbitraries';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { lossesToAcknowledge } from './acknowledged-losses';
import { measureLosses } from './store-losses';

const now = judgedAt;
const checkout = defaultFleet.workloads.find(({ id }) => id === 'checkout') as Workload;
const pair = { source: 'us-east-1', target: 'us-west-2' };

function measure(
  entities: readonly Entity[],
  workload: Workload = checkout,
  mode: 'graceful' | 'ungraceful' = 'ungraceful',
) {
  return measureLosses(workload, pair, mode, toFleetEvidence(entities, now), now);
}

function withStore(kind: StoreKind, more: object = {}): Workload {
  return { ...checkout, stores: [{ id: 'orders', kind, resource: 'r', ...more }] };
}

const orders = sampleLink({ lag: toObserved(0.62, now - 120_000, now, 'cloudwatch') });
const queue: QueueEntity = {
  kind: 'queue',
  id: 'checkout/events/us-east-1',
  workloadId: 'checkout',
  accountId: '111122223333',
  storeId: 'events',
  resource: 'checkout-events',
  region: 'us-east-1',
  messages: toObserved(42, now - 5000, now, 'aws-api'),
  messagesCadence: { cadenceSeconds: 60, publishDelaySeconds: 4 },
  oldestMessageAgeSeconds: toObserved(12, now - 60_000, now, 'cloudwatch'),
  ageCadence: { cadenceSeconds: 60, publishDelaySeconds: 180 },
};

describe('what a run would cost a store', () => {
  test('is lost where a new writer goes its own way: by lag, and at most by lag and age, in seconds and writes', () => {
    const [loss] = measure([orders]);
    expect(loss).toEqual({
      storeId: 'orders',
      fate: 'lost',
      measuredSeconds: 0.62,
      measuredAt: now - 120_000,
      atMostSeconds: 120.7,
      estimate: false,
      atMostWrites: 21_726,
    });
  });

  test.each<[StoreKind, string]>([
    ['aurora-global', 'lost'],
    ['rds-replica', 'lost'],
    ['elasticache-global', 'lost'],
    ['dynamodb-global-table', 'stranded'],
    ['s3-replication', 'stranded'],
  ])('of %s is %s', (kind, fate) => {
    expect(measure([{ ...orders, storeKind: kind }], withStore(kind))[0]).toMatchObject({ fate, atMostSeconds: 120.7 });
  });

  test('is an estimate where only what arrived was measured', () => {
    const link = { ...orders, lagEvidence: { ...orders.lagEvidence, quality: 'estimate' as const } };
    expect(measure([link], withStore('dynamodb-global-table'))[0]).toMatchObject({ estimate: true });
  });

  test('of what waits in a queue is stranded, as old as its oldest message', () => {
    const events = measure([queue]).find(({ storeId }) => storeId === 'events');
    expect(events).toMatchObject({ fate: 'stranded', measuredSeconds: 12, atMostSeconds: 72, atMostWrites: 42 });
    const dark = {
      ...queue,
      messages: toMissing('unreachable', now, toObserved(42, now, now, 'aws-api')),
    } as QueueEntity;
    expect(measure([dark]).find(({ storeId }) => storeId === 'events')).toMatchObject({ atMostWrites: 'unknown' });
  });

  test('is unknown where nothing was measured, and never zero', () => {
    for (const loss of measure([])) {
      expect(loss).toMatchObject({ measuredSeconds: 'unknown', atMostSeconds: 'unknown', atMostWrites: 'unknown' });
      expect(loss.fate).not.toBe('none');
    }
    const idle = { ...orders, writesPerSecond: toObserved(0, now - 3_600_000, now, 'cloudwatch') };
    expect(measure([idle])[0]?.atMostWrites).toBe('unknown');
  });

  test('is nothing for a strongly consistent table, as long as it was known to be replicated', () => {
    const strong = sampleLink({ consistency: 'strong', storeKind: 'dynamodb-global-table' });
    expect(measure([strong], withStore('dynamodb-global-table'))[0]).toMatchObject({ fate: 'none', atMostSeconds: 0 });
    const broken = { ...strong, copyState: toObserved('not-replicating' as const, now, now, 'aws-api') };
    expect(measure([broken], withStore('dynamodb-global-table'))[0]).toMatchObject({ atMostSeconds: 'unknown' });
  });

  test('is nothing when the target writes already', () => {
    const back = sampleLink({ source: 'us-west-2', target: 'us-east-1' });
    expect(measure([back])[0]).toMatchObject({ fate: 'none', atMostSeconds: 0 });
  });

  test('is nothing in a graceful run, which says how far behind the copy is all the same', () => {
    for (const loss of measure([orders, queue], checkout, 'graceful')) {
      expect(loss).toMatchObject({ fate: 'none', atMostSeconds: 0, atMostWrites: 0 });
    }
    expect(measure([orders], checkout, 'graceful')[0]?.measuredSeconds).toBe(0.62);
  });

  test('is lost in a graceful run too where a cache is kept: it has no switchover', () => {
    const [kept] = measure([orders], withStore('elasticache-global'), 'graceful');
    expect(kept).toMatchObject({ fate: 'lost', atMostSeconds: 120.7 });
    expect(kept === undefined ? [] : lossesToAcknowledge([kept])).toHaveLength(1);
    const [filledAnew] = measure([orders], withStore('elasticache-global', { rebuildable: true }), 'graceful');
    expect(filledAnew).toMatchObject({ fate: 'none', rebuildable: true });
  });

  test('is not nothing in a graceful run of a read replica: no switchover ends its old writer', () => {
    const link = { ...orders, storeKind: 'rds-replica' as const };
    const [loss] = measure([link], withStore('rds-replica'), 'graceful');
    expect(loss).toMatchObject({ fate: 'lost', atMostSeconds: 120.7 });
    expect(measure([], withStore('rds-replica'), 'graceful')[0]).toMatchObject({ atMostSeconds: 'unknown' });
  });

  test('has to be acknowledged unless there is nothing to lose or it can be filled anew', () => {
    const of = (entities: readonly Entity[], workload = checkout, mode?: 'graceful') =>
      lossesToAcknowledge(measure(entities, workload, mode)).map(({ storeId }) => storeId);
    expect(of([orders, queue])).toEqual(['orders', 'idempotency', 'events']);
    expect(of([orders, { ...queue, messages: toObserved(0, now, now, 'aws-api') }])).toEqual(['orders', 'idempotency']);
    expect(of([orders], withStore('elasticache-global', { rebuildable: true }))).toEqual([]);
    expect(of([orders, queue], checkout, 'graceful')).toEqual([]);
  });

  test('is never less at most than what was measured, and never falls as time goes by', () => {
    fc.assert(
      fc.property(links, fc.nat(600), (link, later) => {
        const at = (moment: number) =>
          measureLosses(checkout, pair, 'ungraceful', toFleetEvidence([link], moment), moment)[0];
        const [first, second] = [at(now), at(now + later * 1000)];
        if (first === undefined || second === undefined || first.atMostSeconds === 'unknown') return;
        if (first.measuredSeconds !== 'unknown') {
          expect(first.atMostSeconds).toBeGreaterThanOrEqual(first.measuredSeconds - 1e-6);
        }
        if (second.atMostSeconds !== 'unknown')
          expect(second.atMostSeconds).toBeGreaterThanOrEqual(first.atMostSeconds);
      }),
    );
  });
});
