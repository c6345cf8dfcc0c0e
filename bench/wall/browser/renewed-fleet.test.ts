import { describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { multiplyFleet } from '../multiply-fleet';
import { cycleSteps, RenewedFleet } from './renewed-fleet';

const recordedAt = 1_795_961_760_000;
const observed = { state: 'observed', measuredAt: recordedAt - 4000, receivedAt: recordedAt - 3000 } as const;
const entities = [
  { kind: 'engine', id: 'engine', tickedAt: recordedAt - 1000, startedAt: recordedAt - 9000 },
  {
    kind: 'link',
    id: 'checkout/orders/us-east-1>us-west-2',
    workloadId: 'checkout',
    lag: { ...observed, value: 10 },
    lagCadence: { cadenceSeconds: 60 },
  },
  { kind: 'endpoint', id: 'checkout/web/us-east-1', workloadId: 'checkout', probeCadence: { cadenceSeconds: 2 } },
  {
    kind: 'finding',
    id: 'unprotected:checkout',
    workloadId: 'checkout',
    since: recordedAt - 60_000,
    seenAt: recordedAt,
  },
  { kind: 'workload', id: 'checkout' },
] as unknown as readonly Entity[];
const fleet = new RenewedFleet(entities, recordedAt);

interface Written {
  readonly tickedAt?: number;
  readonly startedAt?: number;
  readonly lag?: { readonly measuredAt: number; readonly value: number };
}

const written = (step: number, now: number) =>
  (JSON.parse(fleet.whole(step, now, 'a.1')) as { readonly entities: readonly Written[] }).entities;

describe('a fleet that goes on', () => {
  test('is at any moment as old as it was, so that nothing turns unknown because the bench is fast', () => {
    const [engine, link] = written(0, recordedAt + 86_400_000);
    expect(engine?.tickedAt).toBe(recordedAt + 86_400_000 - 1000);
    expect(link?.lag?.measuredAt).toBe(recordedAt + 86_400_000 - 4000);
  });

  test('keeps when a trouble began: the same trouble is not a new one each second', () => {
    const [engine, , , finding] = written(0, recordedAt + 5000);
    expect(finding).toMatchObject({ since: recordedAt - 60_000, seenAt: recordedAt + 5000 });
    expect(engine?.startedAt).toBe(recordedAt - 9000);
  });

  test('moves its figures within a cycle and comes back to them', () => {
    const lagAt = (step: number) => written(step, recordedAt)[1]?.lag?.value;
    expect(lagAt(5)).toBeCloseTo(11);
    expect(lagAt(cycleSteps)).toBe(lagAt(0));
  });

  test('renews all of itself in a cycle, what is probed every other step', () => {
    const kinds = Array.from({ length: cycleSteps }, (_, step) =>
      fleet.renew(step, recordedAt).map((json) => (JSON.parse(json) as Entity).kind),
    ).flat();
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect([count('engine'), count('endpoint'), count('link'), count('workload')]).toEqual([4, 10, 1, 1]);
  });
});

test('a fleet many times over has its workloads under other names, and what belongs to none once', () => {
  const many = multiplyFleet(entities, 3);
  expect(many.map(({ id }) => id).filter((id) => id.includes('checkout'))).toHaveLength(12);
  expect(new Set(many.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(many.length);
  expect(many.filter(({ kind }) => kind === 'engine')).toHaveLength(1);
  expect(many.at(-4)).toMatchObject({ id: 'checkout-3/orders/us-east-1>us-west-2', workloadId: 'checkout-3' });
});
