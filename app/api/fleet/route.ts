import type { NextRequest } from 'next/server';
import { findReader } from '@/lib/queries/access-links/find-reader';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { answering } from '../answer-refusal';

export const dynamic = 'force-dynamic';

/** The whole fleet within the actor's scope: what a page reads when its stream says `resync`. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => Response.json(await readFleetEntities(await findReader(request, 'fleet'))));
}
