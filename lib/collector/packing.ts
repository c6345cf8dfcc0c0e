import type { MetricQuerySpec } from '@/lib/aws/types';

/** CloudWatch takes at most this many queries in one GetMetricData call. */
export const queriesPerCall = 500;

/** The identity of a series: two consumers that need the same one share one query. */
export function toQueryKey(query: Omit<MetricQuerySpec, 'key'>): string {
  return JSON.stringify([
    query.namespace,
    query.name,
    Object.entries(query.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
    query.statistic,
    query.periodSeconds,
  ]);
}

/** Builds a query under its own identity. */
export function toQuery(query: Omit<MetricQuerySpec, 'key'>): MetricQuerySpec {
  return { key: toQueryKey(query), ...query };
}

/**
 * Packs the queries of one account and region into calls: every distinct query exactly once, in exactly ⌈n/500⌉ calls.
 * No queries, no call.
 */
export function packQueries(queries: readonly MetricQuerySpec[]): readonly (readonly MetricQuerySpec[])[] {
  const distinct = [...new Map(queries.map((query) => [query.key, query])).values()];
  const calls: MetricQuerySpec[][] = [];
  for (let start = 0; start < distinct.length; start += queriesPerCall) {
    calls.push(distinct.slice(start, start + queriesPerCall));
  }
  return calls;
}

/** CloudWatch bills metrics, not calls, and up to five statistics of one metric in one call as one. */
const statisticsPerBilledMetric = 5;

/** What a call's queries are billed as: metrics requested. */
export function countBilledMetrics(queries: readonly MetricQuerySpec[]): number {
  const statistics = new Map<string, Set<string>>();
  for (const query of queries) {
    const metric = toQueryKey({ ...query, statistic: '' });
    statistics.set(metric, (statistics.get(metric) ?? new Set()).add(query.statistic));
  }
  return [...statistics.values()].reduce((sum, set) => sum + Math.ceil(set.size / statisticsPerBilledMetric), 0);
}
