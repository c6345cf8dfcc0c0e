import { formatMarkerBody, longestMarkerBytes, type MarkerReading, parseMarkerBody } from '../domain/marker-reading';
import type { EpochMs } from '../domain/time';
import { type Asking, askApplication, failAs, toRefusal } from './ask-application';
import type { ApplicationAnswer, ApplicationAsked } from './types';

const longestBytes = longestMarkerBytes;

/** Has an application commit a recovery-point marker to its store. Doing it twice changes nothing. Never rejects. */
export async function writeMarker(
  asking: Asking,
  asked: ApplicationAsked,
  writtenAt: EpochMs,
): Promise<ApplicationAnswer<'written'>> {
  const request = { method: 'POST', body: formatMarkerBody(writtenAt), longestBytes } as const;
  const answer = await askApplication(asking, asked, request);
  if (answer.state !== 'answered') return answer;
  const { status } = answer.value;
  if (status >= 200 && status < 300) return { state: 'answered', value: 'written' };
  if (status === 409) return failAs('failed', asked, 'answered HTTP 409: this region may not write');
  return toRefusal(status, asked);
}

/** Asks an application for the newest recovery-point marker that its region's copy of the store holds. Never rejects. */
export async function readMarker(asking: Asking, asked: ApplicationAsked): Promise<ApplicationAnswer<MarkerReading>> {
  const answer = await askApplication(asking, asked, { method: 'GET', longestBytes });
  if (answer.state !== 'answered') return answer;
  const { status, body } = answer.value;
  if (status !== 200) return toRefusal(status, asked);
  return { state: 'answered', value: body === 'too-long' ? 'unusable' : parseMarkerBody(body) };
}
