import type { NextRequest } from 'next/server';
import { findReader } from '@/lib/queries/access-links/find-reader';
import { readFindingAcknowledgements } from '@/lib/queries/read-acknowledgements';
import { answering } from '../answer-refusal';

export const dynamic = 'force-dynamic';

/** Who has seen which findings, within the actor's scope. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () =>
    Response.json(await readFindingAcknowledgements(await findReader(request, 'acknowledgements'))),
  );
}
