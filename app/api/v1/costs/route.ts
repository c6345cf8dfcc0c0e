import type { NextRequest } from 'next/server';
import { readCostQuery } from '@/components/costs/cost-spec';
import { findActor } from '@/lib/access/find-actor';
import { getCostReport } from '@/lib/queries/get-cost-report';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

/**
 * Costs as JSON, asked for as the page's address does: `?month=2026-11&basis=amortized&by=service&region=us-east-1`.
 * Amounts are exact decimals in text. Read-only; AWS is not asked.
 */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    return Response.json(await getCostReport(actor, readCostQuery(request.nextUrl.searchParams)));
  });
}
