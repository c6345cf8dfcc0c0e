import { toObserved } from '@/lib/domain/observe';
import { carry, type Reading } from '../../carry';
import { globalServicesRegion } from '../places';
import { type MetricPart, type Query, toNewestReading } from './metric-part';

/**
 * State of the routing controls that entry points hang on, as their health checks publish it. Route 53 publishes in one
 * region only: while that region is lost, nothing new is known here. Checks are in the account of the records.
 */
export const routingControls: MetricPart = {
  queries: (place, { topology, snapshot }) =>
    place.region !== globalServicesRegion
      ? []
      : snapshot
          .all('routing')
          .filter((routing) => topology.recordOwnerOf(routing) === place.accountId)
          .flatMap((routing) => routing.controls.map((control) => statusOf(control.healthCheckId))),
  merge: (place, answer, { topology, snapshot, receivedAt }) => {
    if (place.region !== globalServicesRegion) return;
    for (const routing of snapshot.all('routing')) {
      if (topology.recordOwnerOf(routing) !== place.accountId || routing.controls.length === 0) continue;
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
