import { type Asking, askApplication, failAs, toRefusal } from './ask-application';
import type { ApplicationAnswer, ApplicationAsked } from './types';

const longestBytes = 1024;

/** Has an application commit a transaction of the console's own in its region. Never rejects. */
export async function writeTransaction(
  asking: Asking,
  asked: ApplicationAsked,
  id: string,
): Promise<ApplicationAnswer<'stored'>> {
  const request = { method: 'POST', body: JSON.stringify({ id }), longestBytes } as const;
  const answer = await askApplication(asking, asked, request);
  if (answer.state !== 'answered') return answer;
  const { status } = answer.value;
  if (status >= 200 && status < 300) return { state: 'answered', value: 'stored' };
  if (status === 409) return failAs('failed', asked, 'answered HTTP 409: this region does not write');
  return toRefusal(status, asked);
}

/** Asks an application whether its region's own copy of the store holds a transaction. Never rejects. */
export async function readTransaction(
  asking: Asking,
  asked: ApplicationAsked,
  id: string,
): Promise<ApplicationAnswer<'stored' | 'absent'>> {
  const one = { ...asked, path: `${asked.path}/${encodeURIComponent(id)}` };
  const answer = await askApplication(asking, one, { method: 'GET', longestBytes });
  if (answer.state !== 'answered') return answer;
  const { status, body } = answer.value;
  if (status === 404) return { state: 'answered', value: 'absent' };
  if (status !== 200) return toRefusal(status, one);
  // A page of some other kind, answered with 200 for any path, is no proof.
  if (body === 'too-long' || readId(body) !== id)
    return failAs('failed', one, 'answered with something else than the id');
  return { state: 'answered', value: 'stored' };
}

function readId(body: string): unknown {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && 'id' in read ? read.id : undefined;
  } catch {
    return undefined;
  }
}
