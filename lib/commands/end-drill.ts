import 'server-only';
import { z } from 'zod';
import { type Actor, seesWholeFleet } from '@/lib/access/actor';
import type { EpochMs } from '@/lib/domain/time';
import { askDrillEnd, findDrill } from '@/lib/persistence/drills';
import { webStore } from '@/lib/queries/web-store';
import { id, idempotencyKey, reason } from './command-input';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { type Accepted, issueCommand } from './issue-command';

const schema = z.object({ idempotencyKey, drillId: id, reason });

/**
 * Ends a drill before it has ended by itself: the engine heals its fault and begins nothing more of it. Runs that are under
 * way stay, and stay people's.
 */
export function endDrill(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return issueCommand(
    {
      verb: 'end-drill',
      permission: 'drill-region',
      schema,
      targetOf: ({ drillId }) => `drill ${drillId}`,
      toldOf: () => ({ drill: true }),
      decide: decideEnd,
    },
    actor,
    input,
  );
}

async function decideEnd(
  { drillId, reason: why }: z.output<typeof schema>,
  actor: Actor,
  now: EpochMs,
): Promise<Accepted | CommandRefusal> {
  const stored = await findDrill(webStore().db, drillId);
  if (stored === 'not-found' || !seesWholeFleet(actor.scope)) return refuse('not-found', 'There is no such drill.');
  const { endedAt, endAsked } = stored.drill;
  if (endedAt !== 'not-yet') return refuse('not-now', 'The drill has ended already.');
  if (endAsked !== 'nobody')
    return refuse('not-now', `${endAsked.by} has ended it already: its fault is being healed.`);
  return {
    ok: true,
    isDone: true,
    executionId: 'none',
    details: { because: why, region: stored.drill.region },
    write: async (tx) =>
      (await askDrillEnd(tx, drillId, { by: actor.name, reason: why, at: now }))
        ? 'written'
        : refuse('not-now', 'The drill has ended at this moment.'),
  };
}
