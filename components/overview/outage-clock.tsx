import type { WorkloadView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import { StatusIcon } from '../status/status-icon';

export interface OutageClockProps {
  readonly outage: WorkloadView['outage'];
  readonly now: EpochMs;
  /** When it was last known, where it is not known now. */
  readonly asOf: EpochMs | 'now';
}

/** How long users have been without the workload: a clock of its own, never data loss. */
export function OutageClock({ outage, now, asOf }: OutageClockProps) {
  const known = asOf === 'now' ? '' : ` as of ${formatMoment(asOf, now)}`;
  if (outage.state === 'none') return <span className="text-ink-muted">None{known}</span>;
  const length = formatDuration(outage.durationSeconds);
  const began = formatMoment(outage.startedAt, now, 'second');
  if (outage.state === 'ended') {
    return (
      <span className="text-ink-muted">
        Ended after {length}, began {began}
      </span>
    );
  }
  return (
    <span className="block">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap font-semibold text-ink">
        <StatusIcon shape="octagon-clock" tone="critical" />
        {length}
      </span>
      <span className="block text-ink-muted text-note">
        since {began}
        {known}
      </span>
    </span>
  );
}
