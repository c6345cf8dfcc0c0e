import type { ObjectiveCompliance, WorkloadCompliance } from '../../compliance/types';
import type { Objective, Workload } from '../../fleet';
import { attainmentOf, defaultTargetPercent } from '../../history/attainment';
import { noMinutes } from '../../history/roll-up';
import type { Attainment } from '../../history/types';
import type { Execution } from '../../recovery/execution';
import { type Basis, type Figure, toMoment } from '../figure';
import type { ReportsOfRuns } from './build-evidence';
import { buildProvenLoss, type ProvenLoss } from './build-proven-loss';
import { basisOf, type ReportFrame } from './frame';
import type { Percentage, ReportedRecoveryPoint } from './report';

const attainmentMethod = 'minutes inside the objective of those measured, in percent rounded down';
const coverageMethod = 'minutes measured of all minutes that are closed, in percent rounded down';
const worstMethods = {
  'region-loss': 'largest replication lag that was measured in the period',
  'data-loss': 'largest age of the newest complete backup that was measured in the period',
} as const;

/** One line for each objective that is declared, whether anything is on record of it or not. */
export function buildRecoveryPoints(
  workload: Workload,
  compliance: WorkloadCompliance | undefined,
  runs: readonly Execution[],
  frame: ReportFrame,
  reports: ReportsOfRuns,
): readonly ReportedRecoveryPoint[] {
  return workload.objectives.map((objective) => {
    const kept = compliance?.objectives.find(({ scenario }) => scenario === objective.scenario);
    const proven =
      objective.scenario === 'region-loss'
        ? buildProvenLoss(workload, runs, objective.rpoSeconds, frame, reports)
        : noneOfDataLoss(frame);
    return { ...toLine(objective, kept, frame), ...proven };
  });
}

function noneOfDataLoss(frame: ReportFrame): ProvenLoss {
  const because = 'runs and drills prove the loss of a region; none of them restores data from backups';
  return {
    proven: { ...basisOf(frame, 'what runs and drills lost'), state: 'not-measured', because },
    evidence: 'none',
  };
}

function toLine(
  objective: Objective,
  kept: ObjectiveCompliance | undefined,
  frame: ReportFrame,
): Omit<ReportedRecoveryPoint, keyof ProvenLoss> {
  const { scenario, rpoSeconds, targetPercent = defaultTargetPercent } = objective;
  // Of what is not on record no minute was measured.
  const attainment = kept?.attainment ?? attainmentOf(noMinutes, frame, { targetPercent });
  return {
    scenario,
    promisedSeconds: rpoSeconds,
    state: kept?.state ?? 'not-measured',
    attainment: attainmentIn(attainment),
    targetPercent: attainment.budget.targetPercent,
    coverage: coverageIn(attainment),
    minutesBreached: attainment.minutesBreached,
    worst: worstOf(objective, kept, frame),
  };
}

function basisIn({ startAt, endAt }: Attainment, method: string): Basis {
  return { period: { from: toMoment(startAt), to: toMoment(endAt) }, asOf: toMoment(endAt), method };
}

function attainmentIn(attainment: Attainment): Percentage {
  const basis = basisIn(attainment, attainmentMethod);
  return attainment.attainmentPercent === 'not-measured'
    ? { ...basis, state: 'not-measured', because: 'no minute of the period was measured' }
    : { ...basis, state: 'measured', percent: attainment.attainmentPercent };
}

function coverageIn(attainment: Attainment): Percentage {
  const basis = basisIn(attainment, coverageMethod);
  return attainment.minutesAll === 0
    ? { ...basis, state: 'not-measured', because: 'no minute of the period is closed yet' }
    : { ...basis, state: 'measured', percent: attainment.coveragePercent };
}

/** The largest that was seen. Where not all was seen, or a breach had no figure, it was at least so much. */
function worstOf(
  { scenario, rpoSeconds }: Objective,
  kept: ObjectiveCompliance | undefined,
  frame: ReportFrame,
): Figure {
  const method = worstMethods[scenario];
  if (kept === undefined || kept.worst === 'none') {
    return { ...basisOf(frame, method), state: 'not-measured', because: 'no figure of the period is on record' };
  }
  const { worst, attainment } = kept;
  const { minutesMeasured, minutesAll, minutesBreached } = attainment;
  const isWhole = minutesMeasured === minutesAll && !(minutesBreached > 0 && worst.seconds <= rpoSeconds);
  return {
    ...basisIn(attainment, `${method}, of ${worst.linkId}`),
    asOf: toMoment(worst.at),
    state: isWhole ? 'measured' : 'at-least',
    seconds: worst.seconds,
  };
}
