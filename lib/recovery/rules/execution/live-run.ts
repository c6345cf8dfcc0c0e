import type { WorkloadId } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import { hasEnded } from './reading';

/** The run of a workload that has not ended; there is one at most. A dry run and a drill count like any other. */
export function findLiveRun(executions: readonly Execution[], workloadId: WorkloadId): Execution | undefined {
  return executions.find((execution) => execution.workloadId === workloadId && !hasEnded(execution));
}
