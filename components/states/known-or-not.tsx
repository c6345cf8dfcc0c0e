import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { StateLine } from './state-line';

/** How much of what was asked did answer. */
export interface Coverage {
  readonly asked: number;
  readonly silent: number;
  /** What was asked, in the plural: `regions`, `sources`. */
  readonly noun: string;
  readonly checkedAt: EpochMs;
}

export interface NothingToShowProps {
  /** What there is none of: `open findings`. */
  readonly what: string;
  readonly coverage: Coverage;
  readonly now: EpochMs;
}

/**
 * Nothing to show: a claim with evidence and time where everything asked did answer, and the admission that it cannot be
 * said everywhere else.
 */
export function NothingToShow({ what, coverage, now }: NothingToShowProps) {
  const { asked, silent } = coverage;
  if (asked === 0 || silent > 0) {
    return (
      <StateLine testId="empty-unknown" shape="dashed-question">
        {cannotSayWords(coverage)}
      </StateLine>
    );
  }
  return (
    <p data-testid="empty-known" className="px-4 py-3 text-ink-muted text-table">
      {nothingWords(what, coverage, now)}
    </p>
  );
}

/** `No open findings. Checked 14 regions at 12:04:31 UTC.` */
export function nothingWords(what: string, { asked, noun, checkedAt }: Coverage, now: EpochMs): string {
  return `No ${what}. Checked ${asked} ${noun} at ${formatMoment(checkedAt, now, 'second')}.`;
}

/** `We can’t say: 2 of 14 regions did not answer.` */
export function cannotSayWords({ asked, silent, noun }: Coverage): string {
  if (asked === 0) return 'We can’t say: nothing has been checked yet.';
  return `We can’t say: ${silent} of ${asked} ${noun} did not answer.`;
}
