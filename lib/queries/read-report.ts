import 'server-only';
import { type Actor, isInScope, seesWholeFleet } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { readEnvelope } from '@/lib/audit/read-envelope';
import type { ReportState } from '@/lib/domain/reports/report-state';
import { findExecution, type StoredExecution } from '@/lib/persistence/executions';
import { findReport, readReportLines, type StoredReport } from '@/lib/persistence/reports';
import type { Store } from '@/lib/persistence/store';
import { toEditions } from './report-editions';
import { webStore } from './web-store';

/** Why there is no report to give. */
export type NoReport = 'not-found' | 'run-goes-on' | 'being-made' | 'no-such-edition' | 'no-pdf';

/** How far the report of a run is; `not-found` for a run that is unknown or out of scope. Throws AccessRefused. */
export function readReportState(actor: Actor | 'nobody', id: string): Promise<ReportState | 'not-found'> {
  return readReportStateFrom(webStore(), actor, id);
}

/** The same from a given store. */
export async function readReportStateFrom(
  store: Store,
  actor: Actor | 'nobody',
  id: string,
): Promise<ReportState | 'not-found'> {
  const run = await findVisible(store, actor, id);
  if (run === 'not-found') return 'not-found';
  if (run.endedMs === null) return { state: 'run-goes-on' };
  const lines = await readReportLines(store, 'recovery', id);
  if (lines.length === 0) return { state: 'being-made', since: run.endedMs };
  return { state: 'made', editions: await toEditions(store, lines) };
}

/**
 * The report of a run as JSON that can be verified offline, the newest edition where none is named. Throws AccessRefused;
 * fails without the store.
 */
export function readReportJson(
  actor: Actor | 'nobody',
  id: string,
  edition: number | 'newest',
): Promise<{ readonly text: string; readonly edition: number } | NoReport> {
  return readReportJsonFrom(webStore(), actor, id, edition);
}

/** The same from a given store. */
export async function readReportJsonFrom(
  store: Store,
  actor: Actor | 'nobody',
  id: string,
  edition: number | 'newest',
): Promise<{ readonly text: string; readonly edition: number } | NoReport> {
  const found = await findEdition(store, actor, id, edition);
  if (typeof found === 'string') return found;
  // Lines that follow may tell what others did to anything: they go to who sees the whole fleet.
  const seesAll = actor !== 'nobody' && seesWholeFleet(actor.scope);
  return { text: await readEnvelope(store, found, seesAll ? 'with-neighbours' : 'none'), edition: found.edition };
}

/** The report of a run as PDF. Throws AccessRefused; fails without the store. */
export function readReportPdf(
  actor: Actor | 'nobody',
  id: string,
  edition: number | 'newest',
): Promise<{ readonly pdf: Buffer; readonly edition: number } | NoReport> {
  return readReportPdfFrom(webStore(), actor, id, edition);
}

/** The same from a given store. */
export async function readReportPdfFrom(
  store: Store,
  actor: Actor | 'nobody',
  id: string,
  edition: number | 'newest',
): Promise<{ readonly pdf: Buffer; readonly edition: number } | NoReport> {
  const found = await findEdition(store, actor, id, edition);
  if (typeof found === 'string') return found;
  return found.pdf === null ? 'no-pdf' : { pdf: found.pdf, edition: found.edition };
}

async function findEdition(
  store: Store,
  actor: Actor | 'nobody',
  id: string,
  edition: number | 'newest',
): Promise<StoredReport | NoReport> {
  const run = await findVisible(store, actor, id);
  if (run === 'not-found') return 'not-found';
  const found = await findReport(store, 'recovery', id, edition);
  if (found !== 'not-found') return found;
  if (run.endedMs === null) return 'run-goes-on';
  return edition === 'newest' ? 'being-made' : 'no-such-edition';
}

async function findVisible(store: Store, actor: Actor | 'nobody', id: string): Promise<StoredExecution | 'not-found'> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const stored = await findExecution(store.db, id);
  if (stored === 'not-found') return 'not-found';
  const { accountId, workloadId } = stored;
  return isInScope(scope, { accountId, workloadId, region: 'none' }) ? stored : 'not-found';
}
