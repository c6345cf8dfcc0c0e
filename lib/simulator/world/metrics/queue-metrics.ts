import { messagesSent, messagesTaken } from '../fleet-queues';
import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { type Digest, gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

const samplesPerMinute = 6;

/** Counts are published also when they are zero, as SQS does for an active queue. */
function count(events: number): Digest {
  return { sum: events, count: samplesPerMinute, min: 0, max: events };
}

/** `AWS/SQS` metrics of each queue, in its own region. */
export function queueMetrics({ queues }: Pick<FleetResources, 'queues'>): MetricDefinition[] {
  return queues.flatMap(({ id, region, workload, name }) => {
    const sent = (view: MinuteView) => messagesSent(view.requests(workload, region), view.errors(workload, region));
    /** What is taken in a minute is nearly what is sent in it. */
    const taken = (view: MinuteView, noise: number) => {
      const queued = view.queued(id);
      if (queued === undefined) return Math.round(sent(view) * (0.99 + 0.02 * noise));
      return messagesTaken({
        requests: view.requests(workload, region),
        errors: view.errors(workload, region),
        queued,
      });
    };
    /** How long consumers leave a message: seconds, longer when many arrive. */
    const ageSeconds = (view: MinuteView, noise: number) => 1 + Math.round(sent(view) / 1500 + 2.5 * noise);
    const define = (metric: string, digest: MetricDefinition['digest']): MetricDefinition => ({
      identity: { namespace: 'AWS/SQS', name: metric, dimensions: { QueueName: name } },
      region,
      latestDelaySeconds: 90,
      digest,
    });
    return [
      define('ApproximateAgeOfOldestMessage', (view, noise) =>
        gauge(Math.max(ageSeconds(view, noise(1)), view.queued(id)?.ageSeconds ?? 0)),
      ),
      define('ApproximateNumberOfMessagesVisible', (view, noise) =>
        gauge(Math.round((sent(view) / 60) * (0.6 + 0.8 * noise(1))) + (view.queued(id)?.visible ?? 0)),
      ),
      define('ApproximateNumberOfMessagesNotVisible', (view, noise) =>
        gauge(view.queued(id)?.idle === true ? 0 : Math.round((sent(view) / 60) * (0.2 + 0.3 * noise(1)))),
      ),
      define('NumberOfMessagesSent', (view) => count(sent(view))),
      define('NumberOfMessagesReceived', (view, noise) => count(taken(view, noise(1)))),
      define('NumberOfMessagesDeleted', (view, noise) => count(taken(view, noise(1)))),
    ];
  });
}
