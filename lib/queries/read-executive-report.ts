import 'server-only';
import { type Actor, type Scope, seesWholeFleet } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { hashReport } from '@/lib/audit/hash-report';
import { draftEnvelope, readEnvelope } from '@/lib/audit/read-envelope';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { isAged, isMonth, monthAt, spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { ExecutiveReading, ReportFileKind } from '@/lib/domain/reports/executive/reading';
import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import type { EpochMs } from '@/lib/domain/time';
import { canonicalScope, executiveSubject } from '@/lib/persistence/executive-subject';
import { findReportDraft, type ReportDraft } from '@/lib/persistence/report-drafts';
import { mostReportRequests, requestReport } from '@/lib/persistence/report-requests';
import { findReport, readReportLines, type StoredReport } from '@/lib/persistence/reports';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from './fleet-clock';
import { readVisibleMonths } from './list-executive-months';
import { toEditions } from './report-editions';
import { webStore } from './web-store';

export { listExecutiveMonths } from './list-executive-months';

/** Which report: of a month as `2026-10`, and of its editions one or the newest. */
export interface ExecutiveAsked {
  readonly month: Month;
  readonly edition: number | 'newest';
}

/** A file of a report with the hash it is known by: of JSON that of the report in it, of PDF and CSV that of the file. */
export interface ExecutiveFile {
  readonly body: Uint8Array | string;
  readonly sha256: string;
  /** Plain letters, without a folder. */
  readonly fileName: string;
}

export type NoExecutiveFile = 'not-found' | 'being-made' | 'no-pdf' | 'no-such-edition';

/**
 * The executive report of a month, of the part of the fleet an actor may see. Where there is none yet, or the one of a month
 * that goes on is older than a minute of fleet time, the engine is asked for it: look again in some seconds. Throws
 * AccessRefused when the actor may not read the fleet; fails when the store cannot be reached.
 */
export function readExecutiveReport(actor: Actor | 'nobody', asked: ExecutiveAsked): Promise<ExecutiveReading> {
  return readExecutiveReportFrom(webStore(), actor, asked, fleetNow());
}

/** The same from a given store at a given moment. */
export async function readExecutiveReportFrom(
  store: Store,
  actor: Actor | 'nobody',
  { month, edition }: ExecutiveAsked,
  now: EpochMs,
): Promise<ExecutiveReading> {
  const allowed = requirePermission(actor, 'read-fleet');
  if (!isMonth(month)) {
    return { state: 'not-to-be-made', because: `${JSON.stringify(month)} is no month: write it as ${monthAt(now)}` };
  }
  const subject = executiveSubject(month, allowed.scope);
  const lines = await readReportLines(store, 'executive', subject);
  const newest = lines.at(-1);
  if (newest !== undefined) {
    const found = await findReport(store, 'executive', subject, edition);
    if (found === 'not-found') return { state: 'no-such-edition', newest: newest.edition };
    return { ...toMade(found), editions: await toEditions(store, lines), isBeingMadeAnew: false };
  }
  if (edition !== 'newest') return { state: 'no-such-edition', newest: 0 };
  return readUnfrozen(store, allowed, { month, subject }, now);
}

/** The draft, if there is one; the engine is asked for one where there is none, or the one there is has aged. */
async function readUnfrozen(
  store: Store,
  { name, scope }: Actor,
  { month, subject }: { readonly month: Month; readonly subject: string },
  now: EpochMs,
): Promise<ExecutiveReading> {
  const draft = await findReportDraft(store, subject);
  if (draft !== 'none' && !isAged(draft.madeMs, now)) return { ...toMade(draft), editions: [], isBeingMadeAnew: false };
  const because = draft === 'none' ? await whyNotToBeMade(store, scope, month, now) : 'no';
  if (because !== 'no') return { state: 'not-to-be-made', because };
  const request = await requestReport(store, {
    subjectId: subject,
    month,
    scope: canonicalScope(scope),
    askedMs: now,
    askedBy: name,
  });
  if (draft !== 'none') return { ...toMade(draft), editions: [], isBeingMadeAnew: request !== 'crowded' };
  if (request === 'crowded') return { state: 'not-to-be-made', because: crowdedWords };
  const { askedMs: since, trouble } = request;
  return { state: 'being-made', since, ...(trouble === '' ? {} : { trouble }) };
}

const crowdedWords = `${mostReportRequests} other reports are being made, as many as the engine takes at once: ask again in a minute`;

/**
 * A file of the executive report of a month; of a month that is not closed that of the newest draft. Throws AccessRefused;
 * fails when the store cannot be reached.
 */
export function readExecutiveFile(
  actor: Actor | 'nobody',
  asked: ExecutiveAsked & { readonly kind: ReportFileKind },
): Promise<ExecutiveFile | NoExecutiveFile> {
  return readExecutiveFileFrom(webStore(), actor, asked, fleetNow());
}

/** The same from a given store at a given moment. */
export async function readExecutiveFileFrom(
  store: Store,
  actor: Actor | 'nobody',
  { month, edition, kind }: ExecutiveAsked & { readonly kind: ReportFileKind },
  now: EpochMs,
): Promise<ExecutiveFile | NoExecutiveFile> {
  // A file is made of what a page would show, and asks for it in the same way.
  const reading = await readExecutiveReportFrom(store, actor, { month, edition }, now);
  if (reading.state === 'not-to-be-made') return 'not-found';
  if (reading.state !== 'made') return reading.state;
  const { scope } = requirePermission(actor, 'read-fleet');
  const subject = executiveSubject(month, scope);
  const frozen = await findReport(store, 'executive', subject, edition);
  if (frozen !== 'not-found') {
    const file = await toFile(frozen, kind, () => {
      // Lines that follow may tell what others did to anything: they go to who sees the whole fleet.
      return readEnvelope(store, frozen, seesWholeFleet(scope) ? 'with-neighbours' : 'none');
    });
    return named(file, `${month}-edition-${frozen.edition}`, kind);
  }
  const draft = await findReportDraft(store, subject);
  // It was frozen in between.
  if (draft === 'none') return 'being-made';
  return named(await toFile(draft, kind, async () => draftEnvelope(draft)), `${month}-so-far`, kind);
}

async function toFile(
  { sha256, pdf, pdfSha256, csv }: Pick<StoredReport, 'sha256' | 'pdf' | 'pdfSha256' | 'csv'>,
  kind: ReportFileKind,
  envelope: () => Promise<string>,
): Promise<Omit<ExecutiveFile, 'fileName'> | 'no-pdf' | 'not-found'> {
  if (kind === 'json') return { body: await envelope(), sha256 };
  if (kind === 'pdf') return pdf === null ? 'no-pdf' : { body: pdf, sha256: pdfSha256 };
  return csv === null ? 'not-found' : { body: csv, sha256: hashReport(csv) };
}

function named(
  file: Omit<ExecutiveFile, 'fileName'> | 'no-pdf' | 'not-found',
  name: string,
  kind: ReportFileKind,
): ExecutiveFile | NoExecutiveFile {
  return typeof file === 'string' ? file : { ...file, fileName: `executive-report-${name}.${kind}` };
}

type Made = Pick<Extract<ExecutiveReading, { state: 'made' }>, 'state' | 'report' | 'sha256' | 'pdf'>;

function toMade({ content, sha256, pdf, pdfTrouble }: StoredReport | ReportDraft): Made {
  return {
    state: 'made',
    report: JSON.parse(content) as ExecutiveReport,
    sha256,
    pdf: pdf === null ? { because: pdfTrouble } : 'made',
  };
}

async function whyNotToBeMade(store: Store, scope: Scope, month: Month, now: EpochMs): Promise<string | 'no'> {
  if (spanOfMonth(month).startAt > now) return `${month} has not begun`;
  if (month === monthAt(now)) return 'no';
  const visible = await readVisibleMonths(store, scope);
  if (visible.includes(month)) return 'no';
  const [first] = visible;
  const begins = first !== undefined && month < first ? `: what is on record begins with ${first}` : '';
  return `nothing is on record of ${month} in what you may see${begins}`;
}
