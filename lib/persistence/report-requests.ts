import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Month } from '../domain/costs/report/choose-month';
import type { Scope } from '../domain/scope';
import type { EpochMs } from '../domain/time';
import { reportRequest } from './report-schema';
import type { Store } from './store';

/** Channel of the wake-up when an executive report is asked for. */
export const reportRequestChannel = 'antipode_report_request';

/** Requests that are open at once, each of another part of the fleet or month. */
export const mostReportRequests = 20;

/** Wall seconds for which a request lives that nobody repeats. */
const requestSeconds = 600;

/** An executive report that somebody waits for. */
export interface ReportRequest {
  readonly subjectId: string;
  readonly month: Month;
  readonly scope: Scope;
  /** When it was asked for first since it was last made, fleet time. */
  readonly askedMs: EpochMs;
  /** Why it could not be made last time; empty where nothing failed. */
  readonly trouble: string;
}

export interface ReportAsked extends Omit<ReportRequest, 'trouble'> {
  /** Who asks. */
  readonly askedBy: string;
}

/**
 * Asks the engine for a report, or again for one that is asked for already: whoever asks the same shares it. A new one is
 * `crowded` where too many others are open.
 */
export async function requestReport(
  store: Store,
  { subjectId, month, scope, askedMs, askedBy }: ReportAsked,
): Promise<Pick<ReportRequest, 'askedMs' | 'trouble'> | 'crowded'> {
  const { rows } = await store.db.execute<{ asked_ms: number; trouble: string }>(sql`
    insert into antipode.report_request as r (subject_id, month, scope, asked_ms, asked_by, expires_at)
    select ${subjectId}, ${month}, ${JSON.stringify(scope)}::jsonb, ${askedMs}::double precision, ${askedBy},
      clock_timestamp() + make_interval(secs => ${requestSeconds})
    where (select count(*) from antipode.report_request
      where expires_at > clock_timestamp() and subject_id <> ${subjectId}) < ${mostReportRequests}
    on conflict (subject_id) do update set
      asked_ms = case when r.expires_at > clock_timestamp() then r.asked_ms else excluded.asked_ms end,
      trouble = case when r.expires_at > clock_timestamp() then r.trouble else '' end,
      asked_by = excluded.asked_by,
      expires_at = excluded.expires_at
    returning asked_ms, trouble`);
  const [row] = rows;
  if (row === undefined) return 'crowded';
  // One that was open already is known to the engine.
  if (row.asked_ms === askedMs) await wake(store, subjectId);
  return { askedMs: row.asked_ms, trouble: row.trouble };
}

/** A wake-up only: the engine looks by itself anyway. */
async function wake(store: Store, subjectId: string): Promise<void> {
  await store.db.execute(sql`select pg_notify(${reportRequestChannel}, ${subjectId})`).catch(() => undefined);
}

/** Requests that live, who waits longest first. */
export async function readReportRequests(store: Store): Promise<readonly ReportRequest[]> {
  const { subjectId, month, scope, askedMs, trouble } = reportRequest;
  return store.db
    .select({ subjectId, month, scope, askedMs, trouble })
    .from(reportRequest)
    .where(gt(reportRequest.expiresAt, sql`clock_timestamp()`))
    .orderBy(asc(askedMs), asc(subjectId));
}

/** Ends the requests for a report that were made before `until`: it is there. */
export async function answerReportRequest(store: Store, subjectId: string, until: EpochMs): Promise<void> {
  await store.db
    .delete(reportRequest)
    .where(and(eq(reportRequest.subjectId, subjectId), lte(reportRequest.askedMs, until)));
}

/** Tells who waits why it could not be made. */
export async function noteRequestTrouble(store: Store, subjectId: string, trouble: string): Promise<void> {
  await store.db.update(reportRequest).set({ trouble }).where(eq(reportRequest.subjectId, subjectId));
}

/** Forgets requests that nobody repeats any more. */
export async function pruneReportRequests(store: Store): Promise<void> {
  await store.db.delete(reportRequest).where(lte(reportRequest.expiresAt, sql`clock_timestamp()`));
}
