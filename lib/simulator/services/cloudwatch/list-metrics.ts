import type { DimensionFilter, ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import type { Call } from '../../wire';
import type { MetricIdentity, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { metricKey, toMetric } from './metric-identity';
import { invalidParameterValue } from './refuse';

const pageSize = 500;
const recentMs = 3 * 3_600_000;

/**
 * CloudWatch ListMetrics: metrics that published in this region within two weeks, 500 a page.
 * @throws AwsError InvalidParameterValue for a foreign token or an unknown RecentlyActive
 */
export function listMetrics(input: Given<ListMetricsInput>, world: World, call: Call): ListMetricsOutput {
  if (input.RecentlyActive !== undefined && input.RecentlyActive !== 'PT3H') {
    throw invalidParameterValue(
      `The value ${input.RecentlyActive} for parameter RecentlyActive is not supported; use PT3H.`,
    );
  }
  const { NextToken, ...filters } = input;
  const found = world.metrics
    .list(call.region, accountOf(call))
    .filter((metric) => matches(metric, input))
    .filter((metric) => input.RecentlyActive === undefined || publishedRecently(metric, world, call))
    .map((metric) => ({ metric, key: metricKey(metric) }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  const page = takePage(found, (each) => each.key, {
    scope: pageScope(call, filters),
    limit: pageSize,
    token: NextToken,
    refuseToken: () => invalidParameterValue('The parameter NextToken is not valid.'),
  });
  return {
    Metrics: page.items.map((each) => toMetric(each.metric)),
    NextToken: page.nextToken,
    OwningAccounts: input.IncludeLinkedAccounts ? page.items.map(() => accountOf(call)) : undefined,
  };
}

function matches(metric: MetricIdentity, input: Given<ListMetricsInput>): boolean {
  if (input.Namespace !== undefined && metric.namespace !== input.Namespace) return false;
  if (input.MetricName !== undefined && metric.name !== input.MetricName) return false;
  return (input.Dimensions ?? []).every((filter) => hasDimension(metric, filter));
}

/** A filter without a value asks only that the dimension exists. */
function hasDimension(metric: MetricIdentity, filter: DimensionFilter): boolean {
  const value = metric.dimensions[filter.Name ?? ''];
  return value !== undefined && (filter.Value === undefined || value === filter.Value);
}

function publishedRecently(metric: MetricIdentity, world: World, call: Call): boolean {
  const points = world.metrics.query({
    ...metric,
    region: call.region,
    accountId: accountOf(call),
    statistic: 'SampleCount',
    periodSeconds: 60,
    startAt: world.now - recentMs,
    endAt: world.now,
  });
  return points.length > 0;
}
