import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLease, releaseLease } from '@/lib/persistence/lease';
import { findReportsDue } from '@/lib/persistence/reports';
import { makeReport, type ReportPorts } from './make-report';

const leaseName = 'reports';
/** Wall seconds: another engine takes over after them, well within the minute that a report may take. */
const leaseSeconds = 15;
const lookEveryMs = 2000;
const mostAtOnce = 5;
/** Wall milliseconds for which a run whose report failed is left alone, so that it keeps no other one waiting. */
const againAfterMs = 30_000;

/**
 * Writes a report of every run that has ended, seconds after its end, and looks again whether something of it was known
 * only later. What is due is told by the store alone: an engine that was killed in between leaves nothing behind but work,
 * which the next one finds.
 */
export function writeReports(ports: ReportPorts): { readonly ended: Promise<void> } {
  const { store, engineId, log, stopping, clock } = ports;
  const failedAt = new Map<string, number>();
  const isLeftAlone = (id: string) => performance.now() - (failedAt.get(id) ?? Number.NEGATIVE_INFINITY) < againAfterMs;
  const turn = async () => {
    const due = await findReportsDue(store, clock.now(), mostAtOnce + failedAt.size);
    if (due.length === 0 || !(await acquireLease(store, leaseName, engineId, leaseSeconds))) return;
    for (const one of due.filter(({ executionId }) => !isLeftAlone(executionId)).slice(0, mostAtOnce)) {
      if (stopping.aborted) return;
      try {
        const became = await makeReport(ports, one);
        failedAt.delete(one.executionId);
        if (became === 'made') log.info({ execution: one.executionId, edition: one.edition + 1 }, 'A report is made.');
      } catch (error) {
        failedAt.set(one.executionId, performance.now());
        log.error({ err: error, execution: one.executionId }, 'The report of a run could not be made; tried again.');
      }
    }
  };
  const work = async () => {
    for (let failed = false; !stopping.aborted; ) {
      try {
        await turn();
        failed = false;
      } catch (error) {
        if (!failed) log.warn({ err: error }, 'Reports cannot be written now; tried again.');
        failed = true;
      }
      await sleep(lookEveryMs, undefined, { signal: stopping }).catch(() => 'stopping');
    }
    await releaseLease(store, leaseName, engineId).catch(() => 'it ends by itself');
  };
  return { ended: work() };
}
