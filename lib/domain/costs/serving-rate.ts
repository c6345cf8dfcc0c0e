import type { EndpointEntity, Entity } from '../entities';
import type { Workload } from '../fleet';
import { isCurrent } from '../freshness';
import type { EpochMs } from '../time';

/** What a workload serves now, by current readings of every region that serves. */
export interface ServingRate {
  readonly requestsPerSecond: number | 'unknown';
  /** What one of its servers takes of it; an average of now, and no measure of what it could. */
  readonly perServer: number | 'unknown';
  /** Why it is not known; empty where it is. */
  readonly because: string;
}

/** Adds up the regions that serve; one that cannot be read leaves the whole unknown. */
export function readServing(
  entities: readonly Entity[],
  { id, regions }: Pick<Workload, 'id' | 'regions'>,
  now: EpochMs,
): ServingRate {
  const serving = new Set(regions.filter(({ role }) => role !== 'standby').map(({ region }) => region));
  const own = entities.filter(
    (one): one is EndpointEntity => one.kind === 'endpoint' && one.workloadId === id && serving.has(one.region),
  );
  const rates = own.map(({ requestsPerSecond, signalCadence }) =>
    requestsPerSecond.state === 'observed' && isCurrent(requestsPerSecond, signalCadence, now)
      ? requestsPerSecond.value
      : 'unknown',
  );
  const servers = own.map(({ capacity, capacityCadence }) =>
    capacity.state === 'observed' && isCurrent(capacity, capacityCadence, now) ? capacity.value.inService : 'unknown',
  );
  const requestsPerSecond = sumKnown(rates);
  const count = sumKnown(servers);
  if (requestsPerSecond === 'unknown') {
    return { requestsPerSecond, perServer: 'unknown', because: 'not every region that serves tells it now' };
  }
  const isTold = count !== 'unknown' && count > 0 && requestsPerSecond > 0;
  return { requestsPerSecond, perServer: isTold ? requestsPerSecond / count : 'unknown', because: '' };
}

function sumKnown(values: readonly (number | 'unknown')[]): number | 'unknown' {
  const known = values.filter((value) => value !== 'unknown');
  return known.length === 0 || known.length < values.length ? 'unknown' : known.reduce((sum, value) => sum + value, 0);
}

/** Below this share of a workload's requests a region is probed rather than used. */
const leastServedShare = 0.05;

/**
 * Regions in which a workload serves its users now, whatever role they are declared in; `unknown` where any of its regions
 * cannot be read, or nobody is served anywhere.
 */
export function listServing(
  entities: readonly Entity[],
  workloadId: string,
  now: EpochMs,
): readonly string[] | 'unknown' {
  const own = entities.filter((one): one is EndpointEntity => one.kind === 'endpoint' && one.workloadId === workloadId);
  const rates = own.map(({ region, requestsPerSecond, signalCadence }) => ({
    region,
    rate:
      requestsPerSecond.state === 'observed' && isCurrent(requestsPerSecond, signalCadence, now)
        ? requestsPerSecond.value
        : ('unknown' as const),
  }));
  const total = sumKnown(rates.map(({ rate }) => rate));
  if (total === 'unknown' || total <= 0) return 'unknown';
  const served = rates.filter(({ rate }) => rate !== 'unknown' && rate >= leastServedShare * total);
  return [...new Set(served.map(({ region }) => region))];
}
