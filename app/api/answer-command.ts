import { cookies } from 'next/headers';
import type { Actor } from '@/lib/access/actor';
import { findActor } from '@/lib/access/find-actor';
import type { CommandRefusal, ExecutionCommandResult, RefusalCode } from '@/lib/commands/command-result';
import { answering } from './answer-refusal';

const statuses: Readonly<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  malformed: 400,
  'not-found': 404,
  stale: 409,
  'wrong-region': 422,
  'another-run': 409,
  blocked: 409,
  'not-now': 409,
  'same-person': 403,
  'key-used': 409,
};

/** A request of a few kilobytes says all there is to say. */
const longestBody = 64_000;

/**
 * Answers a command that came as JSON: 202 when it is written down, else the refusal with the status that fits. It must
 * come from this console's own pages or from no page at all, as JSON: what other pages can make a browser send is not.
 */
export function answeringCommand(
  request: Request,
  command: (actor: Actor | 'nobody', input: unknown) => Promise<ExecutionCommandResult>,
): Promise<Response> {
  return answering(async () => {
    const stranger = findStranger(request);
    if (stranger !== 'none') return answer({ ok: false, code: 'not-allowed', message: stranger });
    const input = await readJson(request);
    if (input === 'unreadable') {
      return answer({ ok: false, code: 'malformed', message: 'The body is no JSON object of less than 64 kB.' });
    }
    return answer(await command(await findActor(await cookies()), input));
  });
}

function answer(result: ExecutionCommandResult | CommandRefusal): Response {
  return Response.json(result, { status: result.ok ? 202 : statuses[result.code] });
}

/** Why a request is not taken; `none` where it is. */
function findStranger({ headers }: Request): string | 'none' {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return 'Commands are taken as application/json only.';
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return 'Commands are not taken from other sites.';
  const origin = headers.get('origin');
  if (origin === null) return 'none';
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  const isOwn = URL.canParse(origin) && new URL(origin).host === host;
  return isOwn ? 'none' : 'Commands are not taken from other sites.';
}

async function readJson(request: Request): Promise<object | 'unreadable'> {
  const text = await request.text();
  if (text.length > longestBody) return 'unreadable';
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
