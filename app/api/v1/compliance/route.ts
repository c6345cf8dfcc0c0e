import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { namedRanges, parseTimeRange } from '@/lib/domain/time-range';
import { getCompliance } from '@/lib/queries/get-compliance';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

const usualRange = '30d';

/**
 * How objectives were kept, as JSON: `?range=` a named one (30 days by default) or both ends,
 * `2026-11-20T03:00Z..2026-11-20T06:00Z`. Read-only.
 */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const range = parseTimeRange(request.nextUrl.searchParams.get('range') ?? usualRange);
    // Who may not read is told so first, whatever they asked for.
    const report = await getCompliance(actor, range === 'invalid' ? usualRange : range);
    if (range !== 'invalid') return Response.json(report);
    return Response.json({ error: 'range', allowed: [...namedRanges, 'FROM..UNTIL in UTC'] }, { status: 400 });
  });
}
