import type { EpochMs } from '../domain/time';

/** A wire date in epoch milliseconds; `unknown` when it is absent or no date. */
export function toMoment(date: Date | undefined): EpochMs | 'unknown' {
  const at = date?.getTime();
  return at === undefined || Number.isNaN(at) ? 'unknown' : at;
}
