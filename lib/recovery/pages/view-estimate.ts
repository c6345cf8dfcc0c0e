import type { Entity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { RecoveryTimeEstimate } from '@/lib/domain/recovery/decision';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import type { EpochMs, Seconds } from '@/lib/domain/time';

export interface EstimateView {
  readonly p50Seconds: Seconds;
  readonly p90Seconds: Seconds;
  readonly undecided: readonly string[];
  readonly because: string;
  readonly objectiveSeconds: Seconds | 'none';
  /** How long users have been without service already; `none` while they are served. */
  readonly elapsedSeconds: Seconds | 'none';
  /** Of what has passed and the slow case; people's own time comes on top. */
  readonly verdict: 'within' | 'at-risk' | 'breached' | 'no-objective';
}

/** How an estimate stands to the objective, with what has passed of the outage already. */
export function viewEstimate(
  estimate: RecoveryTimeEstimate,
  workload: Workload,
  entities: readonly Entity[],
  now: EpochMs,
): EstimateView {
  const objectiveSeconds = wantedRecoverySeconds(workload);
  const entity = entities.find(({ kind, id }) => kind === 'workload' && id === workload.id);
  const outage = entity?.kind === 'workload' ? entity.outage : undefined;
  const elapsedSeconds =
    outage?.state === 'running' ? Math.max(0, Math.ceil((now - outage.startedAt) / 1000)) : ('none' as const);
  const passed = elapsedSeconds === 'none' ? 0 : elapsedSeconds;
  return {
    ...estimate,
    objectiveSeconds,
    elapsedSeconds,
    verdict: verdictOf(passed, estimate.p90Seconds, objectiveSeconds),
  };
}

function verdictOf(passed: Seconds, p90: Seconds, objective: Seconds | 'none'): EstimateView['verdict'] {
  if (objective === 'none') return 'no-objective';
  if (passed > objective) return 'breached';
  return passed + p90 > objective ? 'at-risk' : 'within';
}
