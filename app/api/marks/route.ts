import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { parseTimeRange } from '@/lib/domain/time-range';
import { type AskedSubject, getMarks } from '@/lib/queries/get-marks';
import { answering } from '../answer-refusal';

export const dynamic = 'force-dynamic';

/** Events to mark on charts: `?range=` and one of `workload=` or `region=`, or neither for the whole fleet. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const actor = await findActor(request.cookies);
    const parameters = request.nextUrl.searchParams;
    const range = parseTimeRange(parameters.get('range') ?? '24h');
    // Who may not read is told so first, whatever they asked for.
    const report = await getMarks(actor, subjectOf(parameters), range === 'invalid' ? '1h' : range);
    return range === 'invalid' ? Response.json({ error: 'range' }, { status: 400 }) : Response.json(report);
  });
}

function subjectOf(parameters: URLSearchParams): AskedSubject {
  const workloadId = parameters.get('workload');
  if (workloadId !== null) return { of: 'workload', workloadId };
  const region = parameters.get('region');
  return region === null ? { of: 'fleet' } : { of: 'region', region };
}
