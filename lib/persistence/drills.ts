import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Drill } from '../domain/recovery/drill';
import { databaseErrorCode } from './database-error';
import { drill } from './recovery-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** Who asked for a drill, as its runs are begun in their name. */
export interface DrillPerson {
  readonly subject: string;
  readonly role: 'operator' | 'approver';
}

/** A drill as it is stored, with what only engines need. */
export interface StoredDrill {
  readonly drill: Drill;
  readonly person: DrillPerson;
  readonly revision: number;
}

/** Writes a new drill. One at most is live, whoever asks at the same moment: the second one is `another-drill`. */
export async function insertDrill(
  tx: StoreTransaction,
  added: Drill,
  { subject, role }: DrillPerson,
): Promise<'inserted' | 'another-drill'> {
  const { id, region, askedBy, begunAt } = added;
  const person = { askedBy, askedBySubject: subject, askedByRole: role };
  try {
    // A savepoint: what the index refuses must not end the transaction that has to write the refusal down.
    await tx.transaction((nested) =>
      nested.insert(drill).values({ id, region, isLive: true, ...person, askedMs: begunAt, document: added }),
    );
    return 'inserted';
  } catch (error) {
    if (databaseErrorCode(error) === '23505') return 'another-drill';
    throw error;
  }
}

/** Writes a drill down as its engine has it; `lost` where another one has written since, and nothing was written. */
export async function saveDrill(tx: StoreTransaction, revision: number, changed: Drill): Promise<'saved' | 'lost'> {
  const { id, endedAt } = changed;
  const rows = await tx
    .update(drill)
    .set({
      revision: revision + 1,
      isLive: endedAt === 'not-yet',
      endedMs: endedAt === 'not-yet' ? null : endedAt,
      document: changed,
    })
    .where(and(eq(drill.id, id), eq(drill.revision, revision), drill.isLive))
    .returning({ id: drill.id });
  return rows.length === 1 ? 'saved' : 'lost';
}

/** A person's word that a drill is to be ended. Given twice it is the first one that counts; false where it has ended. */
export async function askDrillEnd(
  tx: StoreTransaction,
  id: string,
  asked: Exclude<Drill['endAsked'], 'nobody'>,
): Promise<boolean> {
  const rows = await tx
    .update(drill)
    .set({ endAsked: asked })
    .where(and(eq(drill.id, id), drill.isLive, isNull(drill.endAsked)))
    .returning({ id: drill.id });
  return rows.length === 1;
}

/** The drill that has not ended; `none` most of the time. */
export async function findLiveDrill(from: Store['db'] | StoreTransaction): Promise<StoredDrill | 'none'> {
  const [row] = await from.select().from(drill).where(eq(drill.isLive, true));
  return row === undefined ? 'none' : toStored(row);
}

export async function findDrill(from: Store['db'] | StoreTransaction, id: string): Promise<StoredDrill | 'not-found'> {
  const [row] = await from.select().from(drill).where(eq(drill.id, id));
  return row === undefined ? 'not-found' : toStored(row);
}

/** Drills, the newest first. */
export async function readDrills(store: Store, limit = 100): Promise<readonly Drill[]> {
  const rows = await store.db.select().from(drill).orderBy(desc(drill.askedMs), desc(drill.id)).limit(limit);
  return rows.map((row) => toStored(row).drill);
}

function toStored({
  document,
  endAsked,
  askedBySubject,
  askedByRole,
  revision,
}: typeof drill.$inferSelect): StoredDrill {
  return {
    drill: { ...document, endAsked: endAsked ?? 'nobody' },
    person: { subject: askedBySubject, role: askedByRole },
    revision,
  };
}
