import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { counter, durations } from './digest';
import type { MetricDefinition } from './metric-definition';

/** How a workload's requests and writes spread over table operations; latencies are medians in milliseconds. */
const readLatencyMs = 3.1;
const writeLatencyMs = 5.4;
const putShare = 0.2;

/** A replica throttles a few client writes while a backlog pours in. */
const throttledAbovePerMinute = 120_000;
const throttledShare = 0.002;

/** `AWS/DynamoDB` metrics of the replicas of global tables; nothing is published for what did not happen. */
export function dynamodbMetrics({
  globalTables,
  workloads,
}: Pick<FleetResources, 'globalTables' | 'workloads'>): MetricDefinition[] {
  return globalTables.flatMap((table) =>
    table.replicas.flatMap(({ region }) => {
      const workload = workloads.find((each) => each.id === table.workload);
      if (workload === undefined) return [];
      const others = table.replicas.map((replica) => replica.region).filter((other) => other !== region);
      const log = `${table.name}/${region}`;
      // Writes of a strongly consistent table are here in the moment in which they are acknowledged there.
      const writesFrom = (view: MinuteView, other: string) =>
        table.consistency === 'STRONG'
          ? view.commits(`${table.name}/${other}`)
          : (view.arrivals(`${table.name}/${other}>${region}`)?.count ?? 0);
      const writesAt = (view: MinuteView) =>
        others.reduce((sum, other) => sum + writesFrom(view, other), view.commits(log));
      const define = (
        name: string,
        extra: Readonly<Record<string, string>>,
        latestDelaySeconds: number,
        digest: MetricDefinition['digest'],
      ): MetricDefinition => ({
        identity: { namespace: 'AWS/DynamoDB', name, dimensions: { TableName: table.name, ...extra } },
        region,
        latestDelaySeconds,
        digest,
      });
      const operation = (name: string, medianMs: number, count: (requests: number, writes: number) => number) =>
        define('SuccessfulRequestLatency', { Operation: name }, 90, (view, noise) => {
          const calls = Math.round(count(view.requests(workload.id, region), view.commits(log)));
          return calls > 0 ? durations(calls, medianMs * (0.95 + 0.1 * noise(1)), 0.35) : undefined;
        });
      return [
        operation('GetItem', readLatencyMs, (requests) => requests),
        operation('PutItem', writeLatencyMs, (_, writes) => writes * putShare),
        operation('UpdateItem', writeLatencyMs, (_, writes) => writes * (1 - putShare)),
        // Replicated writes consume capacity too: this metric alone never tells whether clients write.
        define('ConsumedWriteCapacityUnits', {}, 90, (view) => counter(Math.round(writesAt(view)))),
        {
          ...define('ThrottledRequests', { Operation: 'PutItem' }, 90, (view) =>
            counter(Math.round((writesAt(view) - throttledAbovePerMinute) * throttledShare)),
          ),
          listed: false,
        },
        // What is written everywhere at once has no latency to publish.
        ...(table.consistency === 'STRONG' ? [] : others).map((receiving) =>
          define('ReplicationLatency', { ReceivingRegion: receiving }, 120, (view) => {
            const arrived = view.arrivals(`${log}>${receiving}`);
            if (arrived === undefined || arrived.count === 0) return undefined;
            const mean = arrived.latencySum / arrived.count;
            return {
              sum: arrived.latencySum * 1000,
              count: arrived.count,
              min: Math.max(0, 2 * mean - arrived.latencyMax) * 1000,
              max: arrived.latencyMax * 1000,
            };
          }),
        ),
      ];
    }),
  );
}
