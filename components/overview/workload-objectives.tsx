import type { PotentialDataLoss, WorkloadView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import { ComplianceStatus } from '../status/compliance-status';

/** The two figures of potential data loss, never one, and the verdict against the objective. */
export function WorkloadObjectives({ workload, now }: { readonly workload: WorkloadView; readonly now: EpochMs }) {
  const { worstLink } = workload;
  const objective = workload.objectives.find(({ scenario }) => scenario === 'region-loss');
  return (
    <div className="grid gap-0.5">
      {worstLink === 'none' ? (
        <span className="text-ink-muted" data-testid={`rpo-measured-${workload.id}`}>
          No replication known
        </span>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-3">
          <dt className="text-ink-muted">Measured</dt>
          <dd data-testid={`rpo-measured-${workload.id}`} {...measuredData(worstLink.loss)}>
            {measuredWords(worstLink.loss, now)}
          </dd>
          <dt className="text-ink-muted">At most</dt>
          <dd data-testid={`rpo-at-most-${workload.id}`} {...atMostData(worstLink.loss)}>
            {atMostWords(worstLink.loss)}
          </dd>
        </dl>
      )}
      {objective === undefined ? (
        <ComplianceStatus state="no-objective" sentence="No objective set" provableNow={false} />
      ) : (
        <ComplianceStatus {...objective.rpo} />
      )}
      {worstLink !== 'none' && (
        <span className="text-ink-faint text-note">
          {worstLink.storeId}, {worstLink.source} → {worstLink.target}
        </span>
      )}
    </div>
  );
}

/** The figures behind the words, for whoever reads the page by machine. */
function measuredData({ measured }: PotentialDataLoss) {
  return measured.state === 'known'
    ? { 'data-seconds': measured.seconds, 'data-measured-at': measured.measuredAt }
    : {};
}

function atMostData({ atMost }: PotentialDataLoss) {
  return atMost.state === 'unbounded' ? {} : { 'data-seconds': atMost.seconds };
}

/** Lag with its date; an estimate says so. */
export function measuredWords({ measured, estimate }: PotentialDataLoss, now: EpochMs): string {
  if (measured.state === 'not-measured') return `Not measured: ${measured.reason}`;
  const kind = estimate ? ' est.' : '';
  return `${formatDuration(measured.seconds)}${kind} at ${formatMoment(measured.measuredAt, now)}`;
}

/** The bound, with what it rests on. */
export function atMostWords({ atMost }: PotentialDataLoss): string {
  if (atMost.state === 'unbounded') return `No bound: ${atMost.reason}`;
  const length = formatDuration(atMost.seconds);
  if (atMost.state === 'fixed') return `${length}, writes stopped`;
  return atMost.ifStillWriting ? `${length} if still taking writes` : length;
}
