import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs } from '../time';
import { hasChangedSomething } from './changed-something';
import type { Execution } from './execution';

/** After half a year a workload is at home where it is. */
export const settledMs = 183 * 86_400_000;

/** The runs that took a workload out of its home, and back once it has returned; in their order. */
export interface Journey {
  readonly workloadId: WorkloadId;
  /** The region it was moved out of first. */
  readonly home: RegionCode;
  /** The region it was moved to last while it was away. */
  readonly away: RegionCode;
  /** The first moved it out; attempts to return are among them. */
  readonly runs: readonly Execution[];
  /** The run that moved it last while it was away. */
  readonly execution: Execution;
  readonly movedAt: EpochMs;
  readonly returnedAt: EpochMs | 'not-yet';
}

/** A workload that was moved and has not returned yet. */
export type WayHome = Journey & { readonly returnedAt: 'not-yet' };

/**
 * The journeys of a workload by the runs that moved it, in their order; the last one may not have ended. A move back by
 * whatever plan is a return as well. What was cancelled or failed after it had changed something may have moved users, so
 * that it counts like a run that was completed: a way home too many is refused by its gates, one too few is missed by
 * people. Who has not returned within half a year is at home where it is.
 */
export function findJourneys(
  executions: readonly Execution[],
  workloadId: WorkloadId,
  now: EpochMs,
): readonly Journey[] {
  const moves = executions
    .filter((run) => run.workloadId === workloadId && !run.dryRun && hasChangedSomething(run))
    .flatMap((execution) =>
      execution.endedAt === 'not-yet' || execution.endedAt < now - settledMs
        ? []
        : [{ execution, movedAt: execution.endedAt }],
    )
    .sort((a, b) => a.movedAt - b.movedAt);
  return moves.reduce<readonly Journey[]>((journeys, move) => {
    const last = journeys.at(-1);
    const isUnderWay = last !== undefined && last.returnedAt === 'not-yet';
    const next = after(isUnderWay ? last : 'none', move.execution, move.movedAt);
    const earlier = isUnderWay ? journeys.slice(0, -1) : journeys;
    return next === 'none' ? earlier : [...earlier, next];
  }, []);
}

function after(journey: Journey | 'none', execution: Execution, movedAt: EpochMs): Journey | 'none' {
  const { workloadId, source, target, action, state } = execution;
  if (journey === 'none') {
    if (action === 'failback') return 'none';
    return { workloadId, home: source, away: target, runs: [execution], execution, movedAt, returnedAt: 'not-yet' };
  }
  const runs = [...journey.runs, execution];
  if (action === 'failback' || target === journey.home) {
    const hasReturned = state === 'completed' || state === 'completed-with-exceptions';
    return { ...journey, runs, returnedAt: hasReturned ? movedAt : 'not-yet' };
  }
  return { ...journey, runs, away: target, execution, movedAt };
}

/** Where a workload has to return to; `none` where it is at home. */
export function findWayHome(executions: readonly Execution[], workloadId: WorkloadId, now: EpochMs): WayHome | 'none' {
  const last = findJourneys(executions, workloadId, now).at(-1);
  return last !== undefined && isAway(last) ? last : 'none';
}

function isAway(journey: Journey): journey is WayHome {
  return journey.returnedAt === 'not-yet';
}

/** Whether a move leads a workload home. */
export function leadsHome(
  { source, target }: { readonly source: RegionCode; readonly target: RegionCode },
  way: WayHome | 'none',
): boolean {
  return way !== 'none' && source === way.away && target === way.home;
}
