import type { RolePurpose } from './account-access';
import type { AwsCall } from './aws-call';
import { type CallUnderWay, noteCallUnderWay } from './call-under-way';
import { type CallEnd, isSilence, judgeFailure } from './classify-failure';
import type { AwsEdge, ServiceClients } from './edge';
import type { GuardedPlace } from './guards';
import { type AwsService, servingRegionOf } from './serving-region';
import type { CallScope } from './types';
import { isSilentState } from './withheld';

/** What a call works with; every request must carry the signal. */
export interface Asking<S extends AwsService> {
  readonly client: ServiceClients[S];
  readonly signal: AbortSignal;
}

/** How a call ended, before anybody puts it into words. */
export type EndedCall<T> = {
  readonly place: GuardedPlace;
  /** AWS's name for the last request that it answered; `none` where it answered none. */
  readonly requestId: string | 'none';
} & (
  | { readonly state: 'answered'; readonly value: T }
  | {
      readonly state: 'failed';
      readonly error: unknown;
      readonly end: CallEnd;
      /** Requests that were sent for it. */
      readonly requests: number;
      /** The role it was to be made with; `own` for the engine's own credentials. */
      readonly roleArn: string | 'own';
    }
);

/**
 * Runs one call with everything it takes (its role, its turn under a quota, retries) under the deadline of its scope. At
 * the deadline the request is aborted and its socket closed. An endpoint that has been silent is left alone for a while.
 * Never rejects.
 */
export async function runCall<S extends AwsService, T>(
  edge: AwsEdge,
  scope: CallScope,
  call: AwsCall<S>,
  work: (asking: Asking<S>) => Promise<T>,
): Promise<EndedCall<T>> {
  const limit = startLimit(scope);
  const { copies = 0 } = call;
  const underWay: CallUnderWay = {
    remainingMs: limit.remainingMs,
    requests: 0,
    copies,
    isHeard: false,
    requestId: 'none',
  };
  noteCallUnderWay(limit.signal, underWay);
  let place = {
    service: call.service,
    accountId: scope.accountId,
    region: servingRegionOf(call.service, scope.region),
  };
  const purpose = call.as ?? 'read';
  let admitted: 'call' | 'probe' | 'not-yet' = 'not-yet';
  let waitsFor: 'nothing' | 'role' | 'endpoint' = 'nothing';
  try {
    limit.signal.throwIfAborted();
    const region = await Promise.race([limit.reached, edge.findServingRegion(call.service, scope.region)]);
    place = { ...place, region };
    waitsFor = 'role';
    await Promise.race([limit.reached, edge.roles.enter(scope.accountId, purpose)]);
    waitsFor = 'endpoint';
    admitted = await Promise.race([limit.reached, edge.guards.enter(place, limit.signal)]);
    const client = edge.clientFor(call.service, scope.accountId, scope.region, purpose, scope.endpoint);
    const value = await Promise.race([limit.reached, work({ client, signal: limit.signal })]);
    edge.guards.leave(place, admitted, 'answered');
    return { state: 'answered', value, place, requestId: underWay.requestId };
  } catch (cause) {
    const end = limit.end();
    const hasWaitedInVain = admitted === 'not-yet' && end === 'deadline';
    const error = hasWaitedInVain ? toReason(edge, place, purpose, waitsFor, cause) : cause;
    const { state } = judgeFailure(error, call, place.region, scope.deadlineMs, end);
    if (admitted !== 'not-yet') leave(edge, place, admitted, underWay, state, isSilence(error, end));
    const { requests, requestId } = underWay;
    const roleArn = edge.roles.roleArnOf(scope.accountId, purpose);
    return { state: 'failed', error, end, place, requests, requestId, roleArn };
  } finally {
    limit.stop();
  }
}

/** What a call waited for until its deadline, as the reason why it was not made. */
function toReason(
  edge: AwsEdge,
  place: GuardedPlace,
  purpose: RolePurpose,
  waitsFor: 'nothing' | 'role' | 'endpoint',
  error: unknown,
): unknown {
  if (waitsFor === 'role') return edge.roles.waitedInVain(place.accountId, purpose);
  return waitsFor === 'endpoint' ? edge.guards.notAsked(place) : error;
}

/** A call of several pages that heard one of them has met a live endpoint, however it ended. */
function leave(
  edge: AwsEdge,
  place: GuardedPlace,
  admitted: 'call' | 'probe',
  { requests, isHeard }: CallUnderWay,
  state: ReturnType<typeof judgeFailure>['state'],
  isSilent: boolean,
): void {
  if (isHeard) edge.guards.leave(place, admitted, 'answered');
  else if (requests === 0 || !isSilent || !isSilentState(state)) edge.guards.leave(place, admitted, 'untold');
  else edge.guards.leave(place, admitted, 'silent', state);
}

interface Limit {
  /** Wall milliseconds left; 0 when the deadline has passed. */
  readonly remainingMs: () => number;
  readonly signal: AbortSignal;
  /** Rejects when the deadline passes or the caller cancels. */
  readonly reached: Promise<never>;
  end(): CallEnd;
  stop(): void;
}

function startLimit(scope: CallScope): Limit {
  const controller = new AbortController();
  const endsAt = performance.now() + scope.deadlineMs;
  let end: CallEnd = 'own';
  const abort = (how: CallEnd) => {
    if (controller.signal.aborted) return;
    end = how;
    controller.abort();
  };
  const cancel = () => abort('cancelled');
  const timer = setTimeout(() => abort('deadline'), Math.max(0, scope.deadlineMs));
  const reached = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  // A work that ends first leaves nobody to hear this one.
  reached.catch(() => 'heard through the race');
  scope.signal?.addEventListener('abort', cancel, { once: true });
  if (scope.signal?.aborted) cancel();
  else if (!(scope.deadlineMs > 0)) abort('deadline');
  return {
    remainingMs: () => Math.max(0, endsAt - performance.now()),
    signal: controller.signal,
    reached,
    end: () => end,
    stop() {
      clearTimeout(timer);
      scope.signal?.removeEventListener('abort', cancel);
    },
  };
}
