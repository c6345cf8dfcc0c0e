import type { InvokeCommandInput, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { type Call, commonError } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { findFunction } from './functions';
import { invalidLambdaParameter } from './page';

type Answer = Omit<InvokeCommandOutput, '$metadata'>;

/**
 * Lambda Invoke of a smoke test: it asks the load balancer of its own region and says what came back. A dry run only
 * says that it may be called. Nothing else that functions do is simulated.
 * @throws AwsError ResourceNotFoundException, InvalidParameterValueException, NotImplemented
 */
export function invoke(input: Given<InvokeCommandInput>, world: World, call: Call): Answer {
  const { FunctionName, InvocationType = 'RequestResponse' } = input;
  const { behaviour, name, workload } = findFunction(FunctionName, world, call);
  if (InvocationType === 'DryRun') return { StatusCode: 204 };
  if (InvocationType !== 'RequestResponse' && InvocationType !== 'Event') {
    throw invalidLambdaParameter(`Value '${InvocationType}' at 'invocationType' is not valid`);
  }
  if (behaviour !== 'smoke-test') throw commonError('notImplemented', call, `What ${name} does is not simulated.`);
  // What an asynchronous call does is nobody's to see.
  if (InvocationType === 'Event') return { StatusCode: 202 };
  return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: toPayload(askOnce(world, call, workload)) };
}

function askOnce(world: World, call: Call, workload: string): object {
  const balancer = world.loadBalancers(call.region, accountOf(call)).find((each) => each.workload === workload);
  const [address] = balancer?.addresses ?? [];
  if (balancer === undefined || address === undefined) return { region: call.region, outcome: 'no load balancer' };
  const answer = world.request(address, { hostname: balancer.dnsName, path: '/healthz' }, call.region);
  if (answer.outcome !== 'answer') return { region: call.region, outcome: answer.outcome };
  return { region: call.region, outcome: 'answer', status: answer.status, latencyMs: answer.latencyMs };
}

/** The SDK's type of a payload also reads as text. */
function toPayload(value: object): NonNullable<Answer['Payload']> {
  const text = JSON.stringify(value);
  return Object.assign(new Uint8Array(Buffer.from(text)), { transformToString: () => text });
}
