import type { EndpointEntity, Entity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { RecoveryResult } from '@/lib/domain/recovery/recovery-result';
import { judgeRecoveryTime, type RecoveryTimeEvidence } from '@/lib/domain/recovery/recovery-time-evidence';
import { judgeSingleRegion, type SingleRegionOutage } from '@/lib/domain/recovery/single-region-outage';
import type { EpochMs } from '@/lib/domain/time';
import { executionsOf, workloadsOf } from './recovery-entities';

/** What is on record of how long a workload takes to recover; one line for each workload. */
export interface EvidenceRow {
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly tier: number;
  readonly evidence: RecoveryTimeEvidence;
  /** The newest of each, of whichever region; never one figure. */
  readonly run: RecoveryResult | 'none';
  readonly drill: RecoveryResult | 'none';
  /** What the outage of the newest of both would have been without a move. */
  readonly withoutMove: SingleRegionOutage;
}

/** The measured recovery of every workload, the most important first. */
export function buildEvidence(entities: readonly Entity[], now: EpochMs): readonly EvidenceRow[] {
  const executions = executionsOf(entities);
  const endpoints = entities.filter((entity): entity is EndpointEntity => entity.kind === 'endpoint');
  return workloadsOf(entities).map(({ id, workload, outage }) => {
    const evidence = judgeRecoveryTime(workload, executions, outage, now);
    const run = newestOf(evidence.losses.map((loss) => loss.run));
    const drill = newestOf(evidence.losses.map((loss) => loss.drill));
    const newest = newestOf([run, drill]);
    const own = endpoints.filter(({ workloadId }) => workloadId === id);
    return {
      workloadId: id,
      workloadName: workload.name,
      tier: workload.tier,
      evidence,
      run,
      drill,
      withoutMove: newest === 'none' ? { state: 'unknown' } : judgeSingleRegion(newest, own, now),
    };
  });
}

function newestOf(results: readonly (RecoveryResult | 'none')[]): RecoveryResult | 'none' {
  return results
    .flatMap((result) => (result === 'none' ? [] : [result]))
    .reduce<RecoveryResult | 'none'>(
      (newest, each) => (newest === 'none' || each.at > newest.at ? each : newest),
      'none',
    );
}
