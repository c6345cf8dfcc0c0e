import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { answerMs } from './answer-time';
import { counter, type Digest, durations } from './digest';
import type { MetricDefinition } from './metric-definition';

/** Files that a page takes from the edge for each request that it makes of the origin. */
const filesPerRequest = 6;
const cachedShare = 0.94;
const bytesPerFile = 24_000;
const clientErrorPercent = 0.8;
/** From an edge to the origin and back, over all edges and their users. */
const meanTravelMs = 46;

/** A share of requests, in percent, as CloudWatch keeps it: each request counts. */
function percentOf(requests: number, percent: number): Digest | undefined {
  return requests > 0 ? { sum: percent * requests, count: requests, min: 0, max: percent > 0 ? 100 : 0 } : undefined;
}

/** `AWS/CloudFront`: published in us-east-1 with the region `Global`, wherever the users are. */
export function cloudfrontMetrics({
  distributions,
  loadBalancers,
  workloads,
}: Pick<FleetResources, 'distributions' | 'loadBalancers' | 'workloads'>): MetricDefinition[] {
  return distributions.flatMap((distribution) => {
    const { workload } = distribution;
    const declared = workloads.find(({ id }) => id === workload);
    const regions = loadBalancers.filter((each) => each.workload === workload).map((each) => each.region);
    const sum = (count: (region: string) => number) => regions.reduce((total, region) => total + count(region), 0);
    const asked = (view: MinuteView) => sum((region) => view.requests(workload, region));
    const requests = (view: MinuteView) => Math.round(asked(view) * filesPerRequest);
    /** What is not in the cache fails as often as the storefront itself. */
    const serverErrorPercent = (view: MinuteView, noise: number) => {
      const failing = sum((region) => view.errors(workload, region)) / Math.max(1, asked(view));
      return 100 * failing * (1 - cachedShare) + 0.005 + 0.02 * noise;
    };
    const define = (name: string, digest: MetricDefinition['digest']): MetricDefinition => ({
      identity: {
        namespace: 'AWS/CloudFront',
        name,
        dimensions: { DistributionId: distribution.id, Region: 'Global' },
      },
      region: 'us-east-1',
      latestDelaySeconds: 90,
      digest,
    });
    return [
      define('Requests', (view) => counter(requests(view))),
      define('BytesDownloaded', (view, noise) => {
        const count = requests(view);
        const mean = bytesPerFile * (0.95 + 0.1 * noise(2));
        return count > 0 ? { sum: count * mean, count, min: 180, max: 40 * mean } : undefined;
      }),
      // An additional metric, which this distribution has switched on: what the edge waits for its origins, in milliseconds.
      define('OriginLatency', (view, noise) => {
        const fetched = Math.round(requests(view) * (1 - cachedShare));
        const [origin] = distribution.origins.filter(({ region }) => !view.lost(region));
        if (fetched === 0 || origin === undefined || declared === undefined) return undefined;
        return durations(
          fetched,
          meanTravelMs + answerMs(view, declared, origin.region) * (0.95 + 0.1 * noise(3)),
          0.7,
        );
      }),
      define('4xxErrorRate', (view) => percentOf(requests(view), clientErrorPercent)),
      define('5xxErrorRate', (view, noise) => percentOf(requests(view), serverErrorPercent(view, noise(1)))),
      // The noise of a metric is its own: the total is not exactly the sum of its parts, as little as in AWS's averages.
      define('TotalErrorRate', (view, noise) =>
        percentOf(requests(view), clientErrorPercent + serverErrorPercent(view, noise(1))),
      ),
    ];
  });
}
