import type { WorkloadId } from '@/lib/domain/fleet';
import { hasChangedSomething } from '@/lib/domain/recovery/changed-something';
import { type RecoveryDeclaration, usualAntiFlapSeconds } from '@/lib/domain/recovery/declaration';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { hasEnded } from './execution/reading';

export interface FlapWindow {
  readonly execution: Execution;
  readonly until: EpochMs;
}

/**
 * The run after which a second move needs a person's word at `now`; `none` outside the window. A run that changed
 * nothing, such as a dry run or one that nobody approved, opens none.
 */
export function findFlapWindow(
  executions: readonly Execution[],
  workloadId: WorkloadId,
  recovery: RecoveryDeclaration | undefined,
  now: EpochMs,
): FlapWindow | 'none' {
  const windowMs = (recovery?.antiFlapSeconds ?? usualAntiFlapSeconds) * 1000;
  const windows = executions.flatMap((execution): readonly FlapWindow[] => {
    const { dryRun, endedAt } = execution;
    if (execution.workloadId !== workloadId || dryRun || !hasEnded(execution) || endedAt === 'not-yet') return [];
    const until = endedAt + windowMs;
    return hasChangedSomething(execution) && now < until ? [{ execution, until }] : [];
  });
  return windows.sort((a, b) => b.until - a.until)[0] ?? 'none';
}
