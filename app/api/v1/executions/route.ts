import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { startExecution } from '@/lib/commands/start-execution';
import { readExecutions } from '@/lib/queries/read-executions';
import { answeringCommand } from '../../answer-command';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

/** Runs within the actor's scope, newest first; `workload` and `since` (fleet milliseconds) narrow them. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => {
    const asked = request.nextUrl.searchParams;
    const since = Number(asked.get('since') ?? Number.NaN);
    const range = Number.isFinite(since) ? { since } : {};
    const actor = await findActor(request.cookies);
    return Response.json(await readExecutions(actor, range, asked.get('workload') ?? undefined));
  });
}

/** Begins a run or a dry run. */
export async function POST(request: Request): Promise<Response> {
  return answeringCommand(request, startExecution);
}
