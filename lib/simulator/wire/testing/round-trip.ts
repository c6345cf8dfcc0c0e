import type { Call } from '../call';
import { AwsError } from '../errors';
import type { ServiceImplementation } from '../implement';
import type { Operation, Service } from '../service';
import type { Shape, StructureShape } from '../shapes';
import { isComputedByClient } from './computed-members';
import { firstDifference } from './first-difference';
import { sampleOf } from './sample-values';
import type { SdkClient, SdkPackage } from './sdk-client';

/** Answers every operation of every service with what the test says, and remembers the call. */
export class Echo {
  lastCall: Call | undefined;
  private answer: () => unknown = () => ({});

  answerWith(answer: () => unknown): void {
    this.lastCall = undefined;
    this.answer = answer;
  }

  implementationOf(service: Service): ServiceImplementation {
    const operation = (_: unknown, call: Call) => {
      this.lastCall = call;
      return this.answer();
    };
    const names = [...service.operations.keys()];
    return { service: service.id, operations: Object.fromEntries(names.map((name) => [name, operation])) };
  }
}

/** Sends a full input and returns a full output through an SDK client. What went wrong, or undefined. */
export async function roundTrip(
  echo: Echo,
  sdk: SdkPackage,
  client: SdkClient,
  operation: Operation,
  depth: number,
): Promise<string | undefined> {
  const input = withoutComputed(operation, sampleOf(operation.input, depth));
  const output = withoutComputed(operation, sampleOf(operation.output, depth));
  echo.answerWith(() => output);
  try {
    const received = await client.send(sdk.createCommand(operation.name, structuredClone(input)));
    await readStreams(operation, received);
    const decoded = withoutAdditions(operation, operation.input, echo.lastCall?.input, input);
    const answered = withoutAdditions(operation, operation.output, received, output);
    return firstDifference(decoded, input, 'input') ?? firstDifference(answered, output, 'output');
  } catch (error) {
    return `${String(error).slice(0, 300)}${echo.lastCall ? '' : ' (did not reach the operation)'}`;
  }
}

/** Streaming outputs arrive as streams. */
async function readStreams(operation: Operation, received: Record<string, unknown>): Promise<void> {
  for (const { name } of membersOf(operation.output)) {
    const value = received[name] as { transformToByteArray?: () => Promise<Uint8Array> } | null | undefined;
    if (value?.transformToByteArray) received[name] = await value.transformToByteArray();
  }
}

function withoutComputed(operation: Operation, value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !isComputedByClient(operation, name)));
}

/** Clients also fill in the idempotency tokens, status codes and content types that a sample leaves out. */
function withoutAdditions(
  operation: Operation,
  shape: Shape,
  value: unknown,
  sample: Record<string, unknown>,
): unknown {
  const kept = withoutComputed(operation, (value ?? {}) as Record<string, unknown>);
  for (const { name, traits } of membersOf(shape)) {
    const isFilledIn = traits.idempotencyToken || traits.httpResponseCode || traits.httpHeader === 'Content-Type';
    if (isFilledIn && !(name in sample)) delete kept[name];
  }
  return kept;
}

/** Lets an operation fail with a modelled error. What went wrong on the way to the client, or undefined. */
export async function errorTrip(
  echo: Echo,
  sdk: SdkPackage,
  client: SdkClient,
  operation: Operation,
  error: StructureShape,
): Promise<string | undefined> {
  const message = 'boom <&> é';
  const fields = Object.entries(sampleOf(error, 4)).filter(([name]) => name.toLowerCase() !== 'message');
  echo.answerWith(() => {
    throw new AwsError(error.name, message, undefined, Object.fromEntries(fields));
  });
  const thrown = await failureOf(() => client.send(sdk.createCommand(operation.name, sampleOf(operation.input, 0))));
  if (!thrown) return 'no error arrived';
  if (!(thrown instanceof (sdk.errorClass(error.name) ?? Error))) return `arrived as ${String(thrown)}`;
  const received = thrown as Error & Record<string, unknown> & { $metadata?: { httpStatusCode?: number } };
  const facts = { name: received.name, message: received.message, status: received.$metadata?.httpStatusCode };
  const receivedFields = Object.fromEntries(fields.map(([name]) => [name, received[name]]));
  return (
    firstDifference(facts, { name: error.name, message, status: statusOf(error) }) ??
    firstDifference(receivedFields, Object.fromEntries(fields))
  );
}

async function failureOf(action: () => Promise<unknown>): Promise<unknown> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return error;
  }
}

function statusOf({ traits }: StructureShape): number {
  return traits.awsQueryError?.[1] ?? traits.httpError ?? (traits.error === 'server' ? 500 : 400);
}

function membersOf(shape: Shape) {
  return shape.kind === 'structure' ? shape.members : [];
}
