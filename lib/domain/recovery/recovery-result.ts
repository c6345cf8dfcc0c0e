import type { RegionCode } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { Execution } from './execution';

/** What a run or a drill has shown of how long the loss of a region keeps users from a workload. */
export interface RecoveryResult {
  readonly runId: string;
  /** Told apart wherever they are shown. */
  readonly by: 'run' | 'drill';
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** First failure of the user path that persisted. */
  readonly impactAt: EpochMs;
  /** Since when users were served again; where that was never proven, when the run ended. */
  readonly at: EpochMs;
  readonly isProven: boolean;
  /** From the impact on, rounded up; at least so long where it is not proven. */
  readonly seconds: Seconds;
}

/**
 * The result of a run that has ended; `none` where it measured nothing. Only the loss of a region counts: a source given
 * up while users were without service. A dry run moves nobody, a graceful move and a return have a healthy source, and a
 * run during which users noticed nothing has timed nothing. A run that began to move and ended without proof is a result
 * too: a plan that failed is never better than one that was slow.
 */
export function toRecoveryResult(execution: Execution): RecoveryResult | 'none' {
  const { id: runId, dryRun, drill, action, mode, source, target, endedAt, clock } = execution;
  const { impactAt, recoveredAt } = clock;
  if (dryRun || action === 'failback' || mode === 'graceful') return 'none';
  if (impactAt === 'none' || endedAt === 'not-yet') return 'none';
  const isProven = recoveredAt !== 'not-yet';
  if (!isProven && !hasBegunToMove(execution)) return 'none';
  const at = isProven ? recoveredAt : endedAt;
  const seconds = Math.max(0, Math.ceil((at - impactAt) / 1000));
  return { runId, by: drill ? 'drill' : 'run', source, target, impactAt, at, isProven, seconds };
}

function hasBegunToMove({ clock }: Execution): boolean {
  return clock.phases.some(({ phase, from }) => phase === 'execute' && from !== 'not-yet');
}

/** Every result of a workload, the newest first. */
export function listRecoveryResults(executions: readonly Execution[], workloadId: string): readonly RecoveryResult[] {
  return executions
    .filter((execution) => execution.workloadId === workloadId)
    .flatMap((execution) => {
      const result = toRecoveryResult(execution);
      return result === 'none' ? [] : [result];
    })
    .sort((a, b) => b.at - a.at || (a.runId < b.runId ? -1 : 1));
}
