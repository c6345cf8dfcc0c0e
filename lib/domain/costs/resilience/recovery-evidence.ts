import type { Entity } from '../../entities';
import type { Workload } from '../../fleet';
import type { FleetOverview } from '../../overview/types';
import type { Execution } from '../../recovery/execution';
import type { RecoveryResult } from '../../recovery/recovery-result';
import { judgeRecoveryTime } from '../../recovery/recovery-time-evidence';
import type { EpochMs, Seconds } from '../../time';
import type { Decimal } from '../decimal';
import { type MinutePrice, priceOfMinute, type WithoutResilience } from './bought-minutes';

/** One figure of recovery beside what it is wanted to be: seconds, and when it was measured. */
export interface MeasuredFigure {
  readonly objectiveSeconds: Seconds | 'none';
  readonly measured:
    | { readonly state: 'measured'; readonly seconds: Seconds; readonly at: EpochMs }
    | { readonly state: 'not-measured'; readonly because: string };
  /** By the objective, which is a wish, and by what was measured, which is evidence. */
  readonly byObjective: MinutePrice;
  readonly byMeasured: MinutePrice;
}

/** What a workload's resilience buys, beside objective, evidence and its age. */
export interface BoughtRecovery {
  readonly rto: MeasuredFigure;
  readonly rpo: MeasuredFigure;
}

export interface RecoveryKnown {
  readonly workload: Workload;
  readonly entities: readonly Entity[];
  readonly overview: FleetOverview;
  readonly now: EpochMs;
}

/** What a month's resilience costs for each minute of recovery time and of data that it saves. */
export function viewBoughtRecovery(monthly: Decimal, known: RecoveryKnown, without: WithoutResilience): BoughtRecovery {
  const { workload } = known;
  const objective = workload.objectives.find(({ scenario }) => scenario === 'region-loss');
  return {
    rto: toFigure(monthly, measureTime(known), without.rtoSeconds),
    rpo: toFigure(
      monthly,
      { objectiveSeconds: objective === undefined ? 'none' : objective.rpoSeconds, measured: measureLoss(known) },
      without.rpoSeconds,
    ),
  };
}

type Measurement = Pick<MeasuredFigure, 'objectiveSeconds' | 'measured'>;

function toFigure(monthly: Decimal, measurement: Measurement, withoutSeconds: Seconds): MeasuredFigure {
  const { objectiveSeconds, measured } = measurement;
  return {
    ...measurement,
    byObjective:
      objectiveSeconds === 'none'
        ? { state: 'no-objective' }
        : priceOfMinute(monthly, objectiveSeconds, withoutSeconds),
    byMeasured:
      measured.state === 'measured'
        ? priceOfMinute(monthly, measured.seconds, withoutSeconds)
        : { state: 'not-measured', because: measured.because },
  };
}

/** Of each region that serves the newest proven result; the slowest of them, once all are proven and none is too old. */
function measureTime({ workload, entities, now }: RecoveryKnown): Measurement {
  const runs = entities.flatMap((entity): readonly Execution[] =>
    entity.kind === 'execution' ? [entity.execution] : [],
  );
  const { wantedSeconds, losses, provenCount, sentence, state } = judgeRecoveryTime(
    workload,
    runs,
    { state: 'none' },
    now,
  );
  const newest = losses.map(({ run, drill }) => newestOf(run, drill));
  const proven = newest.filter((one): one is RecoveryResult => one !== 'none' && one.isProven);
  const slowest = proven.reduce<RecoveryResult | 'none'>(
    (worst, one) => (worst === 'none' || one.seconds > worst.seconds ? one : worst),
    'none',
  );
  const isAll = losses.length > 0 && provenCount === losses.length;
  if (slowest === 'none' || !isAll) {
    const because = state === 'not-measured' ? sentence.replace(/^Not measured: /, '') : 'not every region is proven';
    return { objectiveSeconds: wantedSeconds, measured: { state: 'not-measured', because } };
  }
  return {
    objectiveSeconds: wantedSeconds,
    measured: { state: 'measured', seconds: slowest.seconds, at: slowest.at },
  };
}

function newestOf(run: RecoveryResult | 'none', drill: RecoveryResult | 'none'): RecoveryResult | 'none' {
  if (run === 'none' || drill === 'none') return run === 'none' ? drill : run;
  return run.at >= drill.at ? run : drill;
}

/** What would be lost now, of the store that would lose most. */
function measureLoss({ workload, overview }: RecoveryKnown): MeasuredFigure['measured'] {
  const view = overview.workloads.find(({ id }) => id === workload.id);
  if (view === undefined || view.worstLink === 'none') {
    return { state: 'not-measured', because: 'nothing of it is seen to be replicated' };
  }
  const { measured } = view.worstLink.loss;
  return measured.state === 'known'
    ? { state: 'measured', seconds: measured.seconds, at: measured.measuredAt }
    : { state: 'not-measured', because: measured.reason };
}
