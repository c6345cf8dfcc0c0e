import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readExecution } from '@/lib/queries/read-executions';
import { decoded } from '../../../../find-segment';
import { answering } from '../../../answer-refusal';

export const dynamic = 'force-dynamic';

/** One run with everything that is on record of it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ execution: string }> }) {
  return answering(async () => {
    const [{ execution }, actor] = await Promise.all([params, findActor(request.cookies)]);
    const record = await readExecution(actor, decoded(execution));
    return record === 'not-found' ? Response.json({ error: 'not-found' }, { status: 404 }) : Response.json(record);
  });
}
