import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { EpochMs } from '../domain/time';
import { type ReportKind, report } from './report-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

export type { ReportKind } from './report-schema';

/** An edition of a report as it is stored. */
export type StoredReport = typeof report.$inferSelect;

/** What is told of an edition without its content. */
export type ReportLine = Pick<
  StoredReport,
  'edition' | 'madeMs' | 'sha256' | 'pdfSha256' | 'pdfTrouble' | 'auditNumber'
>;

/** A run whose report is to be made, or looked at again. */
export interface ReportDue {
  readonly executionId: string;
  /** The newest edition; 0 where there is none. */
  readonly edition: number;
}

/** Fleet milliseconds after the end of a run within which its record is looked at again. */
const lookedAtForMs = 86_400_000;
const firstLookMs = 60_000;

/**
 * Runs that have ended and have no report, the oldest first; after them those whose record is to be looked at again: a
 * minute after the end, and then whenever as much time has passed again, for a day.
 */
export async function findReportsDue(store: Store, now: EpochMs, limit: number): Promise<readonly ReportDue[]> {
  const { rows } = await store.db.execute<{ execution_id: string; edition: number }>(sql`
    select e.id as execution_id, coalesce(r.edition, 0) as edition
    from antipode.execution e
    left join lateral (
      select edition, looked_ms from antipode.report
      where kind = 'recovery' and subject_id = e.id order by edition desc limit 1) r on true
    where e.ended_ms is not null
      and (r.edition is null
        or (r.looked_ms - e.ended_ms < ${lookedAtForMs}::double precision
          and ${now}::double precision - r.looked_ms
            >= greatest(${firstLookMs}::double precision, r.looked_ms - e.ended_ms)))
    order by (r.edition is not null), e.ended_ms
    limit ${limit}`);
  return rows.map(({ execution_id: executionId, edition }) => ({ executionId, edition }));
}

/** An edition to be written; what a kind does not have is null. */
export type NewReport = Omit<StoredReport, 'lookedMs' | 'csv' | 'declared'> &
  Partial<Pick<StoredReport, 'csv' | 'declared'>>;

/** Writes an edition; `known` where another engine has written it, and nothing was written. */
export async function insertReport(tx: StoreTransaction, added: NewReport): Promise<'inserted' | 'known'> {
  const rows = await tx
    .insert(report)
    .values({ ...added, lookedMs: added.madeMs })
    .onConflictDoNothing()
    .returning({ edition: report.edition });
  return rows.length === 1 ? 'inserted' : 'known';
}

/** Notes that the record was looked at and says what the edition says. */
export async function noteReportLooked(
  store: Store,
  { kind, subjectId, edition }: Pick<StoredReport, 'kind' | 'subjectId' | 'edition'>,
  now: EpochMs,
): Promise<void> {
  await store.db
    .update(report)
    .set({ lookedMs: now })
    .where(isEdition(kind, subjectId, edition));
}

/** An edition, the newest where none is named. */
export async function findReport(
  store: Store,
  kind: ReportKind,
  subjectId: string,
  edition: number | 'newest' = 'newest',
): Promise<StoredReport | 'not-found'> {
  const named = edition === 'newest' ? undefined : eq(report.edition, edition);
  const [row] = await store.db
    .select()
    .from(report)
    .where(and(eq(report.kind, kind), eq(report.subjectId, subjectId), named))
    .orderBy(desc(report.edition))
    .limit(1);
  return row ?? 'not-found';
}

/** What the newest editions of several reports say, by their subjects; without documents. */
export async function readNewestContents(
  store: Store,
  kind: ReportKind,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<StoredReport, 'content' | 'sha256'>>> {
  if (subjectIds.length === 0) return new Map();
  const { subjectId, content, sha256, edition } = report;
  const rows = await store.db
    .selectDistinctOn([subjectId], { subjectId, content, sha256 })
    .from(report)
    .where(and(eq(report.kind, kind), inArray(subjectId, [...subjectIds])))
    .orderBy(asc(subjectId), desc(edition));
  return new Map(rows.map((row) => [row.subjectId, row]));
}

/** The newest edition of every report of a kind, when it was made and when its record was last looked at. */
export async function readNewestEditions(
  store: Store,
  kind: ReportKind,
): Promise<readonly Pick<StoredReport, 'subjectId' | 'edition' | 'madeMs' | 'lookedMs'>[]> {
  const { subjectId, edition, madeMs, lookedMs } = report;
  return store.db
    .selectDistinctOn([subjectId], { subjectId, edition, madeMs, lookedMs })
    .from(report)
    .where(eq(report.kind, kind))
    .orderBy(asc(subjectId), desc(edition));
}

/** Every edition of a report, the first one first. */
export async function readReportLines(
  store: Store,
  kind: ReportKind,
  subjectId: string,
): Promise<readonly ReportLine[]> {
  const { edition, madeMs, sha256, pdfSha256, pdfTrouble, auditNumber } = report;
  return store.db
    .select({ edition, madeMs, sha256, pdfSha256, pdfTrouble, auditNumber })
    .from(report)
    .where(and(eq(report.kind, kind), eq(report.subjectId, subjectId)))
    .orderBy(asc(edition));
}

/** Every edition of several reports of a kind, the first one first. */
export async function readLinesOfReports(
  store: Store,
  kind: ReportKind,
  subjectIds: readonly string[],
): Promise<readonly (ReportLine & { readonly subjectId: string })[]> {
  if (subjectIds.length === 0) return [];
  const { subjectId, edition, madeMs, sha256, pdfSha256, pdfTrouble, auditNumber } = report;
  return store.db
    .select({ subjectId, edition, madeMs, sha256, pdfSha256, pdfTrouble, auditNumber })
    .from(report)
    .where(and(eq(report.kind, kind), inArray(report.subjectId, [...subjectIds])))
    .orderBy(asc(subjectId), asc(edition));
}

function isEdition(kind: ReportKind, subjectId: string, edition: number) {
  return and(eq(report.kind, kind), eq(report.subjectId, subjectId), eq(report.edition, edition));
}
