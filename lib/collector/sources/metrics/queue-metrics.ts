import type { QueueEntity } from '@/lib/domain/entities';
import { storeAdapters } from '@/lib/stores/registry';
import { carry } from '../../carry';
import type { Snapshot } from '../../snapshot';
import type { Place } from '../places';
import { type MetricPart, toNewestReading } from './metric-part';

/** How long the oldest message of every queue has waited, as its own region publishes it. */
export const queueMetrics: MetricPart = {
  queries: (place, { snapshot }) => queuesAt(place, snapshot).map(queryOf),
  merge: (place, answer, { snapshot, receivedAt }) => {
    for (const queue of queuesAt(place, snapshot)) {
      const query = queryOf(queue);
      const cadence = answer.cadenceOf(query);
      const reading = toNewestReading(query, answer, receivedAt);
      const oldestMessageAgeSeconds = carry(queue.oldestMessageAgeSeconds, reading, cadence, receivedAt);
      snapshot.put({ ...queue, oldestMessageAgeSeconds, ageCadence: cadence });
    }
  },
};

function queuesAt(place: Place, snapshot: Snapshot): readonly QueueEntity[] {
  return snapshot.all('queue').filter((queue) => queue.accountId === place.accountId && queue.region === place.region);
}

function queryOf(queue: QueueEntity) {
  return storeAdapters['sqs-queue'].oldestMessageAge(queue.resource);
}
