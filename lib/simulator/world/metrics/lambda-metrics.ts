import { messagesTaken } from '../fleet-queues';
import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { type Digest, durations, gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** Messages that Lambda hands to one run of a consumer. */
const messagesPerRun = 10;
/** How long a run takes: it tells customers by mail, which is not quick. Milliseconds. */
const runMs = 210;
/** Share of runs that fail when nothing is wrong: an address that does not exist. */
const failingShare = 0.0006;

/**
 * `AWS/Lambda` metrics of the functions that read a queue, in the region of both. A function that nothing runs
 * publishes nothing: the smoke tests, which somebody runs, and the consumers of standby regions, which are off.
 */
export function lambdaMetrics({ functions, queues }: Pick<FleetResources, 'functions' | 'queues'>): MetricDefinition[] {
  return functions.flatMap(({ region, workload, name, eventSource }) => {
    const queue = queues.find((each) => each.arn === eventSource?.sourceArn);
    if (queue === undefined || eventSource?.enabled !== true) return [];
    const runs = (view: MinuteView) => {
      const taken = messagesTaken({
        requests: view.requests(workload, region),
        errors: view.errors(workload, region),
        queued: view.queued(queue.id),
      });
      return Math.ceil(taken / messagesPerRun);
    };
    const meanMs = (view: MinuteView, noise: number) => runMs * view.slowness(workload, region) * (0.94 + 0.12 * noise);
    const define = (metric: string, digest: MetricDefinition['digest']): MetricDefinition => ({
      identity: { namespace: 'AWS/Lambda', name: metric, dimensions: { FunctionName: name } },
      region,
      latestDelaySeconds: 90,
      digest: (view, noise) => (runs(view) === 0 ? undefined : digest(view, noise)),
    });
    /** Published with every run, as 0 where it went well. */
    const ofRuns = (count: number, such: number): Digest => ({ sum: such, count, min: 0, max: such > 0 ? 1 : 0 });
    return [
      define('Invocations', (view) => ({ sum: runs(view), count: runs(view), min: 1, max: 1 })),
      define('Errors', (view, noise) => ofRuns(runs(view), Math.floor(runs(view) * failingShare + noise(1)))),
      define('Throttles', (view) => ofRuns(runs(view), 0)),
      define('Duration', (view, noise) => durations(runs(view), meanMs(view, noise(1)), 0.5)),
      define('ConcurrentExecutions', (view, noise) =>
        gauge(Math.max(1, Math.ceil(((runs(view) * meanMs(view, noise(1))) / 60_000) * (1.4 + noise(2))))),
      ),
    ];
  });
}
