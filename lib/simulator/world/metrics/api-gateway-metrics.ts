import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { answerMs } from './answer-time';
import { type Digest, durations } from './digest';
import type { MetricDefinition } from './metric-definition';

/** What the gateway itself adds to an answer: checking the key, and one more hop. Milliseconds. */
const gatewayMs = 9;
/** Share of calls of partners that are refused before they reach anybody: no key, or too many calls. */
const refusedShare = 0.004;

/** Of so many calls so many were such; each call is one sample, so that the average is their share. */
function sharesOf(calls: number, such: number): Digest | undefined {
  if (calls === 0) return undefined;
  const count = Math.min(such, calls);
  return { sum: count, count: calls, min: count === calls ? 1 : 0, max: count > 0 ? 1 : 0 };
}

/** `AWS/ApiGateway` metrics of REST APIs, by name and by name and stage; nothing in a minute without a call. */
export function apiGatewayMetrics({ apis, workloads }: Pick<FleetResources, 'apis' | 'workloads'>): MetricDefinition[] {
  return apis.flatMap(({ region, workload: workloadId, name, stage, requestShare }) => {
    const workload = workloads.find((each) => each.id === workloadId);
    if (workload === undefined) return [];
    const calls = (view: MinuteView) => Math.round(view.requests(workloadId, region) * requestShare);
    const failed = (view: MinuteView, noise: number) =>
      Math.round(view.errors(workloadId, region) * requestShare * (0.7 + 0.6 * noise));
    const workMs = (view: MinuteView, noise: number) => answerMs(view, workload, region) * (0.95 + 0.1 * noise);
    const names: readonly Readonly<Record<string, string>>[] = [{ ApiName: name }, { ApiName: name, Stage: stage }];
    return names.flatMap((dimensions) => {
      const define = (metric: string, digest: MetricDefinition['digest']): MetricDefinition => ({
        identity: { namespace: 'AWS/ApiGateway', name: metric, dimensions },
        region,
        latestDelaySeconds: 90,
        digest,
      });
      const latency = (addedMs: number) => (view: MinuteView, noise: (salt: number) => number) =>
        calls(view) === 0 ? undefined : durations(calls(view), workMs(view, noise(1)) + addedMs, 0.6);
      return [
        define('Count', (view) => sharesOf(calls(view), calls(view))),
        define('4XXError', (view) => sharesOf(calls(view), Math.round(calls(view) * refusedShare))),
        define('5XXError', (view, noise) => sharesOf(calls(view), failed(view, noise(1)))),
        define('Latency', latency(gatewayMs)),
        define('IntegrationLatency', latency(0)),
      ];
    });
  });
}
