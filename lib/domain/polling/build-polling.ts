import type { AccountId } from '../fleet';
import type { EpochMs } from '../time';
import { billedMonthOf, lengthSeconds, secondsLeft } from './billed-month';
import { costPerSecond, forecastPolling } from './forecast-polling';
import { type PeriodPlan, replanPeriods, slackShare } from './plan-periods';
import { type PolledItem, type PollPeriods, periodOf, pollPurposes, usualPeriods } from './polled-item';
import type { BudgetVerdict, CountedUnit, PollingEntity, StretchedPoll } from './polling-entity';
import { costOf, type Pricing, roundCostUp } from './prices';

/** What the console knows of polling one account. */
export interface AccountPolling {
  readonly accountId: AccountId;
  readonly items: readonly PolledItem[];
  readonly pricing: Pricing;
  readonly budgetUsd: number | 'none';
  readonly counted: readonly CountedUnit[] | 'not-counted';
  readonly nameLookupsPerSecond: number;
}

/**
 * The periods an account is polled at from `now` on, given those in use: a whole month at them stays within the budget, and
 * what is left of it after what is counted already does for the rest of this one.
 */
export function planAccount(polling: AccountPolling, inUse: PollPeriods, now: EpochMs): PeriodPlan {
  const { items, budgetUsd, pricing } = polling;
  if (budgetUsd === 'none' || pricing === 'unknown') return { periods: usualPeriods, verdict: 'usual' };
  const month = billedMonthOf(now);
  const left = secondsLeft(month, now);
  const share = (budgetUsd * left) / lengthSeconds(month);
  return replanPeriods(inUse, items, Math.min(share, budgetUsd - countedUsd(polling)), left);
}

/** What watching an account costs, as screens show it. */
export function buildPolling(polling: AccountPolling, plan: PeriodPlan, now: EpochMs): PollingEntity {
  const { accountId, items, pricing, budgetUsd, counted } = polling;
  const month = billedMonthOf(now);
  const whole = lengthSeconds(month);
  const { lines, requests, atLeastUsd, atMostUsd, isCertain } = forecastPolling(items, plan.periods, whole);
  const left = secondsLeft(month, now);
  const restUsd = costPerSecond(items, plan.periods) * left;
  const usualUsd = costPerSecond(items, usualPeriods) * whole;
  const usualEndUsd = countedUsd(polling) + costPerSecond(items, usualPeriods) * left;
  return {
    kind: 'polling',
    id: accountId,
    accountId,
    month: month.id,
    pricing,
    forecast: {
      lines: lines.map((line) => ({
        ...line,
        atLeastUnits: Math.ceil(line.atLeastUnits),
        atMostUnits: Math.ceil(line.atMostUnits),
      })),
      requests: Math.ceil(requests),
      atLeastUsd: roundCostUp(atLeastUsd),
      atMostUsd: roundCostUp(atMostUsd),
      isCertain,
    },
    usualUsd: roundCostUp(usualUsd),
    nameLookups: Math.ceil(polling.nameLookupsPerSecond * whole),
    counted:
      counted === 'not-counted'
        ? 'not-counted'
        : { units: counted, usd: roundCostUp(countedUsd(polling)), countedAt: now },
    expectedUsd: roundCostUp(countedUsd(polling) + restUsd),
    budgetUsd,
    usualBudgetUsd: roundCostUp(Math.max(usualUsd, usualEndUsd) / (1 - slackShare)),
    verdict: verdictOf(polling, plan),
    stretched: listStretched(items, plan.periods),
    updatedAt: now,
  };
}

function verdictOf({ budgetUsd, pricing }: AccountPolling, { verdict }: PeriodPlan): BudgetVerdict {
  if (budgetUsd === 'none') return 'no-budget';
  return pricing === 'unknown' ? 'prices-unknown' : verdict;
}

function countedUsd({ counted }: AccountPolling): number {
  if (counted === 'not-counted') return 0;
  return counted.reduce((sum, { unit, units }) => sum + costOf({ [unit]: units }), 0);
}

/** What has another period than usual, alike things together. */
function listStretched(items: readonly PolledItem[], periods: PollPeriods): readonly StretchedPoll[] {
  const stretched = new Map<string, StretchedPoll>();
  for (const item of items) {
    const toSeconds = periodOf(item, periods);
    const { purpose, call, usualSeconds: fromSeconds } = item;
    if (toSeconds === fromSeconds) continue;
    const key = `${purpose} ${call} ${fromSeconds} ${toSeconds}`;
    const before = stretched.get(key);
    const places = before === undefined ? 1 : before.places + 1;
    stretched.set(key, { purpose, call, places, fromSeconds, toSeconds });
  }
  const order = ({ purpose }: StretchedPoll) => pollPurposes.indexOf(purpose);
  return [...stretched.values()].sort((a, b) => order(a) - order(b));
}
