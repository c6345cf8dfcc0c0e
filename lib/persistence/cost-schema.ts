import { doublePrecision, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CostPiece, PieceReading } from '../domain/costs/pieces';
import type { BilledPeriod } from '../domain/costs/types';
import { antipode } from './schema';

/** How each piece of an account's costs stands. */
export const costPiece = antipode.table(
  'cost_piece',
  {
    accountId: text('account_id').notNull(),
    piece: text('piece').$type<CostPiece>().notNull(),
    /** Fleet time. */
    askedMs: doublePrecision('asked_ms').notNull(),
    told: jsonb('told').$type<PieceReading['told']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.piece] })],
);

/** The days and months of an account's bill, with every line of every cut. */
export const costPeriod = antipode.table(
  'cost_period',
  {
    accountId: text('account_id').notNull(),
    granularity: text('granularity').$type<'day' | 'month'>().notNull(),
    startsOn: text('starts_on').notNull(),
    body: jsonb('body').$type<BilledPeriod>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.granularity, table.startsOn] })],
);
