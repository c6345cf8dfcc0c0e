import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readDecision } from '@/lib/queries/read-plans';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

/**
 * Where a workload could go from a region now, what it would cost and what stands in the way: what has to be known, and
 * given back as acknowledged, before a run is begun. `?workload=` and `?source=`. Read-only.
 */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const asked = request.nextUrl.searchParams;
    const actor = await findActor(request.cookies);
    const decision = await readDecision(actor, asked.get('workload') ?? '', asked.get('source') ?? '');
    return decision === 'not-found' ? Response.json({ error: 'not-found' }, { status: 404 }) : Response.json(decision);
  });
}
