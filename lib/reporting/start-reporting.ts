import { wholeFleet } from '@/lib/access/actor';
import { LeftAlone } from '@/lib/persistence/left-alone';
import { readMonthsOnRecord } from '@/lib/persistence/months-on-record';
import { findReportDraft, pruneReportDrafts } from '@/lib/persistence/report-drafts';
import {
  answerReportRequest,
  noteRequestTrouble,
  pruneReportRequests,
  type ReportRequest,
  readReportRequests,
  reportRequestChannel,
} from '@/lib/persistence/report-requests';
import { readNewestEditions, readReportLines } from '@/lib/persistence/reports';
import { takeTurns } from '@/lib/persistence/take-turns';
import { listMonthsToFreeze, listToLookAt } from './list-due';
import { makeReport, restateReport } from './make-report';
import type { ReportingPorts } from './reporting-ports';

const rules = {
  leaseName: 'executive-reports',
  leaseSeconds: 15,
  /** Who asks has the report within seconds, wake-up or none. */
  pauseMs: () => 1000,
  wokenBy: reportRequestChannel,
  trouble: 'Executive reports cannot be made now; tried again.',
};
const mostAtOnce = 5;
/** Wall milliseconds between two looks at what the calendar wants, and for which a report that failed is left alone. */
const calendarEveryMs = 10_000;
const againAfterMs = 30_000;
/** Fleet milliseconds after which a draft that nobody asked for again is forgotten. */
const draftKeptMs = 86_400_000;

/**
 * Executive reports as a part of an engine: makes those that are asked for, freezes those of months that are closed and looks
 * at them again. One engine of those that share the store does; what is due is told by the store alone, so that the next one
 * goes on where another was killed. Ends with the signal of its ports.
 */
export function startReporting(ports: ReportingPorts): { readonly ended: Promise<void> } {
  const failed = new LeftAlone(againAfterMs);
  let lookedAt = Number.NEGATIVE_INFINITY;
  return takeTurns(ports, rules, async (hold) => {
    await answerRequests(ports, failed, hold);
    if (performance.now() - lookedAt < calendarEveryMs || ports.stopping.aborted) return;
    // One at a time: who asks does not wait for thirteen months.
    if ((await keepCalendar(ports, failed, hold)) === 'nothing') lookedAt = performance.now();
  });
}

/** Makes what somebody waits for; one that fails keeps no other waiting. */
export async function answerRequests(
  ports: ReportingPorts,
  failed: LeftAlone,
  hold: () => Promise<boolean>,
): Promise<void> {
  const { store, stopping } = ports;
  const open = (await readReportRequests(store)).filter(({ subjectId }) => !failed.has(subjectId));
  for (const request of open.slice(0, mostAtOnce)) {
    if (stopping.aborted || !(await hold())) return;
    await answerRequest(ports, failed, request);
  }
}

async function answerRequest(ports: ReportingPorts, failed: LeftAlone, request: ReportRequest): Promise<void> {
  const { store, clock, log } = ports;
  const { subjectId, month, scope, askedMs } = request;
  const now = clock.now();
  try {
    if (!(await isThere(ports, request))) {
      const became = await makeReport(ports, { month, scope, drafts: true });
      if (became === 'frozen') log.info({ report: subjectId, edition: 1 }, 'An executive report is frozen.');
    }
    failed.remove(subjectId);
    await answerReportRequest(store, subjectId, Math.max(now, askedMs));
  } catch (error) {
    failed.add(subjectId);
    log.error({ err: error, report: subjectId }, 'An executive report could not be made; tried again.');
    await noteRequestTrouble(store, subjectId, troubleWords).catch(() => 'who waits sees for how long');
  }
}

const troubleWords = `The engine could not make it, and says in its log why. It tries again every ${againAfterMs / 1000} seconds.`;

/** Another engine has made it since it was asked for. */
async function isThere({ store }: ReportingPorts, { subjectId, askedMs }: ReportRequest): Promise<boolean> {
  const [lines, draft] = await Promise.all([
    readReportLines(store, 'executive', subjectId),
    findReportDraft(store, subjectId),
  ]);
  return lines.length > 0 || (draft !== 'none' && draft.madeMs >= askedMs);
}

/**
 * Freezes one month that is closed, else looks at one report again: whichever is due first and has not just failed. `nothing`
 * when nothing could be done.
 */
export async function keepCalendar(
  ports: ReportingPorts,
  failed: LeftAlone,
  hold: () => Promise<boolean>,
): Promise<'did-one' | 'nothing'> {
  const { store, clock, log } = ports;
  const now = clock.now();
  const [newest, onRecord] = await Promise.all([readNewestEditions(store, 'executive'), readMonthsOnRecord(store)]);
  const frozen = new Set(newest.map(({ subjectId }) => subjectId));
  const months = listMonthsToFreeze(new Set(onRecord.map(({ month }) => month)), frozen, now);
  const due = [
    ...months.map((month) => ({
      id: month,
      edition: 1,
      make: () => makeReport(ports, { month, scope: wholeFleet, drafts: false }),
    })),
    ...listToLookAt(newest, now).map((one) => ({
      id: one.subjectId,
      edition: one.edition + 1,
      make: () => restateReport(ports, one),
    })),
  ].filter(({ id }) => !failed.has(id));
  if (due.length === 0) {
    await prune(ports, now);
    return 'nothing';
  }
  if (!(await hold())) return 'nothing';
  for (const { id, edition, make } of due) {
    if (ports.stopping.aborted) return 'nothing';
    try {
      const became = await make();
      failed.remove(id);
      if (became === 'awaited') continue;
      if (became === 'frozen') log.info({ report: id, edition }, 'An executive report is frozen.');
    } catch (error) {
      failed.add(id);
      log.error({ err: error, report: id }, 'An executive report could not be made; tried again.');
    }
    return 'did-one';
  }
  return 'nothing';
}

async function prune({ store }: ReportingPorts, now: number): Promise<void> {
  await Promise.all([pruneReportRequests(store), pruneReportDrafts(store, now - draftKeptMs)]);
}
