import { decodeBody } from './body';
import type { Arrival, Call, WireAnswer, WireRequest, WireResponse } from './call';
import { decodeCall } from './decode';
import { encodeOutput } from './encode';
import { encodeError } from './encode-error';
import { AwsError, type CommonErrorKind, commonError, MalformedInput, NoAnswer } from './errors';
import { arrivalOf, type Exchange, toAwsError } from './exchange';
import { identify, openExchange } from './identify';
import type { ServiceImplementation, SimulatedOperation } from './implement';
import type { Operation, Service } from './service';
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
  /** Faults that show in what is asked and answered, although the call succeeds. */
  readonly alter?: Alterations;
  /** Carries an operation out; the place for faults by which nothing comes of it. `run` is called once. */
  readonly carryOut?: (call: Call, run: () => unknown) => unknown;
  /** Asked after a call was carried out: whether its answer gets lost. */
  readonly losesAnswer?: (call: Call) => boolean;
  /** AWS's own clock for an arrival, in epoch milliseconds, where it is not the wall clock. */
  readonly serverNow?: (arrival: Arrival) => number | undefined;
  /** Told of every call that was read, with its outcome: `ok` or the code of its error, or that it got no answer. */
  readonly onCall?: (call: Call, outcome: string) => void;
  /** Told when an operation fails with anything but an `AwsError`; the client gets 500 InternalFailure. */
  readonly onUnexpectedError?: (error: unknown, arrival: Arrival) => void;
}

export interface Alterations {
  input(call: Call, operation: Operation): unknown;
  output(call: Call, output: unknown, operation: Operation): unknown;
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
      return respond(await answer(request, exchange), exchange);
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: error.kind, arrival: arrivalOf(exchange) };
      return respond(encodeAnyError(error, exchange), exchange);
    }
  }

  function respond(response: WireResponse, exchange: Exchange): WireAnswer {
    const serverNow = options.serverNow?.(arrivalOf(exchange));
    return { kind: 'response', response: serverNow === undefined ? response : { ...response, serverNow } };
  }

  async function answer(request: WireRequest, exchange: Exchange): Promise<WireResponse> {
    const understood = attempt(() => {
      const decoded = { ...request, body: decodeBody(request) };
      identify(registry, decoded, exchange);
      return decoded;
    });
    const isAccepted = exchange.signature !== undefined || 'value' in understood;
    const verdict = options.before && isAccepted ? await options.before(arrivalOf(exchange)) : 'continue';
    if (verdict !== 'continue') {
      if ('value' in understood) reportRefused(understood.value, exchange, verdict);
      throw verdict instanceof AwsError ? verdict : new NoAnswer(verdict);
    }
    if ('error' in understood) throw understood.error;
    const call = decodeCall(understood.value, exchange);
    const output = await perform(call, exchange);
    if (options.losesAnswer?.(call)) throw new NoAnswer('destroy');
    return encodeOutput(exchange, output);
  }

  async function perform(call: Call, { operation }: Exchange): Promise<unknown> {
    if (!operation) throw new Error('only an identified request can be performed');
    try {
      const input = options.alter ? options.alter.input(call, operation) : call.input;
      const operate = operationFor(call);
      const run = () => operate(input, call);
      const output = await (options.carryOut ? options.carryOut(call, run) : run());
      options.onCall?.(call, 'ok');
      return options.alter ? options.alter.output(call, output, operation) : output;
    } catch (error) {
      options.onCall?.(call, outcomeOf(error));
      throw error;
    }
  }

  /** A call that is turned away unread is still one that somebody made. */
  function reportRefused(request: WireRequest, exchange: Exchange, verdict: Exclude<Verdict, 'continue'>): void {
    if (!options.onCall) return;
    const read = attempt(() => decodeCall(request, exchange));
    if ('value' in read) options.onCall(read.value, verdict instanceof AwsError ? verdict.code : verdict);
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

function outcomeOf(error: unknown): string {
  if (error instanceof AwsError) return error.code;
  return error instanceof NoAnswer ? error.kind : 'InternalFailure';
}

function attempt<Value>(action: () => Value): { value: Value } | { error: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
