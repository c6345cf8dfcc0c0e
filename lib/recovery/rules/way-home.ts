import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { hasChangedSomething } from './execution/reading';
import type { RoutePair } from './route-pairs';

/** After half a year a workload is at home where it is. */
export const settledMs = 183 * 86_400_000;

/** A workload that was moved and has not returned yet. */
export interface WayHome {
  /** The region it was moved out of first. */
  readonly home: RegionCode;
  /** The region it was moved to last. */
  readonly away: RegionCode;
  /** The run that moved it last. */
  readonly execution: Execution;
  readonly movedAt: EpochMs;
}

/**
 * Where a workload has to return to, by the runs that moved it; `none` where it is at home. A move back by whatever plan
 * is a return as well. What was cancelled or failed after it had changed something may have moved users, so that it counts
 * like a run that was completed: a way home too many is refused by its gates, one too few is missed by people. Who has not
 * returned within half a year is at home where it is.
 */
export function findWayHome(executions: readonly Execution[], workloadId: WorkloadId, now: EpochMs): WayHome | 'none' {
  const moves = executions
    .filter((run) => run.workloadId === workloadId && !run.dryRun && hasChangedSomething(run))
    .flatMap((execution) =>
      execution.endedAt === 'not-yet' || execution.endedAt < now - settledMs
        ? []
        : [{ execution, movedAt: execution.endedAt }],
    )
    .sort((a, b) => a.movedAt - b.movedAt);
  return moves.reduce<WayHome | 'none'>((way, { execution, movedAt }) => after(way, execution, movedAt), 'none');
}

function after(way: WayHome | 'none', execution: Execution, movedAt: EpochMs): WayHome | 'none' {
  const { source, target, action, state } = execution;
  if (action === 'failback' || (way !== 'none' && target === way.home)) {
    const hasReturned = state === 'completed' || state === 'completed-with-exceptions';
    return hasReturned ? 'none' : way;
  }
  return { home: way === 'none' ? source : way.home, away: target, execution, movedAt };
}

/** Whether a move leads a workload home. */
export function leadsHome({ source, target }: RoutePair, way: WayHome | 'none'): boolean {
  return way !== 'none' && source === way.away && target === way.home;
}
