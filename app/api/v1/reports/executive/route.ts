import type { NextRequest } from 'next/server';
import { findReader } from '@/lib/queries/access-links/find-reader';
import { listExecutiveMonths } from '@/lib/queries/list-executive-months';
import { answering } from '../../../answer-refusal';

export const dynamic = 'force-dynamic';

/** Months of which there is an executive report, or can be one, the newest first, with the newest edition of each. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () =>
    Response.json({ months: await listExecutiveMonths(await findReader(request, 'executive-report')) }),
  );
}
