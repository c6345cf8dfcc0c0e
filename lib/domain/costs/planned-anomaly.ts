import type { Execution } from '../recovery/execution';
import type { EpochMs } from '../time';
import type { CostAnomaly } from './types';

const dayMs = 86_400_000;

/** A run or drill of our own that an anomaly may be the cost of. */
export interface PlannedActivity {
  readonly runId: string;
  readonly workloadId: string;
  readonly drill: boolean;
  readonly source: string;
  readonly target: string;
  readonly at: EpochMs;
}

/**
 * Runs that an anomaly falls together with: begun on one of its days or the day before, and into or out of a region it
 * names. Spending after a move is expected; it is recognised, never hidden. A dry run costs nothing.
 */
export function findPlannedActivity(
  { from, lastDay, rootCauses }: Pick<CostAnomaly, 'from' | 'lastDay' | 'rootCauses'>,
  executions: readonly Execution[],
  now: EpochMs,
): readonly PlannedActivity[] {
  const startAt = Date.parse(from) - dayMs;
  const endAt = lastDay === 'goes-on' ? now : Date.parse(lastDay) + dayMs;
  const regions = new Set(rootCauses.map(({ region }) => region));
  return executions
    .filter(({ dryRun, createdAt, endedAt, source, target }) => {
      const overlaps = createdAt < endAt && (endedAt === 'not-yet' || endedAt >= startAt);
      return !dryRun && overlaps && (regions.has(source) || regions.has(target));
    })
    .map(({ id: runId, workloadId, drill, source, target, createdAt: at }) => ({
      ...{ runId, workloadId, drill, source, target, at },
    }))
    .sort((a, b) => a.at - b.at);
}
