import type { AutoScalingGroupReading } from '@/lib/aws';
import type { Cadence, CapacityReading, EndpointEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { carry, type Reading } from '../carry';
import {
  awsDeadlineMs,
  type Failure,
  type Merge,
  type MergeContext,
  type SourceKind,
  toAskedCadence,
  toOutcome,
  toSourceId,
} from '../source';
import { type Place, placesWith } from './places';

const periodSeconds = 60;

/** Capacity of a region: instances in service and wanted. */
export const autoScalingGroups: SourceKind = (fleet, settings) =>
  placesWith(fleet, (workload, region) => workload.capacity.some((capacity) => capacity.region === region)).map(
    (place) => {
      const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
      return {
        id: toSourceId(place.accountId, place.region, 'autoscaling'),
        ...place,
        api: 'autoscaling',
        call: 'autoscaling:DescribeAutoScalingGroups',
        rhythm: { periodSeconds, phaseSeconds: 0 },
        deadlineMs: awsDeadlineMs,
        ask: async ({ ports, scope, counters }) => {
          counters.countCall('autoscaling:DescribeAutoScalingGroups');
          return toOutcome(
            await ports.aws.autoScalingGroups(scope),
            (groups) => mergeGroups(place, groups, cadence),
            (reason) => loseGroups(place, reason, cadence),
          );
        },
        lose: (reason) => loseGroups(place, reason, cadence),
      };
    },
  );

function mergeGroups(place: Place, groups: readonly AutoScalingGroupReading[], cadence: Cadence): Merge {
  return (context) => {
    forEachCapacity(context, place, (endpoint, groupName) => {
      const group = groups.find((candidate) => candidate.name === groupName);
      const reading: Reading<CapacityReading> =
        group === undefined
          ? { state: 'missing', reason: 'no-data' }
          : toObserved(toCapacityReading(group), context.askedAt, context.receivedAt, 'aws-api');
      return carry(endpoint.capacity, reading, cadence, context.receivedAt);
    });
  };
}

function toCapacityReading(group: AutoScalingGroupReading): CapacityReading {
  const { inService, desired, minimum, maximum, suspended } = group;
  return { inService, desired, group: { minimum, maximum, desired, suspended } };
}

function loseGroups(place: Place, reason: Failure, cadence: Cadence): Merge {
  return (context) => {
    forEachCapacity(context, place, (endpoint) =>
      carry(endpoint.capacity, { state: 'missing', reason }, cadence, context.receivedAt),
    );
  };
}

function forEachCapacity(
  { fleet, snapshot }: MergeContext,
  place: Place,
  toCapacity: (endpoint: EndpointEntity, groupName: string) => EndpointEntity['capacity'],
): void {
  for (const endpoint of snapshot.all('endpoint')) {
    if (endpoint.accountId !== place.accountId || endpoint.region !== place.region) continue;
    const workload = fleet.workloads.find((candidate) => candidate.id === endpoint.workloadId);
    const declared = workload?.capacity.find((capacity) => capacity.region === place.region);
    if (declared === undefined) continue;
    snapshot.put({ ...endpoint, capacity: toCapacity(endpoint, declared.autoScalingGroupName) });
  }
}
