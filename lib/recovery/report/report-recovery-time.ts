import type { Execution } from '@/lib/domain/recovery/execution';
import { type Basis, type Figure, toMoment } from '@/lib/domain/reports/figure';
import type { RecoveryTime, RecoveryTimeVerdict } from '@/lib/domain/reports/recovery-report/report';
import type { EpochMs } from '@/lib/domain/time';
import { type ClockView, type PhaseView, viewClock } from '../pages/view-clock';

const actualMethod =
  'from the first failure of the user path that persisted to the start of the first three minutes with at least 95 % of the baseline served and the transaction proof passed; read by probes within one probe interval at each end, rounded up';
const phaseMethods: Readonly<Record<PhaseView['phase'], string>> = {
  detect: 'from the impact to when the finding that users are not served was raised, rounded up',
  decide:
    'from when it was noticed, or the run was begun where users noticed nothing, to the start of the first step that changes something, rounded up',
  execute: 'from the start of the first to the end of the last step of the phase, as journaled, rounded up',
  verify: 'from the start of the first to the end of the last step of the phase, as journaled, rounded up',
  propagate:
    'from the start of the first to the end of the last step of the phase, as journaled, rounded up; users led by stale DNS are counted here and not in the recovery time',
};

/** The RTO clock of a run for the record, by the same reading as its page has. */
export function reportRecoveryTime(execution: Execution, endAt: EpochMs): RecoveryTime {
  const view = viewClock(execution, endAt);
  return {
    actual: actualOf(execution, view, endAt),
    objectiveSeconds: view.objectiveSeconds,
    verdict: verdictOf(view),
    phases: view.phases.map((phase) => ({
      phase: phase.phase,
      state: phase.state === 'done' || phase.state === 'not-part' ? phase.state : 'gap',
      length: lengthOf(execution, phase, endAt),
    })),
    expected: expectedOf(execution),
  };
}

function actualOf({ clock, dryRun }: Execution, view: ClockView, endAt: EpochMs): Figure {
  const { impactAt, recoveredAt } = clock;
  const basis: Basis = {
    period: {
      from: impactAt === 'none' ? 'unknown' : toMoment(impactAt),
      to: recoveredAt === 'not-yet' ? toMoment(endAt) : toMoment(recoveredAt),
    },
    asOf: toMoment(endAt),
    method: actualMethod,
  };
  if (impactAt === 'none') {
    const because = 'no failure of the user path was seen, so that there is no outage to time';
    return { ...basis, state: 'not-measured', because };
  }
  if (dryRun) return { ...basis, state: 'not-measured', because: 'a dry run moves nobody' };
  if (recoveredAt !== 'not-yet') return { ...basis, state: 'measured', seconds: view.elapsedSeconds };
  return { ...basis, state: 'at-least', seconds: view.elapsedSeconds };
}

/** A run that has ended is past risk: what is over the objective, or never seen to be over, is said. */
function verdictOf({ verdict }: ClockView): RecoveryTimeVerdict {
  return verdict === 'at-risk' ? 'not-proven' : verdict;
}

function lengthOf({ createdAt }: Execution, view: PhaseView, endAt: EpochMs): Figure {
  const { phase, state, from, to, seconds } = view;
  const basis: Basis = {
    period: {
      from: from === 'none' ? 'unknown' : toMoment(from),
      to: to === 'none' ? 'unknown' : toMoment(to),
    },
    asOf: toMoment(endAt),
    method: phaseMethods[phase],
  };
  if (state === 'done' && seconds !== 'none') return { ...basis, state: 'measured', seconds };
  if (state === 'not-part') return { ...basis, state: 'not-measured', because: 'it was no part of this run' };
  if (seconds !== 'none') {
    return { ...basis, period: { ...basis.period, to: toMoment(endAt) }, state: 'at-least', seconds };
  }
  const because =
    state === 'gap'
      ? 'it went by and nobody measured when'
      : `nothing of it was read from ${toMoment(createdAt)} to the end`;
  return { ...basis, state: 'not-measured', because };
}

function expectedOf({ estimate, createdAt }: Execution): RecoveryTime['expected'] {
  const { p50Seconds, p90Seconds, undecided, because } = estimate;
  const at = toMoment(createdAt);
  const basis = (share: string): Basis => ({
    period: { from: at, to: 'unknown' },
    asOf: at,
    method: `estimate before the run, ${share}, from ${because}`,
  });
  return {
    usual: { ...basis('the usual case (half of all)'), state: 'estimated', seconds: p50Seconds },
    slow: { ...basis('the slow case (nine of ten)'), state: 'estimated', seconds: p90Seconds },
    undecided,
  };
}
