import type { EpochMs } from '../time';
import { minuteMs } from './resolution';
import type { Attainment, ErrorBudget, MinuteCounts } from './types';

/** The share of minutes that should be inside an objective unless somebody sets another, in percent. */
export const defaultTargetPercent = 99.9;

export interface AttainmentOptions {
  readonly targetPercent?: number;
  /** Minutes in which nobody looked at a link that has no lag by design: with any of them nothing is a full 100 %. */
  readonly unwatchedMinutes?: number;
}

/**
 * How well an objective was kept from `startAt` to `endAt`: minutes inside ÷ minutes measured, with how much of the time
 * was measured at all. A minute counts as measured when it was breached or wholly measured; one that is at risk while
 * something beside it is not measured proves nothing.
 */
export function attainmentOf(
  counts: MinuteCounts,
  window: { readonly startAt: EpochMs; readonly endAt: EpochMs },
  { targetPercent = defaultTargetPercent, unwatchedMinutes = 0 }: AttainmentOptions = {},
): Attainment {
  const minutesAll = Math.max(0, Math.round((window.endAt - window.startAt) / minuteMs));
  const minutesMeasured = counts.inside + counts.breached;
  return {
    ...window,
    minutesAll,
    minutesMeasured,
    minutesInside: counts.inside,
    minutesBreached: counts.breached,
    attainmentPercent: attainmentPercent(counts, minutesMeasured, minutesAll + unwatchedMinutes),
    coveragePercent: minutesAll === 0 ? 0 : Math.min(100, flooredPercent(minutesMeasured, minutesAll)),
    budget: budgetOf(minutesMeasured, counts.breached, targetPercent),
  };
}

function attainmentPercent(counts: MinuteCounts, measured: number, all: number): Attainment['attainmentPercent'] {
  if (measured === 0) return 'not-measured';
  const percent = flooredPercent(counts.inside, measured);
  return percent === 100 && measured < all ? 99.99 : percent;
}

/**
 * The error budget in minutes. It grows with what was measured, so that it and the attainment never contradict each
 * other; allowed minutes are floored and every breached minute is spent whole.
 */
export function budgetOf(minutesMeasured: number, minutesBreached: number, targetPercent: number): ErrorBudget {
  // In hundred-thousandths of a percent, because 100 − 99.9 is not 0.1 in floating point.
  const allowedShare = Math.round((100 - targetPercent) * 100_000);
  const allowedMinutes = Math.floor((minutesMeasured * allowedShare) / 10_000_000);
  return {
    targetPercent,
    allowedMinutes,
    spentMinutes: minutesBreached,
    leftMinutes: allowedMinutes - minutesBreached,
  };
}

/** part ÷ whole in percent, floored to hundredths in whole numbers. */
function flooredPercent(part: number, whole: number): number {
  return Math.floor((part * 10_000) / whole) / 100;
}
