import type { FleetResources } from '../simulated-fleet';
import { apiGatewayMetrics } from './api-gateway-metrics';
import { auroraMetrics } from './aurora-metrics';
import { autoScalingMetrics } from './auto-scaling-metrics';
import { bucketMetrics } from './bucket-metrics';
import { cacheMetrics } from './cache-metrics';
import { cloudfrontMetrics } from './cloudfront-metrics';
import { dynamodbMetrics } from './dynamodb-metrics';
import { lambdaMetrics } from './lambda-metrics';
import { loadBalancerMetrics } from './load-balancer-metrics';
import type { MetricDefinition } from './metric-definition';
import { queueMetrics } from './queue-metrics';
import { rdsReplicaMetrics } from './rds-replica-metrics';
import { route53Metrics } from './route53-metrics';

/** Every metric that AWS publishes of what an account owns. */
export function buildMetrics(resources: FleetResources): MetricDefinition[] {
  return [
    ...loadBalancerMetrics(resources),
    ...autoScalingMetrics(resources),
    ...auroraMetrics(resources),
    ...dynamodbMetrics(resources),
    ...bucketMetrics(resources),
    ...rdsReplicaMetrics(resources),
    ...cacheMetrics(resources),
    ...route53Metrics(resources),
    ...queueMetrics(resources),
    ...cloudfrontMetrics(resources),
    ...apiGatewayMetrics(resources),
    ...lambdaMetrics(resources),
  ];
}
