import { hasChangedSomething } from '../../recovery/changed-something';
import type { Execution, ExecutionState } from '../../recovery/execution';
import type { Seconds } from '../../time';
import { type Basis, type Figure, toMoment } from '../figure';
import type { RecoveryReport } from '../recovery-report/report';
import { endOfRun, hashOfReport } from './build-evidence';
import { buildLoss } from './build-loss';
import type { ExecutiveEvidence } from './evidence';
import type { ReportFrame } from './frame';
import type { ReportedRecovery } from './report';

const method =
  'from the first failure of the user path that persisted to the start of the first three minutes well served, rounded up';

/** Runs and drills that ended in the period, the newest first; a dry run is none. */
export function buildRecoveries(evidence: ExecutiveEvidence, { startAt }: ReportFrame): readonly ReportedRecovery[] {
  const names = new Map(evidence.workloads.map(({ id, name }) => [id, name]));
  return evidence.executions
    .flatMap((run) => (run.endedAt === 'not-yet' ? [] : [{ run, endedAt: run.endedAt }]))
    .filter(({ run, endedAt }) => !run.dryRun && endedAt >= startAt)
    .sort((a, b) => b.endedAt - a.endedAt || (a.run.id < b.run.id ? -1 : 1))
    .map(({ run, endedAt }): ReportedRecovery => {
      const { id: runId, drill, workloadId, action, mode, source, target } = run;
      const report = evidence.recoveryReports.get(runId)?.report;
      const loss = buildLoss(run, evidence.recoveryReports);
      return {
        ...{ runId, workloadId, action, mode, source, target },
        by: drill ? 'drill' : 'run',
        workloadName: names.get(workloadId) ?? report?.run.workloadName ?? workloadId,
        endedAt: toMoment(endedAt),
        duration: durationOf(run),
        loss,
        lostWrites: lostWritesOf(report),
        outcome: report?.run.outcome ?? outcomeWords[run.state],
        result: worseOf(resultOfTime(run), resultOfLoss(run, loss, promisedLoss(evidence, run))),
        reportSha256: hashOfReport(runId, evidence.recoveryReports),
      };
    });
}

function durationOf(run: Execution): Figure {
  const { impactAt, recoveredAt } = run.clock;
  const end = toMoment(endOfRun(run));
  const basis: Basis = {
    period: { from: impactAt === 'none' ? 'unknown' : toMoment(impactAt), to: end },
    asOf: end,
    method,
  };
  if (impactAt === 'none') return { ...basis, state: 'not-measured', because: 'no failure of the user path was seen' };
  return {
    ...basis,
    state: recoveredAt === 'not-yet' ? 'at-least' : 'measured',
    seconds: outageSeconds(run, impactAt),
  };
}

function outageSeconds(run: Execution, impactAt: number): number {
  return Math.max(0, Math.ceil((endOfRun(run) - impactAt) / 1000));
}

function lostWritesOf(report: RecoveryReport | undefined): ReportedRecovery['lostWrites'] {
  const counted = report?.recoveryPoint.counted;
  return counted?.state === 'counted' ? { lost: counted.lostWrites, of: counted.writes } : 'not-counted';
}

type Result = ReportedRecovery['result'];

/** The worst first: a run that failed is not better than one that was slow, however little users noticed. */
const worstFirst = ['failed', 'breached', 'not-proven', 'within', 'no-outage', 'no-objective'] as const;

function worseOf(one: Result, other: Result): Result {
  return worstFirst.find((result) => result === one || result === other) ?? 'not-proven';
}

function resultOfTime(run: Execution): Result {
  const { impactAt, recoveredAt, objectiveSeconds } = run.clock;
  if (run.state === 'failed' || run.state === 'timed-out') return 'failed';
  if (impactAt === 'none') return 'no-outage';
  if (objectiveSeconds === 'none') return 'no-objective';
  if (outageSeconds(run, impactAt) > objectiveSeconds) return 'breached';
  return recoveredAt === 'not-yet' ? 'not-proven' : 'within';
}

/** `no-objective` says nothing against a run. A bound above what may be lost proves neither a breach nor that it was kept. */
function resultOfLoss(run: Execution, loss: Figure, promisedSeconds: Seconds | 'none' | 'unknown'): Result {
  if (promisedSeconds === 'none' || !hasChangedSomething(run)) return 'no-objective';
  if (promisedSeconds === 'unknown' || loss.state === 'not-measured') return 'not-proven';
  if (loss.seconds <= promisedSeconds) return loss.state === 'at-least' ? 'not-proven' : 'no-objective';
  return loss.state === 'measured' || loss.state === 'at-least' ? 'breached' : 'not-proven';
}

/** What was promised when it ran, by its report; without one by the fleet. Of a workload that neither names nobody knows. */
function promisedLoss(
  { workloads, recoveryReports }: ExecutiveEvidence,
  { id, workloadId }: Execution,
): Seconds | 'none' | 'unknown' {
  const made = recoveryReports.get(id);
  if (made !== undefined && made.report.recoveryPoint.objectiveSeconds !== 'unknown') {
    return made.report.recoveryPoint.objectiveSeconds;
  }
  const workload = workloads.find((one) => one.id === workloadId);
  if (workload === undefined) return 'unknown';
  return workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds ?? 'none';
}

/** For a run of which no report is made, which has more words. */
const outcomeWords: Readonly<Record<ExecutionState, string>> = {
  pending: 'Not started',
  'awaiting-approval': 'Waiting for approval',
  running: 'Running',
  'paused-by-operator': 'Paused',
  'paused-by-failed-step': 'Paused: step failed',
  'verifying-health': 'Checking health',
  completed: 'Completed',
  'completed-with-exceptions': 'Completed with exceptions',
  failed: 'Failed',
  cancelled: 'Cancelled',
  'timed-out': 'Timed out',
};
