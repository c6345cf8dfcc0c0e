import { type ActAnswer, type AwsEdge, actPutMetric, type CallScope } from '@/lib/aws';
import { flipValue } from '@/lib/domain/recovery/held-flip';
import type { HealthCheckFlip } from '@/lib/domain/recovery/step';

/** Publishes the value that holds a health check, where its alarm is. */
export function publishFlip(
  edge: AwsEdge,
  scope: Omit<CallScope, 'accountId' | 'region'>,
  flip: HealthCheckFlip,
): Promise<ActAnswer> {
  const { accountId, standby: region, metric } = flip;
  const { namespace, name, dimensions } = metric;
  return actPutMetric(edge, { ...scope, accountId, region }, { namespace, name, dimensions, value: flipValue(flip) });
}

/** `1 of Acme/Recovery GivenUp in us-west-2`. */
export function describeValue(flip: HealthCheckFlip): string {
  const { metric, standby } = flip;
  return `${flipValue(flip)} of ${metric.namespace} ${metric.name} in ${standby}`;
}
