import { boolean, doublePrecision, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { DeliveryOccasion, DeliveryState, Destination } from '../domain/reports/delivery';
import type { ReportFileKind } from '../domain/reports/executive/reading';
import { bytes, type ReportKind } from './report-schema';
import { antipode } from './schema';

/** What the fleet file says of a place, as it was declared last. */
export interface DeclaredPlace {
  readonly destination: Destination;
  readonly send: DeliveryOccasion;
  /** Absent in what was declared before it was kept. */
  readonly formats?: readonly ReportFileKind[];
}

/** Places that reports are delivered to. */
export const reportDestination = antipode.table(
  'report_destination',
  {
    deliveryId: text('delivery_id').notNull(),
    destination: text('destination').notNull(),
    declared: jsonb('declared').$type<DeclaredPlace>().notNull(),
    sinceMs: doublePrecision('since_ms').notNull(),
    /** When the fleet file named it no more; null while it does. */
    withdrawnMs: doublePrecision('withdrawn_ms'),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.destination] })],
);

/** One report on its way to one place. */
export const reportDelivery = antipode.table(
  'report_delivery',
  {
    kind: text('kind').$type<ReportKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** `edition-1` or `week-2026-11-23`. */
    part: text('part').notNull(),
    deliveryId: text('delivery_id').notNull(),
    destination: text('destination').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    dueMs: doublePrecision('due_ms').notNull(),
    /** Since when it is in this state. */
    sinceMs: doublePrecision('since_ms').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextMs: doublePrecision('next_ms'),
    sentence: text('sentence').notNull().default(''),
    /** Of the report as JSON; `none` before there is one. */
    sha256: text('sha256').notNull().default('none'),
    /** What is there by now: names of files, keys of objects or addresses that were taken. */
    handed: jsonb('handed').$type<readonly string[]>().notNull().default([]),
    /** When the last attempt ended; null before the first. */
    triedMs: doublePrecision('tried_ms'),
    /** When the first attempt ended that failed; null while none has, or once it is delivered. */
    failingSinceMs: doublePrecision('failing_since_ms'),
    /** An attempt has failed for a reason that no retry mends before a person has. */
    needsPerson: boolean('needs_person').notNull().default(false),
    /** The engine that has begun it last. */
    holder: text('holder').notNull().default(''),
    /** By the database's clock: until then whoever has begun it may be at work. Null unless it is begun. */
    heldUntil: timestamp('held_until', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subjectId, table.part, table.deliveryId, table.destination] })],
);

/** Reports that are delivered and kept nowhere else. */
export const reportCopy = antipode.table(
  'report_copy',
  {
    kind: text('kind').$type<ReportKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    part: text('part').notNull(),
    madeMs: doublePrecision('made_ms').notNull(),
    content: text('content').notNull(),
    sha256: text('sha256').notNull(),
    pdf: bytes('pdf'),
    pdfTrouble: text('pdf_trouble').notNull().default(''),
    csv: text('csv').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subjectId, table.part] })],
);
