import { formatClock } from '../domain/wording/moment';
import type { AwsCall } from './aws-call';
import { isNeverConnected, judgeFailure, refusalIn, UnusableAnswer, type Verdict } from './classify-failure';
import type { AwsEdge } from './edge';
import { RoleNotAssumed } from './role-not-assumed';
import { type Asking, type EndedCall, runCall } from './run-call';
import type { AwsService } from './serving-region';
import type { ActAnswer, CallScope, Fate } from './types';
import { NotAsked } from './withheld';

/** A call that changes something, as people know it. */
export type Act<S extends AwsService = AwsService> = Pick<AwsCall<S>, 'service' | 'action'> & {
  /** The role it is made with. Default `recover`. */
  readonly as?: 'recover' | 'write';
};

/**
 * Makes one request that changes something, with the role for recovery unless it says otherwise, once: neither the client of
 * that role nor this function repeats it. Never rejects. The scope's signal is not heard: a request that is broken off has an unknown outcome.
 */
export async function act<S extends AwsService>(
  edge: AwsEdge,
  { signal: _deaf, ...scope }: CallScope,
  { service, action, as = 'recover' }: Act<S>,
  send: (asking: Asking<S>) => Promise<unknown>,
): Promise<ActAnswer> {
  const call: AwsCall<S> = { service, action, shows: '', as };
  const ended = await runCall(edge, scope, call, async (asking) => {
    await requireLeave(edge);
    return send(asking);
  });
  const { place, requestId } = ended;
  const common = { action, endpointRegion: place.region, requestId };
  if (ended.state === 'answered') return { ...common, state: 'accepted' };
  const fate = fateOf(ended);
  return { ...common, state: fate, ...wordsOf(ended, action, scope, fate) };
}

/** @throws UnusableAnswer when whoever is asked says no: then nothing was sent. */
async function requireLeave({ mayAct }: AwsEdge): Promise<void> {
  const answer = (await mayAct?.()) ?? 'yes';
  if (answer !== 'yes') throw new UnusableAnswer(`was not made: ${answer}`, 'Look who drives the run now.');
}

type FailedCall = Extract<EndedCall<never>, { state: 'failed' }>;

function fateOf({ error, requests }: FailedCall): Fate {
  if (requests === 0 || isNeverConnected(error)) return 'not-sent';
  return refusalIn(error) === 'none' ? 'unknown' : 'refused';
}

const aftermath: Readonly<Record<Fate, string>> = {
  'not-sent': 'It did not leave the console: nothing was changed.',
  refused: 'Nothing was changed.',
  unknown: 'Whether it was done is not known.',
};

function wordsOf(ended: FailedCall, action: string, { accountId, deadlineMs }: CallScope, fate: Fate) {
  const { error, end, place, roleArn } = ended;
  const asked = `${action} in ${place.region} (account ${accountId})`;
  if (error instanceof RoleNotAssumed) {
    const { trouble } = error;
    const happened = `was not made, because the role ${trouble.roleArn} is not given: sts:AssumeRole ${trouble.happened}`;
    return { source: trouble.state, message: `${asked} ${happened}. ${aftermath[fate]}`, next: trouble.next };
  }
  if (error instanceof NotAsked) {
    const message = `${asked} was not made: the last calls there did not answer. ${aftermath[fate]}`;
    return { source: error.lastState, message, next: `One call tries again at ${formatClock(error.until, 'second')}.` };
  }
  const verdict = judgeFailure(error, { action }, place.region, deadlineMs, end, roleArn);
  const refusal = refusalIn(error);
  const said = refusal === 'none' || verdict.isAccessDenied ? {} : { said: refusal };
  const by = verdict.isAccessDenied ? ` to ${roleArn === 'own' ? "the engine's own role" : `the role ${roleArn}`}` : '';
  const isPlain = refusal === 'none' || verdict.state !== 'failed';
  const happened = isPlain ? `${verdict.happened}${by}` : `was refused by AWS (${refusal.code})`;
  const message = `${asked} ${happened}. ${aftermath[fate]}`;
  return { source: verdict.state, message, next: nextOf(verdict, fate), ...said };
}

function nextOf({ state, next }: Verdict, fate: Fate): string {
  if (fate === 'unknown') return 'Read back what became of it before anything else is done.';
  if (state === 'throttled') return 'Try it again in a moment; look for another client that calls it often.';
  if (state === 'failed' && fate === 'refused') return 'Put right what AWS says, and try it again.';
  if (state === 'unreachable' || state === 'timed-out') return 'Try it again; check the network of the console.';
  return next;
}
