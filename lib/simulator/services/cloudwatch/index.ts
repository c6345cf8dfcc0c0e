import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeAlarms } from './describe-alarms';
import { getMetricData } from './get-metric-data';
import { getMetricStatistics } from './get-metric-statistics';
import { listMetrics } from './list-metrics';
import { putMetricData } from './put-metric-data';

/** The simulated part of Amazon CloudWatch: metrics, those of somebody's own among them, and alarms. */
export function cloudWatch(world: World): ServiceImplementation {
  return implement<CloudWatch>('CloudWatch', {
    DescribeAlarms: (input, call) => describeAlarms(input, world, call),
    GetMetricData: (input, call) => getMetricData(input, world, call),
    GetMetricStatistics: (input, call) => getMetricStatistics(input, world, call),
    ListMetrics: (input, call) => listMetrics(input, world, call),
    PutMetricData: (input, call) => putMetricData(input, world, call),
  });
}
