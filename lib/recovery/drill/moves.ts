import type { DrillCourse, DrilledWorkload } from '@/lib/domain/recovery/drill';
import type { Execution } from '@/lib/domain/recovery/execution';
import { findWayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { formatClock } from '@/lib/domain/wording/moment';
import type { Move } from './begin-move';
import { homeReason } from './find-run';
import type { DrillPorts } from './ports';

/** The move of a workload out of the region that a drill made fail. */
export function moveOut(drill: DrillCourse, { id, target }: DrilledWorkload, inSpiteOf: Move['inSpiteOf']): Move {
  const { region, faultAt } = drill;
  const since = faultAt === 'not-yet' ? '' : `, made to fail at ${formatClock(faultAt, 'second')}`;
  return {
    workloadId: id,
    source: region,
    isWanted: (ranked) => ranked.mode === 'ungraceful' && ranked.target === target && ranked.action !== 'failback',
    reason: `Drill ${drill.id} of the loss of ${region}${since}`,
    key: `drill.${drill.id}.${id}.out`,
    inSpiteOf,
  };
}

/** The move that brings a workload home. `leftBehind`: what is known of what its region had not sent on. */
export function moveHome(
  drill: DrillCourse,
  { id, target }: DrilledWorkload,
  leftBehind: string,
  inSpiteOf: Move['inSpiteOf'],
): Move {
  return {
    workloadId: id,
    source: target,
    isWanted: (ranked) => ranked.action === 'failback' && ranked.mode === 'graceful' && ranked.target === drill.region,
    reason: homeReason(drill),
    key: `drill.${drill.id}.${id}.home`,
    inSpiteOf: { 'left-behind-not-reviewed': leftBehind, 'residue-open': leftBehind, ...inSpiteOf },
  };
}

/** What a drill knows of what its region had not sent on: its own writes. The rest was written by simulated users. */
export function leftBehindWords({ id }: Pick<DrillCourse, 'id'>, missing: number | 'unknown', of: number): string {
  const figure = missing === 'unknown' ? 'an unknown number' : missing;
  return `Drill ${id}: ${figure} of its ${of} acknowledged writes are missing; users were simulated`;
}

/** Whether a workload is away from the region of a drill, by its runs. */
export function isAway(runs: readonly Execution[], workloadId: string, { region }: { region: string }, now: EpochMs) {
  const way = findWayHome(runs, workloadId, now);
  return way !== 'none' && way.home === region;
}

/** The workloads of a drill that are away from its region now. */
export async function awayFromHome<W extends DrilledWorkload>(
  { product }: Pick<DrillPorts, 'product'>,
  drill: DrillCourse<W>,
  now: EpochMs,
): Promise<readonly W[]> {
  const away = await Promise.all(
    drill.workloads.map(async ({ id }) => isAway(await product.executions(id), id, drill, now)),
  );
  return drill.workloads.filter((_, index) => away[index] === true);
}
