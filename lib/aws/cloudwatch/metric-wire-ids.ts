import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MetricQuerySpec } from '../types';

/** CloudWatch takes at most this many queries in one GetMetricData call. */
export const maxMetricQueriesPerCall = 500;

/**
 * The wire form of each query under an id of our own: CloudWatch's ids allow only letters, digits and underscores.
 * `Unit` is left out on purpose: a unit that does not match gives nothing, silently.
 *
 * @throws RangeError for more than 500 queries, Error for a key given twice: both are mistakes of the caller.
 */
export function toWireQueries(
  queries: readonly MetricQuerySpec[],
): ReadonlyMap<string, { readonly spec: MetricQuerySpec; readonly wire: MetricDataQuery }> {
  if (queries.length > maxMetricQueriesPerCall) {
    throw new RangeError(`${queries.length} metric queries in one call; CloudWatch takes ${maxMetricQueriesPerCall}.`);
  }
  if (new Set(queries.map((query) => query.key)).size !== queries.length) {
    throw new Error('Two metric queries of one call have the same key.');
  }
  return new Map(
    queries.map((spec, index) => {
      const id = `q${index}`;
      return [id, { spec, wire: { Id: id, MetricStat: toMetricStat(spec), ReturnData: true } }];
    }),
  );
}

function toMetricStat(spec: MetricQuerySpec): MetricDataQuery['MetricStat'] {
  return {
    Metric: {
      Namespace: spec.namespace,
      MetricName: spec.name,
      Dimensions: Object.entries(spec.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: spec.periodSeconds,
    Stat: spec.statistic,
  };
}
