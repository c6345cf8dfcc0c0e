import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import { type Basis, type Figure, type Moment, toMoment } from '@/lib/domain/reports/figure';
import type { RecoveryPoint } from '@/lib/domain/reports/recovery-report/report';
import type { RecordOfRun } from './record-of-run';

const measuredMethod = 'replication lag at its last measurement before the run was begun, or given on';
const atMostMethod =
  'write horizon less recovery point, when the run was begun, or given on; the horizon is then, unless writes were proven to have stopped earlier';

/** What the run may have cost each store: the two figures of potential data loss, and what was counted afterwards. */
export function reportRecoveryPoint(record: RecordOfRun): RecoveryPoint {
  const { execution, workload } = record;
  return {
    objectiveSeconds: workload === 'unknown' ? 'unknown' : workload.rpoSeconds,
    stores: execution.losses.map((loss) => ({
      storeId: loss.storeId,
      fate: loss.fate,
      rebuildable: loss.rebuildable === true,
      measured: measuredOf(loss, execution),
      atMost: atMostOf(loss, execution),
      atMostWrites: loss.atMostWrites,
    })),
    counted: countedOf(record),
  };
}

function measuredOf({ measuredSeconds, measuredAt }: StoreLoss, { createdAt }: Execution): Figure {
  const begun = toMoment(createdAt);
  if (measuredSeconds === 'unknown' || measuredAt === 'never') {
    const basis: Basis = { period: { from: 'unknown', to: begun }, asOf: begun, method: measuredMethod };
    return { ...basis, state: 'not-measured', because: 'its lag was never read' };
  }
  const at = toMoment(measuredAt);
  const basis: Basis = {
    period: { from: toMoment(measuredAt - measuredSeconds * 1000), to: at },
    asOf: at,
    method: measuredMethod,
  };
  return { ...basis, state: 'measured', seconds: measuredSeconds };
}

function atMostOf({ fate, atMostSeconds, estimate }: StoreLoss, { createdAt }: Execution): Figure {
  const begun = toMoment(createdAt);
  const basis = (from: Moment | 'unknown', method: string): Basis => ({
    period: { from, to: begun },
    asOf: begun,
    method,
  });
  if (fate === 'none') {
    return {
      ...basis('unknown', 'the plan moves the store once all has arrived that was written'),
      state: 'not-measured',
      because: 'moved without loss: there is nothing to bound',
    };
  }
  if (atMostSeconds === 'unknown') {
    return { ...basis('unknown', atMostMethod), state: 'not-measured', because: 'no bound is known' };
  }
  const from = toMoment(createdAt - atMostSeconds * 1000);
  if (!estimate) return { ...basis(from, atMostMethod), state: 'at-most', seconds: atMostSeconds };
  const method = `${atMostMethod}; an estimate, since the lag is that of writes that arrived`;
  return { ...basis(from, method), state: 'estimated', seconds: atMostSeconds };
}

function countedOf({ execution, drill }: RecordOfRun): RecoveryPoint['counted'] {
  if (execution.dryRun) return { state: 'not-counted', because: 'a dry run moves nothing' };
  if (drill === 'none') {
    const because = execution.drill
      ? 'no drill on record counts the writes of this run; of a drill they are counted on the way out'
      : 'only a drill writes transactions of its own that can be counted afterwards';
    return { state: 'not-counted', because };
  }
  const figures = drill.workloads.find(({ outRun }) => outRun === execution.id)?.figures ?? 'not-yet';
  if (figures === 'not-yet') return { state: 'not-counted', because: 'the drill has not judged the move yet' };
  const { lostWrites, writes } = figures;
  if (lostWrites === 'unknown') return { state: 'not-counted', because: 'the drill could not read its writes back' };
  return { state: 'counted', lostWrites, writes, drillId: drill.id };
}
