import type { EpochMs, Seconds } from '@/lib/domain/time';
import { nextDueAt } from './schedule';

/** Looks for something to ask, which cost nothing themselves. */
export interface Looks {
  /** Fleet seconds between two of them. */
  readonly everySeconds: Seconds;
  /** How far ahead is looked. */
  readonly longestSeconds: Seconds;
}

/** The first look after a moment at which there is something to ask; the last one looked at where there is none. */
export function firstLook(
  isToAsk: (at: EpochMs) => boolean,
  after: EpochMs,
  { everySeconds, longestSeconds }: Looks,
): EpochMs {
  const end = after + longestSeconds * 1000;
  let at = nextDueAt({ periodSeconds: everySeconds, phaseSeconds: 0 }, after);
  while (at < end && !isToAsk(at)) at += everySeconds * 1000;
  return at;
}
