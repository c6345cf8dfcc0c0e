import { bigint, boolean, doublePrecision, integer, jsonb, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { HistoryLayout } from '../domain/history/record';
import type { HistoryResolution } from '../domain/history/types';
import { antipode } from './schema';

/**
 * The tables of history. What the places of the arrays stand for says the layout of the row; states are places in
 * `minuteStates`. Times are fleet milliseconds and starts of buckets.
 */

/** One row that writers of history queue on, so that no roll-up is computed from half of what is there. */
export const historyWriter = antipode.table('history_writer', {
  singleton: boolean('singleton').primaryKey().default(true),
});

export const historyLayout = antipode.table(
  'history_layout',
  {
    workloadId: text('workload_id').notNull(),
    version: integer('version').notNull(),
    fingerprint: text('fingerprint').notNull(),
    document: jsonb('document').$type<HistoryLayout>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workloadId, table.version] })],
);

export const historyMinute = antipode.table(
  'history_minute',
  {
    workloadId: text('workload_id').notNull(),
    atMs: bigint('at_ms', { mode: 'number' }).notNull(),
    layout: integer('layout').notNull(),
    linkStates: smallint('link_states').array().notNull(),
    linkLags: doublePrecision('link_lags').array().$type<(number | null)[]>().notNull(),
    objectiveStates: smallint('objective_states').array().notNull(),
    objectiveUnmeasured: integer('objective_unmeasured').array().notNull(),
    /** Four per endpoint: requests per second, error percent, p95 latency in ms, healthy hosts. */
    signals: doublePrecision('signals').array().$type<(number | null)[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workloadId, table.atMs] })],
);

function rollUpTable(name: string) {
  return antipode.table(
    name,
    {
      workloadId: text('workload_id').notNull(),
      atMs: bigint('at_ms', { mode: 'number' }).notNull(),
      layout: integer('layout').notNull(),
      minutes: integer('minutes').notNull(),
      /** Six per link: breached, at risk, not measured, met, no objective, inside. */
      linkCounts: integer('link_counts').array().notNull(),
      linkMaxLags: doublePrecision('link_max_lags').array().$type<(number | null)[]>().notNull(),
      /** Six per objective, as for links. */
      objectiveCounts: integer('objective_counts').array().notNull(),
      /** Minutes measured, per endpoint. */
      signalMinutes: integer('signal_minutes').array().notNull(),
      /** Four per endpoint: largest requests per second, error percent and p95 latency, fewest healthy hosts. */
      signalWorst: doublePrecision('signal_worst').array().$type<(number | null)[]>().notNull(),
    },
    (table) => [primaryKey({ columns: [table.workloadId, table.atMs, table.layout] })],
  );
}

export const historyRollUps = {
  'five-minutes': rollUpTable('history_five_minutes'),
  hour: rollUpTable('history_hour'),
  day: rollUpTable('history_day'),
} as const satisfies Record<Exclude<HistoryResolution, 'minute'>, unknown>;

export type RollUpTable = ReturnType<typeof rollUpTable>;

/** A range of the past to be filled, newest first: everything from `done_to_ms` to its end is done. */
export const historyBackfill = antipode.table(
  'history_backfill',
  {
    workloadId: text('workload_id').notNull(),
    startMs: bigint('start_ms', { mode: 'number' }).notNull(),
    endMs: bigint('end_ms', { mode: 'number' }).notNull(),
    doneToMs: bigint('done_to_ms', { mode: 'number' }).notNull(),
    sentence: text('sentence').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workloadId, table.startMs, table.endMs] })],
);
