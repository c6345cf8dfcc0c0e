import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { EpochMs } from '../domain/time';
import { recoveryCommand } from './recovery-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** What a person asked of a run, as it is stored. */
export type RecoveryCommand = typeof recoveryCommand.$inferSelect;

export type NewCommand = Pick<
  RecoveryCommand,
  | 'id'
  | 'verb'
  | 'executionId'
  | 'stepId'
  | 'actor'
  | 'subject'
  | 'role'
  | 'fingerprint'
  | 'event'
  | 'acceptedMs'
  | 'state'
>;

/**
 * Accepts a command under its idempotency key. A key that is known gives the command it was first used for: the same
 * when the same is asked again, another one when the key was used for something else.
 */
export async function acceptCommand(
  tx: StoreTransaction,
  command: NewCommand,
): Promise<{ readonly state: 'accepted' } | { readonly state: 'known'; readonly command: RecoveryCommand }> {
  const inserted = await tx
    .insert(recoveryCommand)
    .values(command)
    .onConflictDoNothing()
    .returning({ id: recoveryCommand.id });
  if (inserted.length === 1) return { state: 'accepted' };
  const [known] = await tx.select().from(recoveryCommand).where(eq(recoveryCommand.id, command.id));
  if (known === undefined) throw new Error('A command was neither new nor known.');
  return { state: 'known', command: known };
}

/** The command that a key was used for. */
export async function findCommand(
  from: Store['db'] | StoreTransaction,
  id: string,
): Promise<RecoveryCommand | 'not-found'> {
  const [row] = await from.select().from(recoveryCommand).where(eq(recoveryCommand.id, id));
  return row ?? 'not-found';
}

/** Commands of a run that nobody has carried out yet, in the order in which they were accepted. */
export async function readOpenCommands(store: Store, executionId: string): Promise<readonly RecoveryCommand[]> {
  return store.db
    .select()
    .from(recoveryCommand)
    .where(and(eq(recoveryCommand.executionId, executionId), inArray(recoveryCommand.state, ['accepted', 'claimed'])))
    .orderBy(asc(recoveryCommand.number));
}

/** Every command of a run, in the order in which they were accepted. */
export async function readCommands(store: Store, executionId: string): Promise<readonly RecoveryCommand[]> {
  return store.db
    .select()
    .from(recoveryCommand)
    .where(eq(recoveryCommand.executionId, executionId))
    .orderBy(asc(recoveryCommand.number));
}

/** Takes a command to carry it out; false when it is somebody else's, or was carried out. */
export async function claimCommand(tx: StoreTransaction, id: string, driver: string): Promise<boolean> {
  const rows = await tx
    .update(recoveryCommand)
    .set({ state: 'claimed', claimedBy: driver })
    .where(and(eq(recoveryCommand.id, id), inArray(recoveryCommand.state, ['accepted', 'claimed'])))
    .returning({ id: recoveryCommand.id });
  return rows.length === 1;
}

/** Writes down what became of a command. */
export async function endCommand(
  tx: StoreTransaction,
  id: string,
  end: { readonly state: 'done' | 'refused'; readonly reason: string; readonly at: EpochMs },
): Promise<void> {
  await tx
    .update(recoveryCommand)
    .set({ state: end.state, reason: end.reason, endedMs: end.at })
    .where(eq(recoveryCommand.id, id));
}

/** Commands of runs that have ended are refused: nobody will read them any more. */
export async function refuseLateCommands(tx: StoreTransaction, reason: string, at: EpochMs) {
  return tx
    .update(recoveryCommand)
    .set({ state: 'refused', reason, endedMs: at })
    .where(
      and(
        inArray(recoveryCommand.state, ['accepted', 'claimed']),
        sql`exists (select 1 from antipode.execution e where e.id = ${recoveryCommand.executionId} and not e.is_live)`,
      ),
    )
    .returning();
}
