import type { EndpointEntity, Entity } from '@/lib/domain/entities';
import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import { newestValue } from '@/lib/domain/observe';
import type { InstanceCount } from '@/lib/domain/recovery/step';

/**
 * How many instances each region of a workload has, or had when it was read last: the larger of what is in service and
 * what is wanted. A region that was never read is not among them. A run takes it down when it begins: its own steps
 * change these figures.
 */
export function instancesOf(entities: readonly Entity[], workloadId: WorkloadId): Readonly<Record<RegionCode, number>> {
  const endpoints = entities.filter(
    (one): one is EndpointEntity => one.kind === 'endpoint' && one.workloadId === workloadId,
  );
  const counts = endpoints.flatMap(({ region, capacity }) => {
    const newest = newestValue(capacity);
    return newest === 'none' ? [] : [[region, Math.max(newest.value.inService, newest.value.desired)] as const];
  });
  return Object.fromEntries(counts);
}

/** What the regions of a workload had when a run began, or what they have now, of the region being left among others. */
export interface HadInstances {
  readonly source: RegionCode;
  readonly hadInstances: Readonly<Record<RegionCode, number>>;
}

export type CountedInstances =
  | { readonly state: 'known'; readonly instances: number }
  | { readonly state: 'unknown'; readonly sentence: string };

/** A count as a number, by what the regions had when the run began; never a guess. */
export function countInstances(
  count: InstanceCount,
  region: RegionCode,
  { source, hadInstances }: HadInstances,
): CountedInstances {
  if (typeof count === 'number') return { state: 'known', instances: count };
  const ofSource = hadInstances[source];
  if (ofSource === undefined) return unknown(`How many instances ${source} had was never read.`);
  if (ofSource === 0) return unknown(`${source} had no instance when the run began, so that its size says nothing.`);
  if (count === 'as-source') return { state: 'known', instances: ofSource };
  const own = hadInstances[region];
  if (own === undefined) return unknown(`How many instances ${region} had was never read.`);
  return { state: 'known', instances: ofSource + own };
}

function unknown(sentence: string): CountedInstances {
  return { state: 'unknown', sentence };
}

/** A count for a person: `6`, `what us-east-1 had`. */
export function describeCount(count: InstanceCount, region: RegionCode, source: RegionCode): string {
  if (typeof count === 'number') return String(count);
  return count === 'as-source' ? `what ${source} had` : `what ${source} and ${region} had together`;
}
