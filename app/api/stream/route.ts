import type { NextRequest } from 'next/server';
import { findReader } from '@/lib/queries/access-links/find-reader';
import { openFleetStream } from '@/lib/queries/open-fleet-stream';
import { answering } from '../answer-refusal';

export const dynamic = 'force-dynamic';

/**
 * Server-sent events of what changes in the fleet, from Last-Event-ID or `?since=` on. `?heartbeat=wall` speaks every 5 s;
 * `?wall=noc` says that it is for a wall, which a read-only link may open.
 */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const body = await openFleetStream(await findReader(request, 'stream'), {
      since: request.headers.get('last-event-id') ?? request.nextUrl.searchParams.get('since') ?? '',
      heartbeat: request.nextUrl.searchParams.get('heartbeat') === 'wall' ? 'wall' : 'usual',
      signal: request.signal,
      recheckActor: () => findReader(request, 'stream'),
    });
    return new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  });
}
