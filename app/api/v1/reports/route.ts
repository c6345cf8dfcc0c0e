import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readReports } from '@/lib/queries/read-reports';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

/** Every report there is with its newest edition, and where reports were delivered to: what the page of reports shows. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => Response.json(await readReports(await findActor(request.cookies))));
}
