import { GetHealthCheckStatusCommand, type HealthCheckObservation } from '@aws-sdk/client-route-53';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { toMoment } from '../to-moment';
import type { Answer, CallScope } from '../types';
import type { CheckerReading } from './readings';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:GetHealthCheckStatus',
  shows: 'What each of Route 53’s checkers says of an endpoint',
};

/**
 * Reads what each checker of an endpoint's health check said last. AWS means this call for looking into trouble, so it is
 * made only while somebody looks. It lives in us-east-1 whatever region the scope names.
 */
export function fetchCheckerStatus(
  edge: AwsEdge,
  scope: CallScope,
  healthCheckId: string,
): Promise<Answer<readonly CheckerReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const output = await client.send(new GetHealthCheckStatusCommand({ HealthCheckId: healthCheckId }), {
      abortSignal: signal,
    });
    const value = toEach(
      output.HealthCheckObservations ?? [],
      toChecker,
      (sentence) => notices.push(sentence),
      'checkers',
    );
    return { value, notices };
  });
}

/** AWS writes how it went at the beginning: `Success: HTTP Status Code 200, OK`. */
function toChecker({ Region, IPAddress, StatusReport }: HealthCheckObservation): CheckerReading | 'incomplete' {
  const words = StatusReport?.Status;
  if (!Region || !words) return 'incomplete';
  return {
    region: Region,
    ipAddress: IPAddress ?? 'unknown',
    passes: words.startsWith('Success'),
    words,
    checkedAt: toMoment(StatusReport?.CheckedTime),
  };
}
