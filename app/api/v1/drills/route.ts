import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { beginDrill } from '@/lib/commands/begin-drill';
import { readDrills } from '@/lib/queries/read-drills';
import { answeringCommand } from '../../answer-command';
import { answering } from '../../answer-refusal';

export const dynamic = 'force-dynamic';

/** Drills of the loss of a region within the actor's scope, newest first. */
export async function GET(request: NextRequest): Promise<Response> {
  return answering(async () => Response.json(await readDrills(await findActor(request.cookies))));
}

/** Asks for a drill of a region of the simulated fleet. */
export async function POST(request: Request): Promise<Response> {
  return answeringCommand(request, beginDrill);
}
