import { type BodyExchange, exchangeBody } from './exchange-body';
import { type HttpProbing, isHostname, isPath } from './probe-http';
import { isPublicAddress } from './public-address';
import type { ApplicationAnswer, ApplicationAsked } from './types';

export interface Asking extends HttpProbing {
  /** Bearer token that applications ask of the console; absent where they ask none. */
  readonly token?: string;
}

export type Answered = Extract<BodyExchange, { outcome: 'answered' }>;
export type ApplicationFailure = Exclude<ApplicationAnswer<never>, { state: 'answered' }>;

/** One small request to an application at one of its regional endpoints. Never rejects. */
export async function askApplication(
  asking: Asking,
  asked: ApplicationAsked,
  request: { readonly method: 'GET' | 'POST'; readonly body?: string; readonly longestBytes: number },
): Promise<{ readonly state: 'answered'; readonly value: Answered } | ApplicationFailure> {
  const endsAt = performance.now() + asked.deadlineMs;
  if (!isHostname(asked.hostname) || !isPath(asked.path)) return failAs('failed', asked, 'is not a name and path');
  const names = await asking.resolve(asked.hostname, asked.deadlineMs);
  if (names.outcome !== 'answer') {
    const state = names.outcome === 'timed-out' ? 'timed-out' : 'unreachable';
    return { state, message: names.detail };
  }
  let result: ApplicationFailure = failAs('unreachable', asked, 'has no address on the internet that may be asked');
  for (const address of names.values) {
    if (!asking.allowPrivateAddresses && !isPublicAddress(address)) continue;
    const route = asking.routeTo(address, asked.hostname, asked.path);
    const { token } = asking;
    const done = await exchangeBody(route, {
      ...request,
      ...(token === undefined ? {} : { token }),
      deadlineMs: endsAt - performance.now(),
    });
    if (done.outcome === 'answered') return { state: 'answered', value: done };
    result = toFailure(done, asked);
    // Another address may be there; one that is silent has used the time up.
    if (done.outcome !== 'refused' && done.outcome !== 'broken-off') break;
  }
  return result;
}

function toFailure(done: Exclude<BodyExchange, { outcome: 'answered' }>, asked: ApplicationAsked): ApplicationFailure {
  switch (done.outcome) {
    case 'timed-out':
      return failAs('timed-out', asked, `did not answer within ${asked.deadlineMs} ms`);
    case 'refused':
      return failAs('unreachable', asked, 'refused the connection');
    case 'broken-off':
      return failAs('unreachable', asked, 'broke the connection off');
    case 'untrusted-certificate':
      return failAs('failed', asked, 'has a certificate that cannot be trusted');
    case 'unusable':
      return failAs('failed', asked, 'gave an answer that is not HTTP');
  }
}

/** What a status that is neither expected nor agreed on means. */
export function toRefusal(status: number, asked: ApplicationAsked): ApplicationFailure {
  if (status === 401 || status === 403) {
    return failAs('denied', asked, `answered HTTP ${status}: give ANTIPODE_MARKER_TOKEN the token it asks for`);
  }
  return failAs(status === 429 ? 'throttled' : 'failed', asked, `answered HTTP ${status}`);
}

/** What an application writes into its answers is never shown. */
export function failAs(
  state: ApplicationFailure['state'],
  { hostname, path }: ApplicationAsked,
  what: string,
): ApplicationFailure {
  return { state, message: `${hostname}${path} ${what}.` };
}
