'use client';

import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatIso, formatMoment, formatUtc } from '@/lib/format';
import { usePreferences } from '../shell/preferences-provider';
import { Hint } from '../ui/hint';
import { useInBrowser } from '../ui/use-in-browser';
import { formatLocal, formatLocalClock } from './local-time';

export interface MomentProps {
  /** Fleet time. */
  readonly at: EpochMs;
  readonly now: EpochMs;
  /** `age`: how long ago, and the date after 24 hours; `clock`: the clock time, and the date beyond 24 hours. */
  readonly show?: 'age' | 'clock';
  readonly precision?: 'minute' | 'second';
  /** Inside a row of a table, which is a stop of the tab key itself. */
  readonly inRow?: boolean;
}

/** A moment: UTC with UTC written, the whole of it and local time on hover and focus. */
export function Moment({ at, now, show = 'age', precision = 'minute', inRow = false }: MomentProps) {
  const { timeDisplay } = usePreferences();
  const inBrowser = useInBrowser();
  const text = show === 'age' ? formatAge(at, now) : formatMoment(at, now, precision);
  return (
    <Hint focusable={!inRow} words={() => <Whole at={at} />}>
      <time dateTime={formatIso(at)} className="whitespace-nowrap">
        {text}
        {timeDisplay === 'utc-and-local' && inBrowser && (
          <span className="text-ink-muted"> ({formatLocalClock(at)})</span>
        )}
      </time>
    </Hint>
  );
}

function Whole({ at }: { readonly at: EpochMs }) {
  return (
    <>
      <span className="block whitespace-nowrap">
        {formatUtc(at, 'date').split(',')[0]}, {formatUtc(at, 'second')}
      </span>
      <span className="block whitespace-nowrap text-ink-muted">{formatLocal(at)}, where you are</span>
    </>
  );
}
