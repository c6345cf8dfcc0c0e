import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { formatAge, formatMoment } from '@/lib/format';
import { StateLine } from './state-line';

export interface StaleNoticeProps {
  /** What is old, e.g. `Replication lag`. */
  readonly what: string;
  readonly newestAt: EpochMs | 'never';
  /** Since when data has been waited for, where none ever came. */
  readonly waitingSince: EpochMs;
  readonly now: EpochMs;
}

/** What is shown is old, or nothing came yet. Its status is unknown; the last value stays with its age. */
export function StaleNotice({ what, newestAt, waitingSince, now }: StaleNoticeProps) {
  return (
    <StateLine testId="stale" shape="clock">
      {newestAt === 'never'
        ? `${what}: no data yet, waiting since ${formatMoment(waitingSince, now)}.`
        : `${what}: the newest data is from ${formatAge(newestAt, now)}. How it is now is not known.`}
    </StateLine>
  );
}

export interface PartialNoticeProps {
  /** What is shown in part, in the plural: `regions`. */
  readonly noun: string;
  readonly shown: number;
  readonly all: number;
  /** What is missing, by name, and why. */
  readonly missing: readonly string[];
}

/** Some of it did answer: how many of how many, and which did not. */
export function PartialNotice({ noun, shown, all, missing }: PartialNoticeProps) {
  return (
    <StateLine testId="partial" shape="half-ring">
      {`Partial: ${shown} of ${all} ${noun}. Missing: ${formatList(missing)}.`}
    </StateLine>
  );
}
