import type { AwsCall } from './aws-call';
import { classifyFailure } from './classify-failure';
import type { AwsEdge } from './edge';
import { type Oddity, toNotices } from './notices';
import { type Asking, runCall } from './run-call';
import type { AwsService } from './serving-region';
import type { Answer, CallScope } from './types';

export type { Asking } from './run-call';

/** What a call gave, with anything odd about it. */
export interface Reading<T> {
  readonly value: T;
  readonly notices: readonly Oddity[];
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
  const ended = await runCall(edge, scope, call, work);
  const { place, requestId } = ended;
  const heard = requestId === 'none' ? {} : { requestId };
  const toAnswer = ({ value, notices }: Reading<T>): Answer<T> => ({
    state: 'answered',
    value,
    notices: toNotices(notices, call, place),
    ...heard,
  });
  if (ended.state === 'answered') return toAnswer(ended.value);
  const asked = { ...scope, servingRegion: place.region, roleArn: ended.roleArn };
  const failure = { ...classifyFailure(ended.error, call, asked, ended.end), ...heard };
  const saved = salvage(failure);
  return saved === 'nothing' ? failure : toAnswer(saved);
}
