import type { MinuteCounts } from '../history/types';
import type { Seconds } from '../time';
import type { Burn, BurnRate } from './types';

/** Six times the pace the budget allows: a budget of 30 days is gone in five. */
export const fastBurn = 6;
/** From here on the budget does not last its range. */
export const slowBurn = 1;
/** Share of a window, in percent, that must be measured before it can be called calm. */
export const calmCoveragePercent = 90;

/** What is on record of a window of whole minutes. */
export interface BurnWindow {
  readonly counts: MinuteCounts;
  readonly minutesAll: number;
}

/**
 * How fast an error budget is spent. `fast`: at six times its pace in the last six hours and still in the last one.
 * `slow`: faster than it allows in the last three days and still in the last six hours. `calm` only where all three
 * windows were measured enough to say so.
 *
 * @param targetPercent above 0 and below 100.
 */
export function judgeBurn(
  windows: { readonly hour: BurnWindow; readonly sixHours: BurnWindow; readonly threeDays: BurnWindow },
  targetPercent: number,
): Burn {
  const hour = burnRateOf(windows.hour, 3600, targetPercent);
  const sixHours = burnRateOf(windows.sixHours, 21_600, targetPercent);
  const threeDays = burnRateOf(windows.threeDays, 259_200, targetPercent);
  const all = [hour, sixHours, threeDays];
  if (isAtLeast(hour, fastBurn) && isAtLeast(sixHours, fastBurn)) return { state: 'fast', hour, sixHours, threeDays };
  if (isAtLeast(sixHours, slowBurn) && isAtLeast(threeDays, slowBurn)) {
    return { state: 'slow', hour, sixHours, threeDays };
  }
  return { state: all.every(isMeasuredEnough) ? 'calm' : 'not-measured', hour, sixHours, threeDays };
}

/** @throws RangeError for a target that leaves no budget. */
function burnRateOf({ counts, minutesAll }: BurnWindow, windowSeconds: Seconds, targetPercent: number): BurnRate {
  if (!(targetPercent > 0 && targetPercent < 100)) throw new RangeError(`Not a target: ${targetPercent}`);
  const minutesMeasured = counts.inside + counts.breached;
  const base = { windowSeconds, minutesMeasured, minutesAll };
  if (minutesMeasured === 0) return { ...base, rate: 'not-measured' };
  // In hundred-thousandths of a percent, because 100 − 99.9 is not 0.1 in floating point.
  const allowedShare = Math.round((100 - targetPercent) * 100_000);
  const tenths = (counts.breached * 10_000_000 * 10) / (minutesMeasured * allowedShare);
  return { ...base, rate: Math.ceil(tenths - 1e-9) / 10 };
}

function isAtLeast({ rate }: BurnRate, least: number): boolean {
  return rate !== 'not-measured' && rate >= least;
}

function isMeasuredEnough({ minutesMeasured, minutesAll }: BurnRate): boolean {
  return minutesAll > 0 && minutesMeasured * 100 >= minutesAll * calmCoveragePercent;
}
