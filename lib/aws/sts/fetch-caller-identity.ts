import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { CallerIdentity } from './readings';

const call: AwsCall<'sts'> = { service: 'sts', action: 'sts:GetCallerIdentity', shows: 'All values of the account' };

/**
 * Asks the region's own STS who the engine is there: the cheapest proof that the region's API answers. Credentials that
 * belong to another account than the scope names are a failure, since everything read with them would be wrongly
 * labelled.
 */
export function fetchCallerIdentity(edge: AwsEdge, scope: CallScope): Promise<Answer<CallerIdentity>> {
  return askWhoAmI(edge, scope, call);
}

/** The same with the role for recovery: proves that the engine is let in by it, and changes nothing. */
export function fetchRecoverIdentity(edge: AwsEdge, scope: CallScope): Promise<Answer<CallerIdentity>> {
  return askWhoAmI(edge, scope, { ...call, shows: 'What may be done in a run', as: 'recover' });
}

function askWhoAmI(edge: AwsEdge, scope: CallScope, call: AwsCall<'sts'>): Promise<Answer<CallerIdentity>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const output = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    if (!output.Account || !output.Arn) {
      throw new UnusableAnswer('answered without an account', 'It is asked again on its next turn.');
    }
    if (output.Account !== scope.accountId) {
      throw new UnusableAnswer(
        `answered that the engine's credentials belong to account ${output.Account}`,
        `Give the engine credentials of account ${scope.accountId}, or correct the fleet file.`,
      );
    }
    return { value: { accountId: output.Account, arn: output.Arn }, notices: [] };
  });
}
