import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { decoded } from '../../../../find-segment';
import { readPageHistory } from '../../../../read-page-history';
import { answering } from '../../../answer-refusal';

export const dynamic = 'force-dynamic';

/** The last 24 hours of a workload within the actor's scope. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ workload: string }> }) {
  return answering(async () => {
    const [{ workload }, actor] = await Promise.all([params, findActor(request.cookies)]);
    return Response.json(await readPageHistory(actor, decoded(workload)));
  });
}
