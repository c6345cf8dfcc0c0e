import { bigint, customType, doublePrecision, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Scope } from '../domain/scope';
import { antipode } from './schema';

/** What reports are of; one subject has one report of a kind, in editions. */
export type ReportKind = 'recovery' | 'executive';

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Reports that were made; of each the content that its hash is of, and the document for people. */
export const report = antipode.table(
  'report',
  {
    kind: text('kind').$type<ReportKind>().notNull(),
    /** Of a recovery report the run; of an executive report the month, and the part of the fleet: see `executiveSubject`. */
    subjectId: text('subject_id').notNull(),
    edition: integer('edition').notNull(),
    madeMs: doublePrecision('made_ms').notNull(),
    /** When the record was last looked at for something that was known only later. */
    lookedMs: doublePrecision('looked_ms').notNull(),
    /** Canonical JSON. */
    content: text('content').notNull(),
    sha256: text('sha256').notNull(),
    pdf: bytes('pdf'),
    /** `not-made` where there is none. */
    pdfSha256: text('pdf_sha256').notNull(),
    pdfTrouble: text('pdf_trouble').notNull().default(''),
    auditNumber: bigint('audit_number', { mode: 'number' }).notNull(),
    /** Tables of an executive report; null of others. */
    csv: text('csv'),
    /** Of an executive report the workloads as JSON, as they were declared when it was frozen; null of others. */
    declared: text('declared'),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subjectId, table.edition] })],
);

/** The newest report of each month, or part of the fleet, that is not frozen. */
export const reportDraft = antipode.table('report_draft', {
  subjectId: text('subject_id').primaryKey(),
  madeMs: doublePrecision('made_ms').notNull(),
  content: text('content').notNull(),
  sha256: text('sha256').notNull(),
  pdf: bytes('pdf'),
  pdfSha256: text('pdf_sha256').notNull(),
  pdfTrouble: text('pdf_trouble').notNull().default(''),
  csv: text('csv').notNull(),
});

/** By which pages ask for an executive report. */
export const reportRequest = antipode.table('report_request', {
  subjectId: text('subject_id').primaryKey(),
  month: text('month').notNull(),
  scope: jsonb('scope').$type<Scope>().notNull(),
  /** When it was asked for first since it was last made. */
  askedMs: doublePrecision('asked_ms').notNull(),
  askedBy: text('asked_by').notNull(),
  /** Why it could not be made last time, in a sentence; empty where nothing failed. */
  trouble: text('trouble').notNull().default(''),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});
