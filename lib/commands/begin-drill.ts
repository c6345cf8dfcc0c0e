import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Actor, seesWholeFleet, subjectOf } from '@/lib/access/actor';
import type { Entity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';
import { formatClock } from '@/lib/domain/wording/moment';
import { findLiveDrill, insertDrill } from '@/lib/persistence/drills';
import { readEntities } from '@/lib/persistence/entities';
import type { StoreTransaction } from '@/lib/persistence/transaction';
import { webStore } from '@/lib/queries/web-store';
import { newDrill } from '@/lib/recovery/rules/drill/course-of-drill';
import { movedByDrill } from '@/lib/recovery/rules/drill/moved-by-drill';
import { id, idempotencyKey, reason } from './command-input';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { type Accepted, issueCommand } from './issue-command';

const schema = z.object({
  idempotencyKey,
  region: id,
  /** The region as the person typed it. */
  typedRegion: z.string().trim().max(64).default(''),
  reason,
});
type Input = z.output<typeof schema>;

/**
 * Asks for a drill of the loss of a region of the simulated fleet: an engine makes the region fail, begins the runs in this
 * person's name, and heals it. Nothing is broken by the command itself. Refused where the fleet is AWS, where another drill
 * is under way, and where nothing would be moved.
 */
export function beginDrill(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return issueCommand(
    {
      verb: 'begin-drill',
      permission: 'drill-region',
      schema,
      targetOf: ({ region }) => region,
      toldOf: () => ({ drill: true }),
      decide: decideDrill,
    },
    actor,
    input,
  );
}

async function decideDrill(input: Input, actor: Actor, now: EpochMs): Promise<Accepted | CommandRefusal> {
  const { region, typedRegion, reason: why } = input;
  const { entities: stored } = await readEntities(webStore());
  const refused =
    refuseFleet(
      stored.map(({ entity }) => entity),
      region,
      actor,
    ) ?? (await refuseAnother());
  if (refused !== undefined) return refused;
  if (typedRegion !== region) {
    return refuse('wrong-region', `Type ${region} to say that this is the region you mean.`);
  }
  const drill = newDrill({ id: randomUUID().slice(0, 8), region, reason: why, askedBy: actor.name }, now);
  return {
    ok: true,
    isDone: true,
    executionId: 'none',
    details: { because: why, drillId: drill.id },
    write: (tx) => write(tx, drill, actor),
  };
}

function refuseFleet(entities: readonly Entity[], region: string, { scope }: Actor): CommandRefusal | undefined {
  if (!seesWholeFleet(scope)) {
    const words = 'The loss of a region is felt by all that it serves: only who sees the whole fleet may drill it.';
    return refuse('not-allowed', words);
  }
  const engine = entities.find((entity) => entity.kind === 'engine');
  if (engine?.kind !== 'engine' || !engine.simulated) {
    const words =
      engine === undefined
        ? 'No engine has been heard yet, so that it is not known which fleet this is. Wait for one, and try again.'
        : 'This console watches AWS itself, and only a simulated fleet is made to fail. Begin a run that is flagged as a drill.';
    return refuse('not-now', words);
  }
  if (!entities.some((entity) => entity.kind === 'region' && entity.code === region)) {
    return refuse('not-found', 'The fleet has no such region.');
  }
  if (movedByDrill(entities, region).length > 0) return undefined;
  const words = `No workload of a protected tier is served by ${region} alone: a drill of it would move nothing.`;
  return refuse('not-now', words);
}

async function refuseAnother(): Promise<CommandRefusal | undefined> {
  const live = await findLiveDrill(webStore().db);
  if (live === 'none') return undefined;
  const { region, begunAt, askedBy } = live.drill;
  const words = `A drill of ${region} is under way since ${formatClock(begunAt)}, begun by ${askedBy}. There is one at a time: wait, or end it.`;
  return refuse('another-run', words);
}

async function write(
  tx: StoreTransaction,
  drill: ReturnType<typeof newDrill>,
  actor: Actor,
): Promise<'written' | CommandRefusal> {
  if (actor.role === 'viewer') throw new Error('A viewer holds no permission to drill.');
  const inserted = await insertDrill(tx, drill, { subject: subjectOf(actor), role: actor.role });
  if (inserted === 'inserted') return 'written';
  return refuse('another-run', 'Somebody began a drill at the same moment. There is one at a time: look at that one.');
}
