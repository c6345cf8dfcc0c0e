import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readReportState } from '@/lib/queries/read-report';
import { decoded } from '../../../../../find-segment';
import { answering } from '../../../../answer-refusal';

export const dynamic = 'force-dynamic';

/** How far the report of a run is, and its editions with their hashes. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ execution: string }> }) {
  return answering(async () => {
    const [{ execution }, actor] = await Promise.all([params, findActor(request.cookies)]);
    const state = await readReportState(actor, decoded(execution));
    return state === 'not-found' ? Response.json({ error: 'not-found' }, { status: 404 }) : Response.json(state);
  });
}
