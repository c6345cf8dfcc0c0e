import { fleetQueues } from '../fleet-queues';
import type { MinuteView } from '../minute-facts';
import { type Digest, gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** Messages sent for each order-like request that is answered. */
const messagesPerRequest = 0.35;
/** A canary sends one message a minute, so that a queue without customers is measured too. */
const canaryMessages = 1;
const samplesPerMinute = 6;

/** Counts are published also when they are zero, as SQS does for an active queue. */
function count(events: number): Digest {
  return { sum: events, count: samplesPerMinute, min: 0, max: events };
}

/** `AWS/SQS` metrics of each queue, in its own region. */
export const queueMetrics: readonly MetricDefinition[] = fleetQueues.flatMap(({ region, workload, name }) => {
  const sent = (view: MinuteView) =>
    Math.round((view.requests(workload, region) - view.errors(workload, region)) * messagesPerRequest) + canaryMessages;
  /** How long consumers leave a message: seconds, longer when many arrive. */
  const ageSeconds = (view: MinuteView, noise: number) => 1 + Math.round(sent(view) / 1500 + 2.5 * noise);
  const define = (metric: string, digest: MetricDefinition['digest']): MetricDefinition => ({
    identity: { namespace: 'AWS/SQS', name: metric, dimensions: { QueueName: name } },
    region,
    latestDelaySeconds: 90,
    digest,
  });
  return [
    define('ApproximateAgeOfOldestMessage', (view, noise) => gauge(ageSeconds(view, noise(1)))),
    define('ApproximateNumberOfMessagesVisible', (view, noise) =>
      gauge(Math.round((sent(view) / 60) * (0.6 + 0.8 * noise(1)))),
    ),
    define('ApproximateNumberOfMessagesNotVisible', (view, noise) =>
      gauge(Math.round((sent(view) / 60) * (0.2 + 0.3 * noise(1)))),
    ),
    define('NumberOfMessagesSent', (view) => count(sent(view))),
    define('NumberOfMessagesReceived', (view, noise) => count(Math.round(sent(view) * (0.99 + 0.02 * noise(1))))),
    define('NumberOfMessagesDeleted', (view, noise) => count(Math.round(sent(view) * (0.99 + 0.02 * noise(1))))),
  ];
});
