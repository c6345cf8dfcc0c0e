import type { CellView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { AgedValue } from '../status/aged-value';
import { HealthReason, HealthWord, healthLooks } from '../status/health-status';
import { StatusIcon } from '../status/status-icon';
import { tileTone } from '../status/tones';
import { formatErrors, formatRequests } from './format-signals';

export interface MatrixCellProps {
  readonly workloadId: string;
  readonly region: string;
  /** Absent when the workload does not run in the region. */
  readonly cell: CellView | undefined;
  /** Whether anyone uses the workload by name; if nobody does, there is nothing to judge it by here. */
  readonly hasUsers: boolean;
  /** Room for a mark only, as in a fleet of many regions: words and figures are on the region's page and the workload's. */
  readonly compact?: boolean;
  readonly now: EpochMs;
}

/** One workload in one region: its role, what users get there, and the traffic it serves. */
export function MatrixCell({ workloadId, region, cell, hasUsers, compact = false, now }: MatrixCellProps) {
  if (cell === undefined) {
    return (
      <td className={`py-2 text-ink-faint max-md:hidden ${compact ? 'px-1 text-center' : 'px-3'}`}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">not in this region</span>
      </td>
    );
  }
  const { health, freshness } = cell;
  if (compact) return <CompactCell workloadId={workloadId} region={region} cell={cell} hasUsers={hasUsers} />;
  if (!hasUsers) {
    return (
      <td data-testid={`cell-${workloadId}-${region}`} data-health={health.state} className="px-3 py-2 text-note">
        <span className="block text-ink-faint md:hidden">{region}</span>
        <span className="block text-ink-muted">{cell.role}</span>
        <span className="block text-ink-faint">no users to judge by</span>
      </td>
    );
  }
  return (
    <td
      data-testid={`cell-${workloadId}-${region}`}
      data-health={health.state}
      data-region={region}
      className={`px-3 py-2 ${tileTone[healthLooks[health.state].tone]}`}
    >
      <span className="block text-ink-faint text-note md:hidden">{region}</span>
      <HealthWord state={health.state} />
      <span className="block text-ink-faint text-note">{cell.role}</span>
      <HealthReason verdict={health} />
      <span className="mt-0.5 block text-ink-muted text-note">
        <AgedValue
          name="traffic"
          observation={cell.requestsPerSecond}
          freshness={freshness}
          now={now}
          show={formatRequests}
        />
      </span>
      <span className="block text-ink-muted text-note">
        <AgedValue name="errors" observation={cell.errorPercent} freshness={freshness} now={now} show={formatErrors} />
      </span>
    </td>
  );
}

type CompactCellProps = Omit<MatrixCellProps, 'cell' | 'now' | 'compact'> & { readonly cell: CellView };

function CompactCell({ workloadId, region, cell: { health, role }, hasUsers }: CompactCellProps) {
  const look = healthLooks[health.state];
  const words = hasUsers ? [look.word, health.reason].filter((part) => part !== '').join(': ') : 'No users to judge by';
  return (
    <td
      data-testid={`cell-${workloadId}-${region}`}
      data-health={health.state}
      data-region={region}
      title={`${region}, ${role}. ${words}`}
      className={`px-1 py-2 text-center max-md:text-left ${hasUsers ? tileTone[look.tone] : ''}`}
    >
      {hasUsers ? <StatusIcon shape={look.shape} tone={look.tone} /> : <span aria-hidden="true">–</span>}{' '}
      <span className="md:sr-only">
        {region}, {role}: {words}
      </span>
    </td>
  );
}
