import type { InvokeCommandInput, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { AwsError, type Call, commonError } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { findFunction } from './functions';
import { invalidLambdaParameter } from './page';

type Answer = Omit<InvokeCommandOutput, '$metadata'>;

/**
 * Lambda Invoke of a smoke test: it asks the load balancer of its own region and says what came back; with an
 * `expectStatus` in its payload it fails where another status did. A dry run only says that it may be called. Nothing else
 * that functions do is simulated.
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
  const asked = readPayload(input.Payload);
  // What an asynchronous call does is nobody's to see.
  if (InvocationType === 'Event') return { StatusCode: 202 };
  const found = askOnce(world, call, workload);
  const { expectStatus } = asked;
  const ran = { StatusCode: 200, ExecutedVersion: '$LATEST' };
  if (expectStatus === undefined || expectStatus === found.status) return { ...ran, Payload: toPayload(found) };
  const errorMessage = `expected status ${JSON.stringify(expectStatus)}, got ${found.status ?? found.outcome}`;
  const failure = { errorType: 'AssertionError', errorMessage, trace: [] };
  return { ...ran, FunctionError: 'Unhandled', Payload: toPayload(failure) };
}

/** @throws AwsError InvalidRequestContentException for what is no JSON */
function readPayload(body: Given<InvokeCommandInput>['Payload']): { readonly expectStatus?: unknown } {
  // The wire gives bytes; the SDK's type also knows what a caller may write.
  if (!(body instanceof Uint8Array) || body.byteLength === 0) return {};
  try {
    const read: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    const message = 'Could not parse request body into json: Unrecognized token';
    throw new AwsError('InvalidRequestContentException', message, undefined, { Type: 'User' });
  }
}

interface Found {
  readonly region: string;
  readonly outcome: string;
  readonly status?: number;
  readonly latencyMs?: number;
}

function askOnce(world: World, call: Call, workload: string): Found {
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
