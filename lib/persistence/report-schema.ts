import { bigint, customType, doublePrecision, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { antipode } from './schema';

/** What reports are of; one subject has one report of a kind, in editions. */
export type ReportKind = 'recovery';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Reports that were made; of each the content that its hash is of, and the document for people. */
export const report = antipode.table(
  'report',
  {
    kind: text('kind').$type<ReportKind>().notNull(),
    /** Of a recovery report the run. */
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
  },
  (table) => [primaryKey({ columns: [table.kind, table.subjectId, table.edition] })],
);
