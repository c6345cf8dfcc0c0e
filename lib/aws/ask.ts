import type { RolePurpose } from './account-access';
import type { AwsCall } from './aws-call';
import { type CallUnderWay, noteCallUnderWay } from './call-under-way';
import { type CallEnd, classifyFailure, isSilence } from './classify-failure';
import type { AwsEdge, ServiceClients } from './edge';
import type { GuardedPlace } from './guards';
import { type Oddity, toNotices } from './notices';
import { type AwsService, servingRegionOf } from './serving-region';
import type { Answer, CallScope } from './types';
import { isSilentState } from './withheld';

/** What a call gave, with anything odd about it. */
export interface Reading<T> {
  readonly value: T;
  readonly notices: readonly Oddity[];
}

/** What a call works with; every request must carry the signal. */
export interface Asking<S extends AwsService> {
  readonly client: ServiceClients[S];
  readonly signal: AbortSignal;
}

export type FailedAnswer = Exclude<Answer<never>, { state: 'answered' }>;

/**
 * Runs one call with everything it takes (pages, retries, its turn under a quota) under the deadline of its scope. At
 * the deadline the request is aborted, its socket closed, and the answer is `timed-out` at once. An endpoint that has
 * been silent is left alone for a while: then the answer says so, and until when. Never rejects for a failure of the
 * call.
 *
 * @param salvage makes an answer of what had arrived when the call failed, if that is worth keeping.
 */
export async function ask<S extends AwsService, T>(
  edge: AwsEdge,
  scope: CallScope,
  call: AwsCall<S>,
  work: (asking: Asking<S>) => Promise<Reading<T>>,
  salvage: (failure: FailedAnswer) => Reading<T> | 'nothing' = () => 'nothing',
): Promise<Answer<T>> {
  const limit = startLimit(scope);
  const { copies = 0 } = call;
  const underWay: CallUnderWay = { remainingMs: limit.remainingMs, requests: 0, copies, isHeard: false };
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
    const client = edge.clientFor(call.service, scope.accountId, scope.region, purpose);
    const reading = await Promise.race([limit.reached, work({ client, signal: limit.signal })]);
    edge.guards.leave(place, admitted, 'answered');
    return toAnswer(reading, call, place);
  } catch (error) {
    const hasWaitedInVain = admitted === 'not-yet' && limit.end() === 'deadline';
    const cause = hasWaitedInVain ? toReason(edge, place, purpose, waitsFor, error) : error;
    const roleArn = edge.roles.roleArnOf(scope.accountId, purpose);
    const failure = classifyFailure(cause, call, { ...scope, servingRegion: place.region, roleArn }, limit.end());
    if (admitted !== 'not-yet') leave(edge, place, admitted, underWay, failure, isSilence(cause, limit.end()));
    const saved = salvage(failure);
    return saved === 'nothing' ? failure : toAnswer(saved, call, place);
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
  { state }: FailedAnswer,
  isSilent: boolean,
): void {
  if (isHeard) edge.guards.leave(place, admitted, 'answered');
  else if (requests === 0 || !isSilent || !isSilentState(state)) edge.guards.leave(place, admitted, 'untold');
  else edge.guards.leave(place, admitted, 'silent', state);
}

function toAnswer<T>({ value, notices }: Reading<T>, call: AwsCall, place: GuardedPlace): Answer<T> {
  return { state: 'answered', value, notices: toNotices(notices, call, place) };
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
