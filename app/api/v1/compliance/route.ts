import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { complianceRanges } from '@/lib/domain/compliance/types';
import { getCompliance } from '@/lib/queries/get-compliance';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

/** How objectives were kept, as JSON: `?range=24h`, `7d`, `30d` (the default), `90d` or `13mo`. Read-only. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const given = request.nextUrl.searchParams.get('range') ?? '30d';
    const range = complianceRanges.find((one) => one === given);
    // Who may not read is told so first, whatever they asked for.
    const report = await getCompliance(actor, range ?? '30d');
    if (range !== undefined) return Response.json(report);
    return Response.json({ error: 'range', allowed: complianceRanges }, { status: 400 });
  });
}
