import type { NextRequest } from 'next/server';
import { accessLinkCookie } from '@/lib/access/access-link-token';
import { webAccess } from '@/lib/access/web-access';
import { addressOf } from '@/lib/domain/access-links/access-link';
import { findAccessLinkOf } from '@/lib/queries/access-links/find-access-link';
import { endedAddress } from '../../link-ended/link-end';
import { answerLater } from './answer-later';

export const dynamic = 'force-dynamic';

interface Given {
  readonly params: Promise<{ readonly token: string }>;
}

/**
 * Opens a read-only link: keeps its token in a cookie of this browser alone and goes on to the screen, whose own
 * parameters are kept. Nothing is used up by that: a link is opened as often as it is wanted, and only a screen that
 * really looks counts as its use.
 */
export async function GET(request: NextRequest, { params }: Given): Promise<Response> {
  // A browser that fetches ahead of a click must not look by a link before anybody wanted to.
  if (request.headers.get('sec-purpose')?.includes('prefetch') === true) return new Response(null, { status: 503 });
  const { token } = await params;
  const { linkLimit } = webAccess();
  const address = request.headers.get('x-forwarded-for') ?? 'unknown';
  const nonce = request.headers.get('x-nonce');
  if (!linkLimit.takeAttempt('access-link', address, Date.now())) return answerLater('too-many', nonce, quiet);
  try {
    const found = await findAccessLinkOf(token);
    if (found.state !== 'open') return leadTo(endedAddress(found.state));
    linkLimit.clear('access-link', address);
    const { opened, expiresAt } = found.link;
    const cookie = accessLinkCookie(token, (expiresAt - found.readAt) / 1000);
    return leadTo(`${addressOf(opened)}${request.nextUrl.search}`, { 'Set-Cookie': cookie });
  } catch (error) {
    console.error('[web] a read-only link could not be looked up:', error);
    return answerLater('no-answer', nonce, quiet);
  }
}

/** Programs that look where a link leads before a person does are told nothing, and the store is not asked. */
export function HEAD(): Response {
  return new Response(null, { status: 204, headers: quiet });
}

/** The address holds a key: it is sent to nobody and kept by no cache. */
const quiet = { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' } as const;

function leadTo(address: string, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...quiet, ...more, Location: address } });
}
