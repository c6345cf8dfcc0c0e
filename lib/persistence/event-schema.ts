import { boolean, doublePrecision, index, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { HealthEventEntity } from '../domain/entities';
import type { AlarmSpell } from '../domain/events/alarm-event';
import { antipode } from './schema';

/** What alarms and AWS Health said, for the timeline of events. Times are fleet milliseconds. */

export const alarmHistory = antipode.table(
  'alarm_history',
  {
    alarmId: text('alarm_id').notNull(),
    sinceMs: doublePrecision('since_ms').notNull(),
    begins: text('begins').$type<AlarmSpell['begins']>().notNull(),
    state: text('state').$type<AlarmSpell['state']>().notNull(),
    closedMs: doublePrecision('closed_ms'),
    /** Whether it ended then, or at some time before. */
    closedExactly: boolean('closed_exactly'),
    accountId: text('account_id').notNull(),
    region: text('region').notNull(),
    workloadId: text('workload_id').notNull(),
    name: text('name').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.alarmId, table.sinceMs] }), index('alarm_history_since').on(table.sinceMs)],
);

export const healthEventHistory = antipode.table(
  'health_event_history',
  {
    eventId: text('event_id').primaryKey(),
    startedMs: doublePrecision('started_ms').notNull(),
    /** When it was over at the latest; null while it is not. */
    endedMs: doublePrecision('ended_ms'),
    category: text('category').$type<HealthEventEntity['category']>().notNull(),
    region: text('region').notNull(),
    document: jsonb('document').$type<HealthEventEntity>().notNull(),
  },
  (table) => [index('health_event_history_started').on(table.startedMs)],
);

/** One row: since when changes of alarms and Health events are recorded. */
export const eventRecord = antipode.table('event_record', {
  singleton: boolean('singleton').primaryKey().default(true),
  sinceMs: doublePrecision('since_ms').notNull(),
});
