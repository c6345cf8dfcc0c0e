import type { Seconds } from '../time';
import { costPerSecond } from './forecast-polling';
import { type PolledItem, type PollPeriods, type PollPurpose, pollPurposes } from './polled-item';

/** How many times as long as usual a period may become; all items of a purpose are stretched alike. */
const stretches = [1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 720, 1440];

/** Periods that keep within an allowance, or come as near to it as they may. */
export interface PeriodPlan {
  readonly periods: PollPeriods;
  /** `over`: even the longest periods cost more than is allowed. */
  readonly verdict: 'usual' | 'stretched' | 'over';
}

/**
 * Stretches periods until polling for `seconds` costs no more than `allowanceUsd`: the purposes in their order, each as
 * little as is enough, and one only when those before it are as long as they may be. What is uncertain is taken at its
 * most. A smaller allowance, or more to ask for, never makes a period shorter.
 */
export function planPeriods(items: readonly PolledItem[], allowanceUsd: number, seconds: Seconds): PeriodPlan {
  const stretch = new Map<PollPurpose, number>();
  const plan = () => toPeriods(items, stretch);
  const isEnough = () => costPerSecond(items, plan()) * seconds <= allowanceUsd;
  if (isEnough()) return { periods: plan(), verdict: 'usual' };
  for (const purpose of pollPurposes) {
    for (const times of stretches) {
      stretch.set(purpose, times);
      if (isEnough()) return { periods: plan(), verdict: 'stretched' };
    }
  }
  return { periods: plan(), verdict: 'over' };
}

function toPeriods(items: readonly PolledItem[], stretch: ReadonlyMap<PollPurpose, number>): PollPeriods {
  return new Map(
    items.flatMap(({ id, purpose, usualSeconds, longestSeconds }) => {
      const seconds = Math.min(longestSeconds, usualSeconds * (stretch.get(purpose) ?? 1));
      return seconds > usualSeconds ? [[id, seconds] as const] : [];
    }),
  );
}

/** What is kept free before periods become shorter again, so that they do not go to and fro. */
export const slackShare = 0.05;

/**
 * The periods to go on with: longer ones as soon as they are needed, shorter ones only when there is room to spare, else
 * those in use.
 */
export function replanPeriods(
  inUse: PollPeriods,
  items: readonly PolledItem[],
  allowanceUsd: number,
  seconds: Seconds,
): PeriodPlan {
  const needed = planPeriods(items, allowanceUsd, seconds);
  const kept = keepKnown(inUse, items);
  if (isLongerSomewhere(needed.periods, kept, items)) return needed;
  const roomy = planPeriods(items, allowanceUsd * (1 - slackShare), seconds);
  if (roomy.verdict !== 'over' && isLongerSomewhere(kept, roomy.periods, items)) return roomy;
  const verdict = needed.verdict === 'over' ? 'over' : kept.size === 0 ? 'usual' : 'stretched';
  return { periods: kept, verdict };
}

function keepKnown(periods: PollPeriods, items: readonly PolledItem[]): PollPeriods {
  return new Map(
    items.flatMap(({ id, usualSeconds, longestSeconds }) => {
      const seconds = Math.min(longestSeconds, periods.get(id) ?? usualSeconds);
      return seconds > usualSeconds ? [[id, seconds] as const] : [];
    }),
  );
}

/** Whether any item's period is longer in `a` than in `b`. */
function isLongerSomewhere(a: PollPeriods, b: PollPeriods, items: readonly PolledItem[]): boolean {
  return items.some(({ id, usualSeconds }) => (a.get(id) ?? usualSeconds) > (b.get(id) ?? usualSeconds));
}

/** Whether two plans are the same. */
export function isSamePeriods(a: PollPeriods, b: PollPeriods): boolean {
  return a.size === b.size && [...a].every(([id, seconds]) => b.get(id) === seconds);
}
