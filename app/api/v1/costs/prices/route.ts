import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { getPriceBook } from '@/lib/queries/get-price-book';
import { answering } from '../../../answer-refusal';

export const dynamic = 'force-dynamic';

/** Unit prices of a workload's usage by its own bill, `?workload=checkout`, as JSON: `{"book": …}` or `{"book": "none"}`. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    return Response.json({ book: await getPriceBook(actor, request.nextUrl.searchParams.get('workload') ?? '') });
  });
}
