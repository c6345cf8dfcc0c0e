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
 * there are none. Where users were seen served both just before and just after `from` it is `from` itself; otherwise it
 * is a moment at which they were seen served, late by one interval of measuring at most. What was not measured counts as
 * not served: a sample stands for `holdSeconds` at the longest.
 */
export function findServedAgain(
  samples: readonly ServiceSample[],
  from: EpochMs,
  holdSeconds: Seconds,
): EpochMs | 'not-yet' {
  const windowMs = provenServedSeconds * 1000;
  const ordered = samplesFrom(samples, from, holdSeconds);
  const newest = ordered.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  for (const [index, { at, servedShare }] of ordered.entries()) {
    if (at + windowMs > newest) return 'not-yet';
    if (!isServed(servedShare)) continue;
    if (servedWithin(ordered.slice(index), at + windowMs, holdSeconds) >= servedShareWanted * windowMs) return at;
  }
  return 'not-yet';
}

/** Samples since a moment, in order; one of that moment itself where those around it agree that users were served. */
function samplesFrom(samples: readonly ServiceSample[], from: EpochMs, holdSeconds: Seconds): readonly ServiceSample[] {
  const ordered = [...samples].sort((a, b) => a.at - b.at);
  const since = ordered.filter(({ at }) => at >= from);
  const before = ordered.findLast(({ at }) => at < from);
  const stands = before !== undefined && before.at + holdSeconds * 1000 >= from && isServed(before.servedShare);
  const [next] = since;
  if (!stands || next === undefined || !isServed(next.servedShare)) return since;
  return [{ at: from, servedShare: Math.min(before.servedShare, next.servedShare) }, ...since];
}

function isServed(share: ServiceSample['servedShare']): share is number {
  return share !== 'unknown' && share >= servedShareWanted;
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
