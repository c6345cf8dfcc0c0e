import type { NextRequest } from 'next/server';
import { eventSpec, toEventFilter } from '@/components/events/event-spec';
import { readUrlState } from '@/components/url/url-state';
import { findActor } from '@/lib/access/find-actor';
import { noFilter } from '@/lib/domain/events/filter';
import { isCursor } from '@/lib/domain/events/page';
import { getEvents, usualPage } from '@/lib/queries/get-events';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

const mostOfPage = 500;

/**
 * The timeline of events as JSON, newest first: `?range=` a named one (24 hours by default) or both ends in UTC; `kind`,
 * `severity`, `region` and `workload`, each as often as wanted; `limit` up to 500; `after=` the `next` of the page before.
 * Read-only.
 */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const parameters = request.nextUrl.searchParams;
    const { values, refused } = readUrlState(eventSpec, parameters);
    const cursor = parameters.get('after') ?? 'start';
    const limit = Number(parameters.get('limit') ?? usualPage);
    const [first] = refused;
    const wrong = isCursor(cursor) ? (isLimit(limit) ? first?.name : 'limit') : 'after';
    // Who may not read is told so first, whatever they asked for.
    if (wrong !== undefined) {
      await getEvents(actor, { range: '1h', filter: noFilter, cursor: 'start', limit: 1 });
      return Response.json({ error: wrong }, { status: 400 });
    }
    const question = { range: values.range, filter: toEventFilter(values), cursor, limit };
    return Response.json(await getEvents(actor, question));
  });
}

function isLimit(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 1 && limit <= mostOfPage;
}
