import type { EpochMs } from '../time';

/** Hours of the panel's own place in which it may start afresh. */
const firstHour = 3;
const hourAfter = 5;
/** A page younger than this has started afresh already, in milliseconds. */
const youngMs = 6 * 60 * 60_000;

export interface NightlyReloadInput {
  /** Hour of the day where the panel hangs, 0 to 23. */
  readonly localHour: number;
  readonly now: EpochMs;
  readonly openedAt: EpochMs;
  /** No critical that nobody has seen, no run under way, and the page may be relied on. */
  readonly isQuiet: boolean;
}

/** Whether a wall starts afresh now: once a night, and only in a quiet minute; where a night has none, the next one. */
export function isTimeForNightlyReload({ localHour, now, openedAt, isQuiet }: NightlyReloadInput): boolean {
  return isQuiet && localHour >= firstHour && localHour < hourAfter && now - openedAt > youngMs;
}
