import type { AccountId, Fleet } from '@/lib/domain/fleet';
import { type AccountPolling, buildPolling, planAccount } from '@/lib/domain/polling/build-polling';
import type { PollPeriods } from '@/lib/domain/polling/polled-item';
import type { CountedUnit, PollingEntity } from '@/lib/domain/polling/polling-entity';
import { pricingOf } from '@/lib/domain/polling/prices';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { SourcePlan, SourceTask } from '../source';
import { listPolledItems } from './list-polled-items';

/** What was counted of an account in the month of `now`. */
export type ReadUsage = (accountId: AccountId, now: EpochMs) => readonly CountedUnit[] | 'not-counted';

export const notCounted: ReadUsage = () => 'not-counted';

/** The console looks every name up this often, through its own resolver. */
const lookUpSeconds: Seconds = 2;

export interface PollingPlan {
  readonly periods: PollPeriods;
  readonly entities: readonly PollingEntity[];
}

/** What watching each account of the fleet costs, and the periods that its budget leaves, given those in use. */
export function planPolling(
  tasks: readonly SourceTask[],
  plan: SourcePlan,
  inUse: PollPeriods,
  readUsage: ReadUsage,
  now: EpochMs,
): PollingPlan {
  const items = listPolledItems(tasks, plan);
  const pricing = pricingOf(plan.fleet.regions.map(({ code }) => code));
  const planned = plan.fleet.accounts.map((account) => {
    const polling: AccountPolling = {
      accountId: account.id,
      items: items.filter(({ accountId }) => accountId === account.id),
      pricing,
      budgetUsd: account.pollingBudgetUsd ?? 'none',
      counted: readUsage(account.id, now),
      nameLookupsPerSecond: countNames(plan.fleet, account.id) / lookUpSeconds,
    };
    const periods = planAccount(polling, inUse, now);
    return { periods: periods.periods, entity: buildPolling(polling, periods, now) };
  });
  return {
    periods: new Map(planned.flatMap(({ periods }) => [...periods])),
    entities: planned.map(({ entity }) => entity),
  };
}

/** Names looked up in one round: each entry point's for its answer and its probe, each endpoint's for probe and status. */
function countNames({ workloads }: Fleet, accountId: AccountId): number {
  return workloads
    .filter((workload) => workload.accountId === accountId)
    .flatMap(({ entryPoints }) => entryPoints)
    .reduce((sum, { endpoints }) => sum + 2 + 2 * endpoints.length, 0);
}
