import { groupBy } from '../../costs/group-by';
import type { Workload } from '../../fleet';
import type { RecoveryTimeEvidence } from '../../recovery/recovery-time-evidence';
import { type ComplianceState, complianceStates } from '../../vocabulary';
import { buildDays } from './build-days';
import { buildRecoveryPoints } from './build-recovery-point';
import { buildRecoveryTime, judgeAtEnd } from './build-recovery-time';
import type { ExecutiveEvidence } from './evidence';
import type { ReportFrame } from './frame';
import type { ReportedWorkload } from './report';

/** A workload as it is reported, with what its recovery time was judged by. */
export interface JudgedWorkload {
  readonly workload: Workload;
  readonly recoveryTime: RecoveryTimeEvidence;
  readonly reported: ReportedWorkload;
  /** Whether anything of its recovery points is on record. */
  readonly isRecorded: boolean;
}

/** Every workload of the evidence: by tier, then the worst first, then by id. */
export function buildWorkloads(evidence: ExecutiveEvidence, frame: ReportFrame): readonly JudgedWorkload[] {
  const runs = groupBy(evidence.executions, ({ workloadId }) => workloadId);
  const findings = groupBy(evidence.findings, ({ finding }) => finding.workloadId);
  const compliance = new Map(evidence.compliance.map((one) => [one.workloadId, one]));
  return evidence.workloads
    .map((workload): JudgedWorkload => {
      const { id, name, tier, owner, strategy, accountId } = workload;
      const own = runs.get(id) ?? [];
      const kept = compliance.get(id);
      const recoveryTime = judgeAtEnd(workload, own, findings.get(id) ?? [], frame);
      const keptOf = workload.objectives.map(
        ({ scenario }) => kept?.objectives.find((one) => one.scenario === scenario) ?? ('none' as const),
      );
      return {
        workload,
        recoveryTime,
        isRecorded: keptOf.every((one) => one !== 'none'),
        reported: {
          ...{ id, name, tier, owner, strategy, accountId },
          recoveryTime: buildRecoveryTime(recoveryTime, frame, evidence.recoveryReports),
          recoveryPoints: buildRecoveryPoints(workload, kept, own, frame, evidence.recoveryReports),
          days: buildDays(keptOf, frame),
        },
      };
    })
    .sort(
      (a, b) => a.workload.tier - b.workload.tier || rankOf(a) - rankOf(b) || (a.workload.id < b.workload.id ? -1 : 1),
    );
}

/** The state of every objective that a workload has, each once. */
export function statesOf({ recoveryTime, recoveryPoints }: ReportedWorkload): readonly ComplianceState[] {
  const ofTime = recoveryTime.promisedSeconds === 'none' ? [] : [recoveryTime.state];
  return [...ofTime, ...recoveryPoints.map(({ state }) => state)];
}

function rankOf({ reported }: JudgedWorkload): number {
  return Math.min(complianceStates.length, ...statesOf(reported).map((state) => complianceStates.indexOf(state)));
}
