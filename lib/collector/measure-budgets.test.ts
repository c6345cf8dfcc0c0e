import { expect, test } from 'vitest';
import type { BudgetEntity } from '@/lib/domain/costs/budgets/budget';
import type { CostEntity } from '@/lib/domain/entities';
import { toMissing } from '@/lib/domain/observe';
import { decimal, sampleReadings } from '@/lib/domain/testing/sample-bills';
import { createBudgetMeter } from './measure-budgets';
import { Snapshot } from './snapshot';
import { smallFleet } from './testing/fake-ports';

const now = Date.parse('2026-11-20T04:00:00Z');
const accountId = smallFleet.accounts[0]?.id ?? 'none';

const budget: BudgetEntity = {
  ...{ kind: 'budget', id: 'all', accountId: 'none', workloadId: 'none' },
  budget: { id: 'all', of: { kind: 'fleet' }, amount: decimal('1'), currency: 'USD', warnPercent: 80 },
  spending: toMissing('not-asked-yet', now),
};

function costOf(readingsAt: number): CostEntity {
  const cadence = { cadenceSeconds: 21_600, publishDelaySeconds: 0 };
  const monthToDate = toMissing<never>('not-asked-yet', now);
  return { kind: 'cost', id: accountId, accountId, cadence, monthToDate, readingsAt };
}

test('a budget is measured once for each reading of a bill and for each day, and not in between', async () => {
  const snapshot = new Snapshot([budget, costOf(now)]);
  let reads = 0;
  const measure = createBudgetMeter(smallFleet, snapshot, async () => {
    reads += 1;
    return [sampleReadings(now, {}, accountId)];
  });
  await measure(now);
  await measure(now + 60_000);
  expect(reads).toBe(1);
  expect(snapshot.find('budget', 'all')?.spending).toMatchObject({ state: 'observed', value: { without: [] } });
  snapshot.put(costOf(now + 120_000));
  await measure(now + 120_000);
  await measure(now + 86_400_000);
  expect(reads).toBe(3);
});

test('a store that does not answer is asked again, and what was measured stays', async () => {
  const snapshot = new Snapshot([budget, costOf(now)]);
  let fails = false;
  const measure = createBudgetMeter(smallFleet, snapshot, async () => {
    if (fails) throw new Error('The store is away.');
    return [sampleReadings(now, {}, accountId)];
  });
  await measure(now);
  const before = snapshot.find('budget', 'all');
  fails = true;
  await expect(measure(now + 86_400_000)).rejects.toThrow('away');
  expect(snapshot.find('budget', 'all')).toEqual(before);
  fails = false;
  await measure(now + 86_400_000);
});

test('without any bill what was measured is not forgotten', async () => {
  const snapshot = new Snapshot([budget, costOf(now)]);
  let bills = [sampleReadings(now, {}, accountId)];
  const measure = createBudgetMeter(smallFleet, snapshot, async () => bills);
  await measure(now);
  bills = [];
  await measure(now + 86_400_000);
  expect(snapshot.find('budget', 'all')?.spending.state).toBe('observed');
});
