import type { WorkloadDeclaration } from './default-fleet';
import { errorShareOf, type Shares } from './traffic';

/** How one region serves a workload's users; rates per minute. */
export interface RegionService {
  readonly region: string;
  /** Requests that reach the targets; none in a failed region. */
  readonly requests: number;
  /** Of those, answered with a server error. */
  readonly errors: number;
  /** Load of the targets as a share of what they can do. */
  readonly utilisation: number;
}

export interface WorkloadService {
  /** Requests the users send, served or not. */
  readonly demanded: number;
  readonly regions: readonly RegionService[];
}

/** Share of requests that cannot be answered without a database that takes writes. */
const writeDependentShare = 0.4;

/**
 * How a workload is served when its populations send `demands` (per minute, in the order of the declaration) to the
 * regions of `places`. Requests to a failed region reach nobody.
 */
export function serveWorkload(
  workload: WorkloadDeclaration,
  demands: readonly number[],
  places: readonly Shares[],
  failed: ReadonlySet<string>,
): WorkloadService {
  const writerLost = workload.store.kind === 'aurora-global' && failed.has(workload.store.writer);
  const regions = workload.capacity.map(({ region, inService }) => {
    if (failed.has(region)) return { region, requests: 0, errors: 0, utilisation: 0 };
    let requests = 0;
    for (let index = 0; index < demands.length; index += 1) {
      requests += (demands[index] ?? 0) * (places[index]?.[region] ?? 0);
    }
    const utilisation = requests / 60 / (inService * workload.requestsPerSecondPerInstance);
    const errorShare = writerLost
      ? Math.max(writeDependentShare, errorShareOf(utilisation))
      : errorShareOf(utilisation);
    return { region, requests, errors: requests * errorShare, utilisation };
  });
  let demanded = 0;
  for (const demand of demands) demanded += demand;
  return { demanded, regions };
}

/** Writes per minute committed in a region's log of the workload's store. */
export function writesInto(
  workload: WorkloadDeclaration,
  service: WorkloadService,
  region: string,
  failed: ReadonlySet<string>,
): number {
  if (failed.has(region)) return 0;
  let answered = 0;
  for (const each of service.regions) {
    // Every region's requests write to the one writer of an Aurora global database, and each to its own replica of a table.
    if (workload.store.kind === 'aurora-global' || each.region === region) answered += each.requests - each.errors;
  }
  return answered * workload.writesPerRequest;
}
