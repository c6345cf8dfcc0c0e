import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { askSeries } from '@/lib/queries/series/ask-series';
import { parseAskedViews } from '@/lib/queries/series/parse-interests';
import { answering } from '../answer-refusal';
import { readJson } from '../read-json';

export const dynamic = 'force-dynamic';

/** A page asks for a few views; more than this is none of ours. */
const longestBody = 16_384;

/**
 * What a page looks at beyond what is always asked: it is fetched for as long as the page goes on asking. A POST, because
 * it declares something; JSON alone is taken, which no form of another site can send.
 */
export async function POST(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const body = await readJson(request, longestBody);
    const asked = body === 'unreadable' ? { wrong: 'The body must be JSON of at most 16 KiB.' } : parseAskedViews(body);
    if ('wrong' in asked) return Response.json({ error: 'not-understood', message: asked.wrong }, { status: 400 });
    return Response.json(await askSeries(actor, asked, request.signal));
  });
}
