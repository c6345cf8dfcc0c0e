import type { Datapoint, GetMetricStatisticsInput, GetMetricStatisticsOutput } from '@aws-sdk/client-cloudwatch';
import { AwsError, type Call } from '../../wire';
import type { MetricStatistic, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { toMetricIdentity } from './metric-identity';
import { unitOf } from './metric-units';
import { answerableWindow, isPeriod, isStatistic } from './metric-window';
import { invalidParameterCombination, invalidParameterValue } from './refuse';

const mostDatapoints = 1440;

/**
 * CloudWatch GetMetricStatistics: points of one metric, all asked statistics in each. Up to 1,440 points a call.
 * @throws AwsError InvalidParameterCombination, InvalidParameterValue or MissingParameter as CloudWatch does
 */
export function getMetricStatistics(
  input: Given<GetMetricStatisticsInput>,
  world: World,
  call: Call,
): GetMetricStatisticsOutput {
  const statistics = checkRequest(input);
  const unit = unitOf(input.Namespace, input.MetricName);
  if (input.Unit !== undefined && input.Unit !== unit) return { Label: input.MetricName, Datapoints: [] };
  const points = new Map<number, Datapoint>();
  for (const statistic of statistics) {
    const found = world.metrics.query({
      ...toMetricIdentity(input.Namespace, input.MetricName, input.Dimensions ?? []),
      ...answerableWindow(input.StartTime, input.EndTime, input.Period, world.now),
      region: call.region,
      accountId: accountOf(call),
      statistic,
      periodSeconds: Math.max(60, input.Period),
    });
    for (const { at, value } of found) {
      const point = points.get(at) ?? { Timestamp: new Date(at), Unit: unit };
      points.set(at, withStatistic(point, statistic, value));
    }
  }
  return { Label: input.MetricName, Datapoints: [...points.values()] };
}

function checkRequest(input: Given<GetMetricStatisticsInput>): MetricStatistic[] {
  if (input.StartTime >= input.EndTime) {
    throw invalidParameterCombination('The parameter StartTime must be less than the parameter EndTime.');
  }
  if (!isPeriod(input.Period)) {
    throw invalidParameterValue('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.');
  }
  const asked = (input.EndTime.getTime() - input.StartTime.getTime()) / (input.Period * 1000);
  if (asked > mostDatapoints) {
    throw invalidParameterCombination(
      `You have requested up to ${Math.ceil(asked)} datapoints, which exceeds the limit of ${mostDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  const names: string[] = [...(input.Statistics ?? []), ...(input.ExtendedStatistics ?? [])];
  if (names.length === 0) {
    throw new AwsError('MissingParameter', 'The parameter Statistics or ExtendedStatistics is required.', 400);
  }
  return names.map((name) => {
    if (!isStatistic(name)) throw invalidParameterValue(`The value ${name} for parameter Statistics is not supported.`);
    return name;
  });
}

function withStatistic(point: Datapoint, statistic: MetricStatistic, value: number): Datapoint {
  switch (statistic) {
    case 'Average':
    case 'Sum':
    case 'Minimum':
    case 'Maximum':
    case 'SampleCount':
      return { ...point, [statistic]: value };
    default:
      return { ...point, ExtendedStatistics: { ...point.ExtendedStatistics, [statistic]: value } };
  }
}
