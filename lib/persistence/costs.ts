import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { KeptCosts } from '../domain/costs/build-cost-readings';
import type { CostPiece, PieceReading, PieceReadings } from '../domain/costs/pieces';
import type { BilledPeriod, CostLine, Day } from '../domain/costs/types';
import type { AccountId } from '../domain/fleet';
import type { EpochMs } from '../domain/time';
import { costPeriod, costPiece } from './cost-schema';
import type { Store } from './store';
import { inTransaction } from './transaction';

/** What one refresh of a piece writes, all of it or nothing. */
export interface CostRefresh<P extends CostPiece = CostPiece> {
  readonly accountId: AccountId;
  readonly piece: P;
  readonly reading: PieceReading<P>;
  /** Periods of the bill that come with it; absent for pieces without lines, and when nothing was told. */
  readonly bill?: {
    readonly granularity: 'day' | 'month';
    /** They take the place of those kept. */
    readonly periods: readonly BilledPeriod[];
    /** First days of periods that are kept as they are, because AWS told the same again. */
    readonly unchanged: readonly Day[];
    readonly checkedAt: EpochMs;
    /** Periods that begin before it are forgotten. */
    readonly fromDay: Day;
  };
}

/** Writes a refresh down. */
export function writeCostRefresh(store: Store, { accountId, piece, reading, bill }: CostRefresh): Promise<void> {
  return inTransaction(store, async (tx) => {
    const row = { askedMs: reading.askedAt, told: reading.told };
    await tx
      .insert(costPiece)
      .values({ accountId, piece, ...row })
      .onConflictDoUpdate({ target: [costPiece.accountId, costPiece.piece], set: row });
    if (bill === undefined) return;
    const { granularity, periods, unchanged, checkedAt, fromDay } = bill;
    const own = and(eq(costPeriod.accountId, accountId), eq(costPeriod.granularity, granularity));
    await tx.delete(costPeriod).where(and(own, lt(costPeriod.startsOn, fromDay)));
    if (unchanged.length > 0) {
      await tx
        .update(costPeriod)
        .set({ body: sql`jsonb_set(${costPeriod.body}, '{checkedAt}', to_jsonb(${checkedAt}::double precision))` })
        .where(and(own, inArray(costPeriod.startsOn, [...unchanged])));
    }
    if (periods.length === 0) return;
    await tx
      .insert(costPeriod)
      .values(periods.map((body) => ({ accountId, granularity, startsOn: body.from, body })))
      .onConflictDoUpdate({
        target: [costPeriod.accountId, costPeriod.granularity, costPeriod.startsOn],
        set: { body: sql`excluded.body` },
      });
  });
}

/** How the pieces of an account stand. */
export async function readCostPieces(store: Store, accountId: AccountId): Promise<PieceReadings> {
  const rows = await store.db.select().from(costPiece).where(eq(costPiece.accountId, accountId));
  return toPieces(rows);
}

/** How the two pieces stand that a bill is read in. */
export type BillPieces = Pick<PieceReadings, 'days' | 'months'>;

/** How the bills of some accounts stand, without their lines; an account that was never asked is not among them. */
export async function readBillPieces(
  store: Store,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, BillPieces>> {
  if (accountIds.length === 0) return new Map();
  const rows = await store.db
    .select()
    .from(costPiece)
    .where(and(inArray(costPiece.accountId, [...accountIds]), inArray(costPiece.piece, ['days', 'months'])));
  const known = [...new Set(rows.map(({ accountId }) => accountId))];
  return new Map(known.map((id) => [id, toPieces(rows.filter(({ accountId }) => accountId === id))]));
}

function toPieces(rows: readonly (typeof costPiece.$inferSelect)[]): PieceReadings {
  // What a piece tells was written by `writeCostRefresh`, under the name of that piece.
  return Object.fromEntries(
    rows.map(({ piece, askedMs, told }) => [piece, { askedAt: askedMs, told }]),
  ) as PieceReadings;
}

/** A kept day by what tells whether AWS has changed it. */
export interface CostDayHead {
  readonly from: Day;
  readonly lines: readonly CostLine<'region-record-type'>[];
}

/** The kept days of an account, ascending, without the lines that are many. */
export async function readCostDayHeads(store: Store, accountId: AccountId): Promise<readonly CostDayHead[]> {
  const lines = sql<CostDayHead['lines']>`${costPeriod.body} -> 'lines' -> 'region-record-type'`;
  return store.db
    .select({ from: costPeriod.startsOn, lines })
    .from(costPeriod)
    .where(and(eq(costPeriod.accountId, accountId), eq(costPeriod.granularity, 'day')))
    .orderBy(asc(costPeriod.startsOn));
}

/** Everything that is kept of some accounts' costs; an account of which nothing is kept is there all the same. */
export async function readCosts(store: Store, accountIds: readonly AccountId[]): Promise<readonly KeptCosts[]> {
  if (accountIds.length === 0) return [];
  const ids = [...accountIds];
  // In one transaction that sees one moment: a refresh is seen whole or not at all.
  const [pieces, periods] = await store.db.transaction(
    async (tx) =>
      [
        await tx.select().from(costPiece).where(inArray(costPiece.accountId, ids)),
        await tx.select().from(costPeriod).where(inArray(costPeriod.accountId, ids)).orderBy(asc(costPeriod.startsOn)),
      ] as const,
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return ids.map((accountId) => {
    const own = periods.filter((row) => row.accountId === accountId);
    const of = (granularity: 'day' | 'month') =>
      own.filter((row) => row.granularity === granularity).map(({ body }) => body);
    return {
      accountId,
      pieces: toPieces(pieces.filter((row) => row.accountId === accountId)),
      days: of('day'),
      months: of('month'),
    };
  });
}
