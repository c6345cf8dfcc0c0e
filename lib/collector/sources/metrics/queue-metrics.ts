import type { QueueEntity } from '@/lib/domain/entities';
import { storeAdapters } from '@/lib/stores/registry';
import { carry } from '../../carry';
import type { SourcePlan } from '../../source';
import { isPolledFor, type MetricPart, type MetricScope, toNewestReading } from './metric-part';

/** How long the oldest message of every queue has waited, as its own region publishes it. */
export const queueMetrics: MetricPart = {
  queries: (place, plan) => queuesAt(place, plan).map(queryOf),
  merge: (place, answer, { snapshot, receivedAt, ...plan }) => {
    for (const queue of queuesAt(place, { ...plan, snapshot })) {
      const query = queryOf(queue);
      const cadence = answer.cadenceOf(query);
      const reading = toNewestReading(query, answer, receivedAt);
      const oldestMessageAgeSeconds = carry(queue.oldestMessageAgeSeconds, reading, cadence, receivedAt);
      snapshot.put({ ...queue, oldestMessageAgeSeconds, ageCadence: cadence });
    }
  },
};

function queuesAt(place: MetricScope, { fleet, snapshot }: SourcePlan): readonly QueueEntity[] {
  return snapshot
    .all('queue')
    .filter((queue) => queue.accountId === place.accountId && queue.region === place.region)
    .filter(({ workloadId }) =>
      isPolledFor(
        place,
        fleet.workloads.find(({ id }) => id === workloadId),
      ),
    );
}

function queryOf(queue: QueueEntity) {
  return storeAdapters['sqs-queue'].oldestMessageAge(queue.resource);
}
