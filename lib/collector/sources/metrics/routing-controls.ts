import type { RoutingEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { carry, type Reading } from '../../carry';
import type { SourcePlan } from '../../source';
import { globalServicesRegion } from '../places';
import { isPolledFor, type MetricPart, type MetricScope, type Query, toNewestReading } from './metric-part';

/**
 * State of the routing controls that entry points hang on, as their health checks publish it. Route 53 publishes in one
 * region only: while that region is lost, nothing new is known here. Checks are in the account of the records.
 */
export const routingControls: MetricPart = {
  queries: (place, plan) =>
    routingsOf(place, plan).flatMap((routing) => routing.controls.map((control) => statusOf(control.healthCheckId))),
  merge: (place, answer, context) => {
    const { snapshot, receivedAt } = context;
    for (const routing of routingsOf(place, context)) {
      if (routing.controls.length === 0) continue;
      const controls = routing.controls.map((control) => {
        const query = statusOf(control.healthCheckId);
        const newest = toNewestReading(query, answer, receivedAt);
        const reading: Reading<'on' | 'off'> =
          newest.state === 'missing'
            ? newest
            : toObserved(newest.value >= 1 ? 'on' : 'off', newest.measuredAt, receivedAt, 'cloudwatch');
        return { ...control, state: carry(control.state, reading, answer.cadenceOf(query), receivedAt) };
      });
      snapshot.put({ ...routing, controls });
    }
  },
};

function routingsOf(place: MetricScope, { fleet, topology, snapshot }: SourcePlan): readonly RoutingEntity[] {
  if (place.region !== globalServicesRegion) return [];
  return snapshot
    .all('routing')
    .filter((routing) => topology.recordOwnerOf(routing) === place.accountId)
    .filter(({ workloadId }) =>
      isPolledFor(
        place,
        fleet.workloads.find(({ id }) => id === workloadId),
      ),
    );
}

/** 1 while the control is on, 0 while it is off; the minimum, so that a minute of both counts as off. */
function statusOf(healthCheckId: string): Query {
  return {
    namespace: 'AWS/Route53',
    name: 'HealthCheckStatus',
    dimensions: { HealthCheckId: healthCheckId },
    statistic: 'Minimum',
    periodSeconds: 60,
  };
}
