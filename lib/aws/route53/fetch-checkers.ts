import { GetHealthCheckStatusCommand, type HealthCheckObservation } from '@aws-sdk/client-route-53';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import type { Answer, CallScope } from '../types';
import type { CheckerReading } from './readings';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:GetHealthCheckStatus',
  shows: 'What each checker says of health checks',
};

/**
 * Reads what each checker of an endpoint's health check said last. AWS offers it to diagnose with and not for frequent
 * polling, and refuses it for calculated checks. The API lives in us-east-1 whatever region the scope names.
 */
export function fetchCheckers(
  edge: AwsEdge,
  scope: CallScope,
  checkId: string,
): Promise<Answer<readonly CheckerReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const output = await client.send(new GetHealthCheckStatusCommand({ HealthCheckId: checkId }), {
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

function toChecker({ Region, StatusReport }: HealthCheckObservation): CheckerReading | 'incomplete' {
  const at = StatusReport?.CheckedTime?.getTime();
  if (!Region || !StatusReport?.Status || at === undefined || !Number.isFinite(at)) return 'incomplete';
  return { region: Region, checkedAt: at, status: StatusReport.Status };
}
