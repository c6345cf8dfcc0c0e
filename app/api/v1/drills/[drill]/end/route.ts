import { endDrill } from '@/lib/commands/end-drill';
import { answeringCommand } from '../../../../answer-command';

export const dynamic = 'force-dynamic';

/** Ends a drill: its fault is healed, and runs under way stay people's. */
export async function POST(request: Request, { params }: { params: Promise<{ drill: string }> }): Promise<Response> {
  const { drill } = await params;
  return answeringCommand(request, (actor, input) =>
    endDrill(actor, typeof input === 'object' && input !== null ? { ...input, drillId: drill } : input),
  );
}
