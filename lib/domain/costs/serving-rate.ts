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
