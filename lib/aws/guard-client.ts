import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AwsCredentialIdentity,
  FinalizeRequestMiddleware,
  HandlerExecutionContext,
  MetadataBearer,
  Pluggable,
} from '@smithy/types';
import { type BillingMeter, isBilled, type RequestEnd } from './billing/billing-meter';
import { toBilledUnits } from './billing/to-billed-units';
import { type CallUnderWay, findCallUnderWay } from './call-under-way';
import type { GuardedPlace, Guards } from './guards';
import { isRecord } from './is-record';

/** Where the SDK keeps what it knows of the request that runs. */
const contextKey = '__smithy_context';

/** A request outside of any call waits so long for its turn. */
const usualPatienceMs = 2000;

/** What of an SDK client is needed here. */
export interface GuardableClient {
  readonly middlewareStack: { use(plugin: Pluggable<object, MetadataBearer>): void };
  readonly config: { readonly credentials: (options?: { forceRefresh?: boolean }) => Promise<AwsCredentialIdentity> };
}

/**
 * Puts the guards between a client's retries and the wire: every attempt takes its turn, and is counted. Credentials
 * that have expired are renewed and the request is sent once more.
 *
 * @param meter told what AWS bills for each attempt
 */
export function guardClient<C extends GuardableClient>(
  client: C,
  place: GuardedPlace,
  guards: Guards,
  meter: BillingMeter | 'none' = 'none',
): C {
  client.middlewareStack.use({
    applyToStack: (stack) => {
      stack.add(
        (next) => async (args) => {
          try {
            return await next(args);
          } catch (error) {
            if (!isExpired(error) || !guards.spendRetry(place, 'transient')) throw error;
            await client.config.credentials({ forceRefresh: true });
            return next(args);
          }
        },
        { step: 'initialize', name: 'renewExpiredCredentials', priority: 'low' },
      );
      stack.addRelativeTo(takeTurnFirst(place, guards, meter), {
        relation: 'after',
        toMiddleware: 'retryMiddleware',
        name: 'takeTurn',
      });
    },
  });
  return client;
}

/** Runs once for every attempt: waits for its turn, and notes what the other end said. */
function takeTurnFirst(
  place: GuardedPlace,
  guards: Guards,
  meter: BillingMeter | 'none',
): FinalizeRequestMiddleware<object, MetadataBearer> {
  return (next, context) => async (args) => {
    const signal = findSignal(context);
    const call = findCallUnderWay(signal);
    const operation = toOperation(context);
    const bill = (end: RequestEnd) => billRequest(meter, place, operation, args.input, { call, end });
    const waitMs = guards.takeTurn(place, operation, call === 'none' ? usualPatienceMs : call.remainingMs());
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    guards.noteRequest();
    if (call !== 'none') call.requests += 1;
    try {
      const answered = await next(args);
      bill({ state: 'answered' });
      if (call !== 'none') noteHeard(call, answered.output);
      return answered;
    } catch (error) {
      bill({ state: 'failed', error });
      if (call !== 'none' && isRefusal(error)) call.isHeard = true;
      if (call !== 'none') noteRequestId(call, error);
      throw error;
    }
  };
}

function billRequest(
  meter: BillingMeter | 'none',
  { service, accountId }: GuardedPlace,
  operation: string,
  input: unknown,
  { call, end }: { readonly call: CallUnderWay | 'none'; readonly end: RequestEnd },
): void {
  if (meter === 'none') return;
  const billed = isBilled(service, end);
  if (billed === 'not') return;
  const units = toBilledUnits(service, operation, input, call === 'none' ? 0 : call.copies);
  if (Object.keys(units).length > 0) meter.note({ accountId, units, billed });
}

function noteHeard(call: CallUnderWay, told: unknown): void {
  call.isHeard = true;
  noteRequestId(call, told);
}

/** An answer and an error of the service both carry it. */
function noteRequestId(call: CallUnderWay, told: unknown): void {
  const id = isRecord(told) && isRecord(told.$metadata) ? told.$metadata.requestId : undefined;
  if (typeof id === 'string' && id !== '') call.requestId = id;
}

const expiredCodes = ['ExpiredToken', 'ExpiredTokenException'];

function isExpired(error: unknown): boolean {
  return isRecord(error) && [error.name, error.Code].some((code) => expiredCodes.some((one) => one === code));
}

/** An answer of the service about the request, which a broken one could not have given. */
function isRefusal(error: unknown): boolean {
  const status = isRecord(error) && isRecord(error.$metadata) ? error.$metadata.httpStatusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

function findSignal(context: HandlerExecutionContext): AbortSignal | undefined {
  const known: unknown = Reflect.get(context, contextKey);
  return isRecord(known) && known.abortSignal instanceof AbortSignal ? known.abortSignal : undefined;
}

/** `GetMetricDataCommand` is the operation GetMetricData. */
function toOperation({ commandName }: HandlerExecutionContext): string {
  return (commandName ?? '').replace(/Command$/, '');
}
