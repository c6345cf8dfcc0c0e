import type { AwsCall } from './aws-call';
import { type CallEnd, classifyFailure } from './classify-failure';
import type { AwsEdge, ServiceClients } from './edge';
import type { AwsService } from './serving-region';
import type { Answer, CallScope } from './types';

/** What a call gave, with sentences about anything odd in it. */
export interface Reading<T> {
  readonly value: T;
  readonly notices: readonly string[];
}

/** What a call works with; every request must carry the signal. */
export interface Asking<S extends AwsService> {
  readonly client: ServiceClients[S];
  readonly signal: AbortSignal;
}

export type FailedAnswer = Exclude<Answer<never>, { state: 'answered' }>;

/**
 * Runs one call with everything it takes (pages, retries) under the deadline of its scope. At the deadline the request
 * is aborted, its socket closed, and the answer is `timed-out` at once. Never rejects for a failure of the call.
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
  try {
    const client = edge.clientFor(call.service, scope.accountId, scope.region);
    const reading = await Promise.race([limit.reached, work({ client, signal: limit.signal })]);
    return { state: 'answered', ...reading };
  } catch (error) {
    const failure = classifyFailure(error, call, scope, limit.end());
    const saved = salvage(failure);
    return saved === 'nothing' ? failure : { state: 'answered', ...saved };
  } finally {
    limit.stop();
  }
}

interface Limit {
  readonly signal: AbortSignal;
  /** Rejects when the deadline passes or the caller cancels. */
  readonly reached: Promise<never>;
  end(): CallEnd;
  stop(): void;
}

function startLimit(scope: CallScope): Limit {
  const controller = new AbortController();
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
    signal: controller.signal,
    reached,
    end: () => end,
    stop() {
      clearTimeout(timer);
      scope.signal?.removeEventListener('abort', cancel);
    },
  };
}
