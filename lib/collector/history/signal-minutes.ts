import type { SignalMinute } from '@/lib/domain/history/record';
import type { EpochMs } from '@/lib/domain/time';
import type { MetricBook } from './metric-book';
import type { ShapedEndpoint } from './workload-shape';

const notMeasured: SignalMinute = {
  requestsPerSecond: 'none',
  errorPercent: 'none',
  latencyP95Ms: 'none',
  healthyHosts: 'none',
};

/**
 * The golden signals of an endpoint in one closed minute. Counters of failures are published only when they are not
 * zero, so their silence is zero, but only beside a request count of the same minute.
 */
export function readSignalMinute({ entity, queries }: ShapedEndpoint, metrics: MetricBook, at: EpochMs): SignalMinute {
  if (queries === 'unknown') return notMeasured;
  const valueAt = (query: Parameters<MetricBook['valueAt']>[1]) => metrics.valueAt(entity, query, at);
  const requests = valueAt(queries.requests);
  const errors = [valueAt(queries.balancerErrors), valueAt(queries.targetErrors)];
  const latency = valueAt(queries.latency);
  const hosts = queries.hosts.map(valueAt);
  const toldHosts = hosts.filter((value) => typeof value === 'number');
  return {
    requestsPerSecond: typeof requests === 'number' ? requests / 60 : 'none',
    errorPercent: toErrorPercent(requests, errors),
    latencyP95Ms: typeof latency === 'number' ? latency * 1000 : 'none',
    healthyHosts: toldHosts.length > 0 && toldHosts.length === hosts.length ? Math.min(...toldHosts) : 'none',
  };
}

type Value = ReturnType<MetricBook['valueAt']>;

function toErrorPercent(requests: Value, errors: readonly Value[]): number | 'none' {
  if (typeof requests !== 'number' || requests <= 0 || errors.includes('not-answered')) return 'none';
  const failed = errors.filter((value) => typeof value === 'number').reduce((sum, value) => sum + value, 0);
  return (100 * failed) / requests;
}
