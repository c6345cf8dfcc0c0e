import { and, desc, eq, gt, gte, inArray, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import type { AccountId, WorkloadId } from '../domain/fleet';
import { type Execution, endedStates } from '../domain/recovery/execution';
import type { EpochMs } from '../domain/time';
import { databaseErrorCode } from './database-error';
import { applyChangesWithin } from './entities';
import type { EntityChange } from './index';
import { antiFlapClearance, execution } from './recovery-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** A run as it is stored, with what only drivers need. */
export type StoredExecution = typeof execution.$inferSelect;

/** Who drives a run: whoever holds an older epoch has lost it. */
export interface Ownership {
  readonly executionId: string;
  readonly driver: string;
  readonly epoch: number;
}

export interface NewExecution {
  readonly run: Execution;
  readonly accountId: AccountId;
  readonly startedBySubject: string;
}

/**
 * Writes a new run, with its entity in the stream. Of each workload one run at most is live, whoever asks at the same
 * moment: the second one is `another-run`, and its transaction must be given up.
 */
export async function insertExecution(tx: StoreTransaction, added: NewExecution): Promise<'inserted' | 'another-run'> {
  const { run, accountId, startedBySubject } = added;
  try {
    // A savepoint: what the index refuses must not end the transaction that has to write the refusal down.
    await tx.transaction((nested) =>
      nested.insert(execution).values({
        id: run.id,
        workloadId: run.workloadId,
        accountId,
        startedBy: run.startedBy,
        startedBySubject,
        createdMs: run.createdAt,
        ...columnsOf(run),
      }),
    );
  } catch (error) {
    if (databaseErrorCode(error) === '23505') return 'another-run';
    throw error;
  }
  await applyChangesWithin(tx, [toStreamChange(run, accountId)]);
  return 'inserted';
}

/** What a driver keeps of a run beside the run itself. */
export type DriverNotes = Pick<StoredExecution, 'hadInstances' | 'serviceSamples'>;

/**
 * Writes a run down as its driver has it, with its entity in the stream. `known` where this very revision was written
 * before and only the answer was lost; `lost` where somebody else drives the run by now. In both cases nothing was
 * written, the transaction is to be given up, and who has lost the run does nothing more.
 */
export async function saveExecution(
  tx: StoreTransaction,
  { executionId, driver, epoch }: Ownership,
  revision: number,
  run: Execution,
  notes: Partial<DriverNotes> = {},
): Promise<'saved' | 'known' | 'lost'> {
  const isOurs = and(eq(execution.id, executionId), eq(execution.driver, driver), eq(execution.epoch, epoch));
  const [row] = await tx
    .update(execution)
    .set({ ...columnsOf(run), ...notes, revision, drivenAt: sql`clock_timestamp()` })
    .where(and(isOurs, eq(execution.revision, revision - 1)))
    .returning({ accountId: execution.accountId });
  if (row !== undefined) {
    await applyChangesWithin(tx, [toStreamChange(run, row.accountId)]);
    return 'saved';
  }
  const [known] = await tx.select({ revision: execution.revision }).from(execution).where(isOurs);
  return known?.revision === revision ? 'known' : 'lost';
}

/** Makes an engine the driver of a run that has not ended; whoever drove it before has lost it. */
export async function claimExecution(
  store: Store,
  executionId: string,
  driver: string,
): Promise<StoredExecution | 'ended'> {
  const [row] = await store.db
    .update(execution)
    .set({ driver, epoch: sql`${execution.epoch} + 1`, drivenAt: sql`clock_timestamp()` })
    .where(and(eq(execution.id, executionId), execution.isLive))
    .returning();
  return row ?? 'ended';
}

/** Whether a run is still driven by that driver. Rejects when the store cannot say: then nobody may act. */
export async function isStillDriver(store: Store, { executionId, driver, epoch }: Ownership): Promise<boolean> {
  const rows = await store.db
    .update(execution)
    .set({ drivenAt: sql`clock_timestamp()` })
    .where(and(eq(execution.id, executionId), eq(execution.driver, driver), eq(execution.epoch, epoch)))
    .returning({ id: execution.id });
  return rows.length === 1;
}

export interface Silence {
  /** A driver whose engine gave no sign of life for so long is dead. */
  readonly engineSeconds: number;
  /** A run without a sign of its driver for so long is not driven, whether its engine lives or not. */
  readonly runSeconds: number;
}

/**
 * Runs that have not ended and that nobody drives, by the database's clock: never begun, or driven by an engine that is
 * dead or unknown, or forgotten by one that lives. Each with the epoch that a rescuer must know.
 */
export async function findUndriven(
  store: Store,
  { engineSeconds, runSeconds }: Silence,
): Promise<readonly Pick<StoredExecution, 'id' | 'driver' | 'epoch'>[]> {
  const ago = (seconds: number) => sql`clock_timestamp() - make_interval(secs => ${seconds})`;
  const lives = sql`exists (select 1 from antipode.engine_instance i where i.id = ${execution.driver} and i.seen_at > ${ago(engineSeconds)})`;
  return store.db
    .select({ id: execution.id, driver: execution.driver, epoch: execution.epoch })
    .from(execution)
    .where(and(execution.isLive, or(isNull(execution.driver), not(lives), lt(execution.drivenAt, ago(runSeconds)))));
}

/** Takes a run from a driver that is gone; of several rescuers one succeeds. Whoever drove it has lost it with this. */
export async function rescueExecution(
  store: Store,
  { id, epoch }: Pick<StoredExecution, 'id' | 'epoch'>,
  driver: string,
): Promise<boolean> {
  const rows = await store.db
    .update(execution)
    .set({ driver, epoch: epoch + 1, drivenAt: sql`clock_timestamp()` })
    .where(and(eq(execution.id, id), eq(execution.epoch, epoch), execution.isLive))
    .returning({ id: execution.id });
  return rows.length === 1;
}

export async function findExecution(
  from: Store['db'] | StoreTransaction,
  id: string,
): Promise<StoredExecution | 'not-found'> {
  const [row] = await from.select().from(execution).where(eq(execution.id, id));
  return row ?? 'not-found';
}

export interface ExecutionsAsked {
  readonly workloadId?: WorkloadId;
  /** Created after; live ones always count. */
  readonly since?: EpochMs;
  /** Default 500. */
  readonly limit?: number;
}

/** Runs, newest first. */
export async function readExecutions(store: Store, asked: ExecutionsAsked = {}): Promise<readonly StoredExecution[]> {
  const conditions: SQL[] = [sql`true`];
  if (asked.workloadId !== undefined) conditions.push(eq(execution.workloadId, asked.workloadId));
  if (asked.since !== undefined) {
    conditions.push(or(execution.isLive, gt(execution.createdMs, asked.since)) ?? sql`true`);
  }
  return store.db
    .select()
    .from(execution)
    .where(and(...conditions))
    .orderBy(desc(execution.createdMs), desc(execution.id))
    .limit(asked.limit ?? 500);
}

/** Runs that ended from `startAt` to before `endAt`, the newest end first. */
export async function readEndedExecutions(
  store: Store,
  { startAt, endAt, limit }: { readonly startAt: EpochMs; readonly endAt: EpochMs; readonly limit: number },
): Promise<readonly StoredExecution[]> {
  return store.db
    .select()
    .from(execution)
    .where(and(gte(execution.endedMs, startAt), lt(execution.endedMs, endAt)))
    .orderBy(desc(execution.endedMs), desc(execution.id))
    .limit(limit);
}

/** What rules judge by. */
export interface ExecutionsForRules {
  readonly executions: readonly Execution[];
  /** Runs after which a person has allowed another one at once. */
  readonly clearedRuns: readonly string[];
}

/** Runs since a moment, and those of them that open no anti-flap window any more. */
export async function readExecutionsForRules(store: Store, since: EpochMs): Promise<ExecutionsForRules> {
  const [rows, cleared] = await Promise.all([
    readExecutions(store, { since, limit: 5000 }),
    store.db.select({ id: antiFlapClearance.executionId }).from(antiFlapClearance),
  ]);
  return { executions: rows.map(({ document }) => document), clearedRuns: cleared.map(({ id }) => id) };
}

/** A person's word that a run may be followed by another one at once. Given twice it is the first one that counts. */
export async function clearAntiFlap(
  tx: StoreTransaction,
  clearance: typeof antiFlapClearance.$inferInsert,
): Promise<void> {
  await tx.insert(antiFlapClearance).values(clearance).onConflictDoNothing();
}

export async function readAntiFlapClearances(
  store: Store,
  executionIds: readonly string[],
): Promise<readonly (typeof antiFlapClearance.$inferSelect)[]> {
  if (executionIds.length === 0) return [];
  return store.db
    .select()
    .from(antiFlapClearance)
    .where(inArray(antiFlapClearance.executionId, [...executionIds]));
}

/** The run as the stream carries it. */
export function toStreamChange(run: Execution, accountId: AccountId): EntityChange {
  const { id, workloadId } = run;
  return {
    op: 'put',
    entity: { kind: 'execution', id, workloadId, accountId, execution: run },
    labels: { accountId, region: 'none', workloadId },
  };
}

function columnsOf(run: Execution) {
  const isLive = !endedStates.includes(run.state);
  return { state: run.state, isLive, endedMs: run.endedAt === 'not-yet' ? null : run.endedAt, document: run };
}
