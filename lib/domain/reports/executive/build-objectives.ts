import type { ComplianceState } from '../../vocabulary';
import { type JudgedWorkload, statesOf } from './build-workloads';
import type { ExecutiveEvidence } from './evidence';
import { basisOf, type ReportFrame } from './frame';
import type { ObjectiveTotals, Percentage } from './report';

const method =
  'recovery points by how they were kept over the period, recovery times of the loss of a region by the newest runs and drills at its end; each objective counts once, and what was not measured is not met';
const coverageMethod =
  'minutes of all recovery-point objectives that were measured, of all their minutes, in percent rounded down';

/** All objectives, each in exactly one of the four states. */
export function buildObjectives(
  workloads: readonly JudgedWorkload[],
  evidence: ExecutiveEvidence,
  frame: ReportFrame,
): ObjectiveTotals {
  const states = workloads.flatMap(({ reported }) => statesOf(reported));
  const countOf = (state: ComplianceState) => states.filter((one) => one === state).length;
  const [met, atRisk, breached] = [countOf('met'), countOf('at-risk'), countOf('breached')];
  return {
    ...basisOf(frame, method),
    total: states.length,
    ...{ met, atRisk, breached },
    notMeasured: states.length - met - atRisk - breached,
    coverage: coverageOf(workloads, evidence, frame),
    provenLosses: {
      proven: workloads.reduce((sum, { recoveryTime }) => sum + recoveryTime.provenCount, 0),
      of: workloads.reduce((sum, { recoveryTime }) => sum + recoveryTime.losses.length, 0),
    },
  };
}

/** Of an objective that nothing is on record of every minute of the period is one that was not measured. */
function coverageOf(
  workloads: readonly JudgedWorkload[],
  { compliance }: ExecutiveEvidence,
  frame: ReportFrame,
): Percentage {
  const basis = basisOf(frame, coverageMethod);
  const kept = new Map(compliance.map(({ workloadId, objectives }) => [workloadId, objectives]));
  const whole = Math.round((frame.endAt - frame.startAt) / 60_000);
  const all = workloads.flatMap(({ workload }) =>
    workload.objectives.map(({ scenario }) => {
      const found = kept.get(workload.id)?.find((one) => one.scenario === scenario);
      return found?.attainment ?? { minutesMeasured: 0, minutesAll: whole };
    }),
  );
  if (all.length === 0) return { ...basis, state: 'not-measured', because: 'no recovery-point objective is declared' };
  const minutesAll = all.reduce((sum, one) => sum + one.minutesAll, 0);
  if (minutesAll === 0) return { ...basis, state: 'not-measured', because: 'no minute of the period is closed yet' };
  const minutesMeasured = all.reduce((sum, one) => sum + one.minutesMeasured, 0);
  return { ...basis, state: 'measured', percent: Math.floor((minutesMeasured * 10_000) / minutesAll) / 100 };
}
