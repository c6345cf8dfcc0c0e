import { measureBudget } from '@/lib/domain/costs/budgets/measure-budget';
import type { CostReadings } from '@/lib/domain/costs/types';
import type { AccountId, Fleet } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import type { Snapshot } from './snapshot';

/** What is kept of the bills of some accounts. Fails when the store cannot be reached. */
export type ReadBills = (accounts: readonly AccountId[], now: EpochMs) => Promise<readonly CostReadings[]>;

/**
 * Measures the budgets of a fleet by the bills that are kept: when any of them was read anew, and with each day. Bills are
 * large and change four times a day, so between these nothing is read. A store that fails changes nothing: what was
 * measured stays with its date.
 *
 * @returns what is to be called from time to time
 */
export function createBudgetMeter(
  fleet: Fleet,
  snapshot: Snapshot,
  readBills: ReadBills,
): (now: EpochMs) => Promise<void> {
  const accounts = fleet.accounts.map(({ id }) => id);
  let measured = 'nothing';
  return async (now) => {
    const budgets = snapshot.all('budget');
    const newest = stateOf(snapshot, now);
    if (budgets.length === 0 || newest === measured) return;
    const readings = await readBills(accounts, now);
    for (const entity of budgets) {
      const spending = measureBudget(entity.budget, readings, accounts, now);
      // No bill at all is not yet a reason to forget what one has said.
      if (spending.state === 'observed' || entity.spending.state === 'missing') snapshot.put({ ...entity, spending });
    }
    measured = newest;
  };
}

/** Another text where anything was read since, or another day has begun. */
function stateOf(snapshot: Snapshot, now: EpochMs): string {
  const read = snapshot.all('cost').map(({ id, readingsAt }) => `${id} ${readingsAt ?? 'never'}`);
  return [Math.floor(now / 86_400_000), ...read.sort()].join(',');
}
