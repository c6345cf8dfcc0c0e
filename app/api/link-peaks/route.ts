import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readFleetLinkPeaks } from '@/lib/queries/read-link-peaks';
import { answering } from '../answer-refusal';

export const dynamic = 'force-dynamic';

/** The largest lag of the last 24 hours of every link within the actor's scope. */
export async function GET(request: NextRequest) {
  return answering(async () => Response.json(await readFleetLinkPeaks(await findActor(request.cookies))));
}
