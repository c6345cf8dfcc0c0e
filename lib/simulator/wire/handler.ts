import { decodeBody } from './body';
import type { Arrival, Call, WireAnswer, WireRequest, WireResponse } from './call';
import { decodeCall } from './decode';
import { encodeOutput } from './encode';
import { encodeError } from './encode-error';
import { AwsError, type CommonErrorKind, commonError, MalformedInput, NoAnswer } from './errors';
import { arrivalOf, type Exchange, toAwsError } from './exchange';
import { identify, openExchange } from './identify';
import type { ServiceImplementation, SimulatedOperation } from './implement';
import type { Service } from './service';
import { ServiceRegistry } from './service-registry';

/** What `before` decides: carry on, an error instead, hold the connection unanswered, or cut it. */
export type Verdict = 'continue' | 'black-hole' | 'destroy' | AwsError;

export interface WireHandlerOptions {
  /** From `loadServices`. A request for any other service is answered 501 NotImplemented. */
  readonly services: readonly Service[];
  readonly operations: readonly ServiceImplementation[];
  /**
   * Asked for every signed request before its input is read, also for services and operations that are not simulated:
   * the place for accounts, failed regions and throttling. Global services come with the region us-east-1.
   */
  readonly before?: (arrival: Arrival) => Verdict | Promise<Verdict>;
  /** Told when an operation fails with anything but an `AwsError`; the client gets 500 InternalFailure. */
  readonly onUnexpectedError?: (error: unknown, arrival: Arrival) => void;
}

export interface WireHandler {
  /** Answers any request; never throws. */
  handle(request: WireRequest): Promise<WireAnswer>;
  /** Encodes an error for a request that the transport refuses, in the request's protocol. The body is not looked at. */
  refuse(request: WireRequest, kind: CommonErrorKind, message: string): WireResponse;
}

/**
 * Builds the one function between transports and simulated operations.
 * Throws when an operation is implemented twice, or does not exist in the services given.
 */
export function createWireHandler(options: WireHandlerOptions): WireHandler {
  const registry = new ServiceRegistry(options.services);
  const operations = indexOperations(options);

  async function handle(request: WireRequest): Promise<WireAnswer> {
    const exchange = openExchange(registry, request);
    try {
      return await answer(request, exchange);
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: error.kind, arrival: arrivalOf(exchange) };
      return { kind: 'response', response: encodeAnyError(error, exchange) };
    }
  }

  async function answer(request: WireRequest, exchange: Exchange): Promise<WireAnswer> {
    const understood = attempt(() => {
      const decoded = { ...request, body: decodeBody(request) };
      identify(registry, decoded, exchange);
      return decoded;
    });
    const isAccepted = exchange.signature !== undefined || 'value' in understood;
    if (options.before && isAccepted) apply(await options.before(arrivalOf(exchange)));
    if ('error' in understood) throw understood.error;
    const call = decodeCall(understood.value, exchange);
    const output = await operationFor(call)(call.input, call);
    return { kind: 'response', response: encodeOutput(exchange, output) };
  }

  function operationFor(call: Call): SimulatedOperation {
    const operation = operations.get(`${call.service}.${call.operation}`);
    if (operation) return operation;
    throw commonError('notImplemented', call, `${call.service} ${call.operation} is not simulated.`);
  }

  function encodeAnyError(error: unknown, exchange: Exchange): WireResponse {
    const awsError = toAwsError(error, exchange);
    if (!isExpected(error)) options.onUnexpectedError?.(error, arrivalOf(exchange));
    try {
      return encodeError(exchange, awsError);
    } catch (mismatch) {
      options.onUnexpectedError?.(mismatch, arrivalOf(exchange));
      return encodeError(exchange, toAwsError(mismatch, exchange));
    }
  }

  function refuse(request: WireRequest, kind: CommonErrorKind, message: string): WireResponse {
    const exchange = openExchange(registry, request);
    return encodeError(
      exchange,
      commonError(kind, { protocol: exchange.protocol, service: exchange.facts?.id }, message),
    );
  }

  return { handle, refuse };
}

function indexOperations({ services, operations }: WireHandlerOptions): Map<string, SimulatedOperation> {
  const index = new Map<string, SimulatedOperation>();
  for (const implementation of operations) {
    const service = services.find((each) => each.id === implementation.service);
    if (!service) throw new Error(`${implementation.service} is implemented but not loaded`);
    for (const [name, operation] of Object.entries(implementation.operations)) {
      const key = `${service.id}.${name}`;
      if (!service.operations.has(name)) throw new Error(`${service.id} has no operation ${name}`);
      if (index.has(key)) throw new Error(`${key} is implemented twice`);
      index.set(key, operation);
    }
  }
  return index;
}

function isExpected(error: unknown): boolean {
  return error instanceof AwsError || error instanceof MalformedInput;
}

function apply(verdict: Verdict): void {
  if (verdict === 'continue') return;
  throw verdict instanceof AwsError ? verdict : new NoAnswer(verdict);
}

function attempt<Value>(action: () => Value): { value: Value } | { error: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
