import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import { type Call, commonError } from '../../wire';
import type { PublishedPoint } from '../../world/published-metrics';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { toMetricIdentity } from './metric-identity';
import { invalidParameterValue } from './refuse';

const mostData = 1000;
const mostDimensions = 30;
/** A point further away from now than this would belong to another minute, which the simulated metrics have no place for. */
const farthestMs = 60_000;

/**
 * CloudWatch PutMetricData: one value of each metric, taken into the current minute. Timestamps of other minutes,
 * statistic sets and arrays of values are not simulated.
 * @throws AwsError InvalidParameterValue for what CloudWatch refuses, NotImplemented
 */
export function putMetricData(input: Given<PutMetricDataInput>, world: World, call: Call): Record<string, never> {
  const { Namespace, MetricData = [] } = input;
  if (input.EntityMetricData !== undefined) {
    throw commonError('notImplemented', call, 'Metrics with entities are not simulated.');
  }
  if (Namespace.startsWith('AWS/') || !/^[^:][\x21-\x7e ]{0,254}$/.test(Namespace)) {
    throw invalidParameterValue(`The value ${Namespace} for parameter Namespace is invalid.`);
  }
  if (MetricData.length === 0 || MetricData.length > mostData) {
    throw invalidParameterValue(`The parameter MetricData must have 1 to ${mostData} members.`);
  }
  const points = MetricData.map((datum) => toPoint(Namespace, datum, world, call));
  world.publishMetrics({ accountId: accountOf(call), region: call.region, points });
  return {};
}

function toPoint(namespace: string, datum: MetricDatum, world: World, call: Call): PublishedPoint {
  const { MetricName, Value, Dimensions = [], Timestamp } = datum;
  if (!MetricName) throw invalidParameterValue('The parameter MetricData.member.1.MetricName is required.');
  if (datum.StatisticValues !== undefined || datum.Values !== undefined) {
    throw commonError('notImplemented', call, 'Statistic sets and arrays of values are not simulated.');
  }
  if (Value === undefined || !Number.isFinite(Value)) {
    throw invalidParameterValue(`The value ${Value} for parameter MetricData.member.1.Value is invalid.`);
  }
  if (Dimensions.length > mostDimensions) {
    throw invalidParameterValue(`A metric must not have more than ${mostDimensions} dimensions.`);
  }
  if (Timestamp !== undefined && Math.abs(Timestamp.getTime() - world.now) > farthestMs) {
    throw commonError('notImplemented', call, 'Points of other minutes than the current one are not simulated.');
  }
  return { metric: toMetricIdentity(namespace, MetricName, Dimensions), value: Value };
}
