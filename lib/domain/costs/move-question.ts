import type { EndpointEntity, Entity } from '../entities';
import type { RegionCode, Workload } from '../fleet';
import { isCurrent } from '../freshness';
import type { EpochMs } from '../time';
import type { MoveCapacity } from './price-move';

/** Instances in service of a workload at both ends of a move, by current readings only. */
export function readMoveCapacity(
  entities: readonly Entity[],
  workloadId: string,
  { source, target }: { readonly source: RegionCode; readonly target: RegionCode },
  now: EpochMs,
): MoveCapacity {
  const own = entities.filter((one): one is EndpointEntity => one.kind === 'endpoint' && one.workloadId === workloadId);
  const inService = (region: RegionCode): number | 'unknown' => {
    const capacity = own.find((one) => one.region === region);
    if (capacity === undefined || capacity.capacity.state !== 'observed') return 'unknown';
    return isCurrent(capacity.capacity, capacity.capacityCadence, now) ? capacity.capacity.value.inService : 'unknown';
  };
  return { atSource: inService(source), atTarget: inService(target) };
}

/** Where a workload would most plainly go from a region: its standby, else another of its regions; `none` has one region. */
export function findPlainTarget({ regions }: Pick<Workload, 'regions'>, source: RegionCode): RegionCode | 'none' {
  const others = regions.filter(({ region }) => region !== source);
  const [first] = [...others.filter(({ role }) => role === 'standby'), ...others];
  return first === undefined ? 'none' : first.region;
}
