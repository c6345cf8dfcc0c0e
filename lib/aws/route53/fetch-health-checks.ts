import { ListHealthChecksCommand } from '@aws-sdk/client-route-53';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { HealthCheckReading } from './readings';
import { toHealthCheck } from './to-health-check';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:ListHealthChecks',
  shows: 'Health checks and routing controls',
};

/**
 * Reads the configuration of every health check of the account; how they are doing is in metrics and in DNS. The API
 * lives in us-east-1 whatever region the scope names.
 */
export function fetchHealthChecks(edge: AwsEdge, scope: CallScope): Promise<Answer<readonly HealthCheckReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const value = await pageThrough(async (marker: string | undefined) => {
      const output = await client.send(new ListHealthChecksCommand({ Marker: marker, MaxItems: 100 }), {
        abortSignal: signal,
      });
      const items = toEach(
        output.HealthChecks ?? [],
        toHealthCheck,
        (sentence) => notices.push(sentence),
        'health checks',
      );
      return { items, next: output.IsTruncated === true ? toNext(output.NextMarker) : 'end' };
    });
    return { value, notices };
  });
}
