import type { Execution } from '@/lib/domain/recovery/execution';
import { listRecoveryResults } from '@/lib/domain/recovery/recovery-result';

/**
 * Ended runs that screens still need after a day: the newest of each workload, for what it left behind, and of each
 * region that it was moved out of the newest recovery by a run and the newest by a drill, which are the evidence for its
 * recovery time and are told to be old rather than to be missing.
 */
export function keptInStream(executions: readonly Execution[]): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const workloadId of new Set(executions.map((run) => run.workloadId))) {
    const own = executions.filter((run) => run.workloadId === workloadId && !run.dryRun);
    const newest = own.reduce<Execution | undefined>(
      (other, run) => (other === undefined || run.createdAt > other.createdAt ? run : other),
      undefined,
    );
    if (newest !== undefined) kept.add(newest.id);
    const seen = new Set<string>();
    for (const { runId, source, by } of listRecoveryResults(own, workloadId)) {
      if (!seen.has(`${source} ${by}`)) kept.add(runId);
      seen.add(`${source} ${by}`);
    }
  }
  return kept;
}
