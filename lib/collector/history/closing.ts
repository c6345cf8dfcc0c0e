import type { Cadence } from '@/lib/domain/entities';
import { closesAfterMs } from '@/lib/domain/history/judge-minute';
import { floorTo } from '@/lib/domain/history/resolution';
import type { EpochMs } from '@/lib/domain/time';
import { assumedSignalCadence } from '../metric-cadence';
import type { WorkloadShape } from './workload-shape';

/**
 * The end of the newest closed minute of a workload. A minute is closed when the slowest of its metrics has had its time:
 * start + d + 3 c. Minutes that are recorded and minutes that are filled in close by this one rule, so that neither
 * leaves a hole to the other.
 */
export function closedUntil(shape: WorkloadShape, now: EpochMs): EpochMs {
  return floorTo('minute', now - closingMs(shape));
}

function closingMs({ links, endpoints }: WorkloadShape): number {
  const cadences: Cadence[] = [
    assumedSignalCadence,
    ...links.flatMap(({ entity, discovered }) =>
      discovered === 'unknown' || discovered.lagQueries.length === 0 ? [] : [entity.lagCadence, entity.writesCadence],
    ),
    ...endpoints.map(({ entity }) => entity.signalCadence),
  ];
  return Math.max(...cadences.map(closesAfterMs));
}
