import type { NextRequest } from 'next/server';
import { readCostQuery } from '@/components/costs/cost-spec';
import { findActor } from '@/lib/access/find-actor';
import { type CostFormat, costFormats, exportCosts } from '@/lib/queries/export-costs';
import { answering } from '../../../answer-refusal';

export const dynamic = 'force-dynamic';

/** Costs as a file, `?format=csv` or `?format=focus`, asked for as the page's address does. Safe to open in a spreadsheet. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const { searchParams } = request.nextUrl;
    const format = searchParams.get('format') ?? 'csv';
    // Who may not read is told so first, whatever they asked for.
    const file = await exportCosts(actor, readCostQuery(searchParams), isFormat(format) ? format : 'csv');
    if (!isFormat(format)) return Response.json({ error: 'format', allowed: costFormats }, { status: 400 });
    if (file === 'not-told') return Response.json({ error: 'not-told-together' }, { status: 422 });
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

function isFormat(text: string): text is CostFormat {
  return costFormats.some((format) => format === text);
}
