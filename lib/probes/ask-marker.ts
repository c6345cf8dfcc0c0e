import { formatMarkerBody, longestMarkerBytes, type MarkerReading, parseMarkerBody } from '../domain/marker-reading';
import type { EpochMs } from '../domain/time';
import { type BodyExchange, exchangeBody } from './exchange-body';
import { type HttpProbing, isHostname, isPath } from './probe-http';
import { isPublicAddress } from './public-address';
import type { MarkerAnswer, MarkerAsked } from './types';

export interface MarkerAsking extends HttpProbing {
  /** Bearer token that applications ask of the console; absent where they ask none. */
  readonly token?: string;
}

type Answered = Extract<BodyExchange, { outcome: 'answered' }>;
type MarkerFailure = Exclude<MarkerAnswer<never>, { state: 'answered' }>;

/** Has an application commit a recovery-point marker to its store. Doing it twice changes nothing. Never rejects. */
export async function writeMarker(
  asking: MarkerAsking,
  asked: MarkerAsked,
  writtenAt: EpochMs,
): Promise<MarkerAnswer<'written'>> {
  const answer = await exchange(asking, asked, 'POST', formatMarkerBody(writtenAt));
  if (answer.state !== 'answered') return answer;
  const { status } = answer.value;
  if (status >= 200 && status < 300) return { state: 'answered', value: 'written' };
  if (status === 409) return fail('failed', asked, 'answered HTTP 409: this region may not write');
  return toRefusal(status, asked);
}

/** Asks an application for the newest recovery-point marker that its region's copy of the store holds. Never rejects. */
export async function readMarker(asking: MarkerAsking, asked: MarkerAsked): Promise<MarkerAnswer<MarkerReading>> {
  const answer = await exchange(asking, asked, 'GET');
  if (answer.state !== 'answered') return answer;
  const { status, body } = answer.value;
  if (status !== 200) return toRefusal(status, asked);
  return { state: 'answered', value: body === 'too-long' ? 'unusable' : parseMarkerBody(body) };
}

async function exchange(
  asking: MarkerAsking,
  asked: MarkerAsked,
  method: 'GET' | 'POST',
  body?: string,
): Promise<{ readonly state: 'answered'; readonly value: Answered } | MarkerFailure> {
  const endsAt = performance.now() + asked.deadlineMs;
  if (!isHostname(asked.hostname) || !isPath(asked.path)) return fail('failed', asked, 'is not a name and path');
  const names = await asking.resolve(asked.hostname, asked.deadlineMs);
  if (names.outcome !== 'answer') {
    const state = names.outcome === 'timed-out' ? 'timed-out' : 'unreachable';
    return { state, message: names.detail };
  }
  let result: MarkerFailure = fail('unreachable', asked, 'has no address on the internet that may be asked');
  for (const address of names.values) {
    if (!asking.allowPrivateAddresses && !isPublicAddress(address)) continue;
    const route = asking.routeTo(address, asked.hostname, asked.path);
    const { token } = asking;
    const done = await exchangeBody(route, {
      method,
      ...(body === undefined ? {} : { body }),
      ...(token === undefined ? {} : { token }),
      deadlineMs: endsAt - performance.now(),
      longestBytes: longestMarkerBytes,
    });
    if (done.outcome === 'answered') return { state: 'answered', value: done };
    result = toFailure(done, asked);
    // Another address may be there; one that is silent has used the time up.
    if (done.outcome !== 'refused' && done.outcome !== 'broken-off') break;
  }
  return result;
}

function toFailure(done: Exclude<BodyExchange, { outcome: 'answered' }>, asked: MarkerAsked): MarkerFailure {
  switch (done.outcome) {
    case 'timed-out':
      return fail('timed-out', asked, `did not answer within ${asked.deadlineMs} ms`);
    case 'refused':
      return fail('unreachable', asked, 'refused the connection');
    case 'broken-off':
      return fail('unreachable', asked, 'broke the connection off');
    case 'untrusted-certificate':
      return fail('failed', asked, 'has a certificate that cannot be trusted');
    case 'unusable':
      return fail('failed', asked, 'gave an answer that is not HTTP');
  }
}

function toRefusal(status: number, asked: MarkerAsked): MarkerFailure {
  if (status === 401 || status === 403) {
    return fail('denied', asked, `answered HTTP ${status}: give ANTIPODE_MARKER_TOKEN the token it asks for`);
  }
  return fail(status === 429 ? 'throttled' : 'failed', asked, `answered HTTP ${status}`);
}

/** What an application writes into its answers is never shown. */
function fail(state: MarkerFailure['state'], { hostname, path }: MarkerAsked, what: string): MarkerFailure {
  return { state, message: `${hostname}${path} ${what}.` };
}
