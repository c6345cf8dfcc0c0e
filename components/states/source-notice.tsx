import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatAge, formatMoment } from '@/lib/format';
import { StateLine } from './state-line';

/** A source that did not answer, in all that a person needs to go on. */
export interface SourceTrouble {
  readonly region: string;
  /** What was called, e.g. `cloudwatch:GetMetricData`. */
  readonly call: string;
  /** What happened: `throttled`, `timed out`. */
  readonly happened: string;
  readonly since: EpochMs;
  /** What it means for the panel, e.g. `Lag of orders is not measured.` */
  readonly effect: string;
  readonly nextTryAt: EpochMs | 'unknown';
}

/** A source failed: the panel keeps its last data, aged; this says where, what, since when and when it is tried again. */
export function SourceNotice({ trouble, now }: { readonly trouble: SourceTrouble; readonly now: EpochMs }) {
  return (
    <StateLine testId="source-notice" shape="clock">
      {sourceTroubleWords(trouble, now)}
    </StateLine>
  );
}

export function sourceTroubleWords(trouble: SourceTrouble, now: EpochMs): string {
  const { region, call, happened, since, effect, nextTryAt } = trouble;
  const next = nextTryAt === 'unknown' ? 'Next try not known.' : `Next try ${nextTryWords(nextTryAt, now)}.`;
  return `${region}: ${call} ${happened} since ${formatMoment(since, now, 'second')}. ${effect} ${next}`;
}

function nextTryWords(at: EpochMs, now: EpochMs): string {
  if (at > now) return `in ${formatDuration(Math.ceil((at - now) / 1000))}`;
  return `was due ${formatAge(at, now)}`;
}
