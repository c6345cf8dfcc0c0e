import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { checkPlan, parseAskedPlan } from '@/lib/queries/check-plan';
import { answering } from '../answer-refusal';
import { readJson } from '../read-json';

export const dynamic = 'force-dynamic';

/** A plan of the greatest length, all of it in characters that JSON writes longer. */
const longestBody = 320_000;

/** What is wrong in a plan that somebody writes, by the fleet in use. A POST, because the text is long. */
export async function POST(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const asked = parseAskedPlan(await readJson(request, longestBody));
    if (asked === 'unreadable') return Response.json({ error: 'not-understood' }, { status: 400 });
    const checked = await checkPlan(actor, asked, request.signal);
    if (checked === 'not-found') return Response.json({ error: 'not-found' }, { status: 404 });
    return Response.json(checked);
  });
}
