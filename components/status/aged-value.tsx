import type { ReactNode } from 'react';
import type { MissingReason, Observation } from '@/lib/domain/observation';
import type { EpochMs } from '@/lib/domain/time';
import type { FreshnessState } from '@/lib/domain/vocabulary';
import { formatAge, formatMoment } from '@/lib/format';
import { StatusIcon } from './status-icon';

/** Why there is no value, in words. None of them means zero. */
export const missingWords: Readonly<Record<MissingReason, string>> = {
  'not-asked-yet': 'not asked yet',
  'not-published': 'not published',
  'no-data': 'no data',
  unreachable: 'unreachable',
  'timed-out': 'timed out',
  denied: 'denied',
  throttled: 'throttled',
  failed: 'failed',
  'credentials-expired': 'credentials expired',
  'clock-skewed': 'clock skewed',
  'region-not-enabled': 'region not enabled',
  'no-support-plan': 'no support plan',
  'not-replicating': 'not replicating',
  'not-enabled': 'metrics not enabled',
  unusable: 'not usable',
};

export interface AgedValueProps<T> {
  /** What the value is, said where there is none. */
  readonly name: string;
  readonly observation: Observation<T>;
  readonly freshness: FreshnessState;
  readonly now: EpochMs;
  /** Words for a value, unit included. */
  readonly show: (value: T) => string;
}

/**
 * A measured value: bare while live, with its age when late, faint and marked when stale, and the reason with the last
 * known value in brackets when it is missing.
 */
export function AgedValue<T>({ name, observation, freshness, now, show }: AgedValueProps<T>) {
  if (observation.state === 'missing') {
    const { lastKnown, reason, since } = observation;
    if (lastKnown === 'none') {
      return <Faint title={`Since ${formatMoment(since, now, 'second')}`}>{`${name}: ${missingWords[reason]}`}</Faint>;
    }
    return (
      <Faint title={`${missingWords[reason]} since ${formatMoment(since, now, 'second')}`}>
        <Whole>({show(lastKnown.value)})</Whole> <Whole>{formatAge(lastKnown.measuredAt, now)}</Whole>
      </Faint>
    );
  }
  const measured = `Measured ${formatMoment(observation.measuredAt, now, 'second')}`;
  if (freshness === 'live') return <span title={measured}>{show(observation.value)}</span>;
  const age = formatAge(observation.measuredAt, now);
  if (freshness === 'late') {
    return (
      <span title={measured}>
        <Whole>{show(observation.value)}</Whole> <span className="whitespace-nowrap text-ink-muted">{age}</span>
      </span>
    );
  }
  return (
    <Faint title={measured}>
      <Whole>
        <StatusIcon shape="clock" tone="inactive" size={14} /> {show(observation.value)},
      </Whole>{' '}
      <Whole>{age}</Whole>
    </Faint>
  );
}

function Faint({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <span title={title} className="text-ink-faint underline decoration-dashed underline-offset-2">
      {children}
    </span>
  );
}

/** A value and its unit stay on one line. */
function Whole({ children }: { readonly children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>;
}
