import { provenServedSeconds } from '@/lib/domain/outage';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/** What share of the baseline users got at a moment of measuring; a single probe is 1 or 0. */
export interface ServiceSample {
  readonly at: EpochMs;
  readonly servedShare: number | 'unknown';
}

/** Users count as served again at this share of the baseline. */
export const servedShareWanted = 0.95;

/**
 * Start of the first three minutes, not before `from`, in which at least 95 % of the baseline was served; `not-yet` while
 * there are none. It is a moment at which users were seen served, so that it is late by one interval of measuring at
 * most and never early. What was not measured counts as not served: a sample stands for `holdSeconds` at the longest.
 */
export function findServedAgain(
  samples: readonly ServiceSample[],
  from: EpochMs,
  holdSeconds: Seconds,
): EpochMs | 'not-yet' {
  const windowMs = provenServedSeconds * 1000;
  const ordered = samples.filter(({ at }) => at >= from).sort((a, b) => a.at - b.at);
  const newest = ordered.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  for (const [index, { at, servedShare }] of ordered.entries()) {
    if (at + windowMs > newest) return 'not-yet';
    if (servedShare === 'unknown' || servedShare < servedShareWanted) continue;
    if (servedWithin(ordered.slice(index), at + windowMs, holdSeconds) >= servedShareWanted * windowMs) return at;
  }
  return 'not-yet';
}

/** Milliseconds of full service until a moment. */
function servedWithin(samples: readonly ServiceSample[], until: EpochMs, holdSeconds: Seconds): number {
  let served = 0;
  for (const [index, { at, servedShare }] of samples.entries()) {
    if (at >= until) break;
    const next = Math.min(samples[index + 1]?.at ?? until, until);
    const share = servedShare === 'unknown' ? 0 : Math.min(1, Math.max(0, servedShare));
    served += share * Math.min(next - at, holdSeconds * 1000);
  }
  return served;
}
