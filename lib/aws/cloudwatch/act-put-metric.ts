import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';
import type { MetricValue } from './readings';

/**
 * Publishes one value of a metric of the fleet's own, in the scope's region and dated by AWS. The same value again is
 * another point of the same minute: alarms on a maximum or minimum see no difference.
 */
export function actPutMetric(
  edge: AwsEdge,
  scope: CallScope,
  { namespace, name, dimensions, value }: MetricValue,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'cloudwatch', action: 'cloudwatch:PutMetricData' }, ({ client, signal }) => {
    const command = new PutMetricDataCommand({
      Namespace: namespace,
      MetricData: [
        {
          MetricName: name,
          Value: value,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
      ],
    });
    return client.send(command, { abortSignal: signal });
  });
}
