import { LeftAlone } from '@/lib/persistence/left-alone';
import { findReportsDue } from '@/lib/persistence/reports';
import { takeTurns } from '@/lib/persistence/take-turns';
import { makeReport, type ReportPorts } from './make-report';

const rules = {
  leaseName: 'reports',
  /** Well within the minute that a report may take. */
  leaseSeconds: 15,
  pauseMs: () => 2000,
  trouble: 'Reports cannot be written now; tried again.',
};
const mostAtOnce = 5;
/** Wall milliseconds for which a run whose report failed is left alone, so that it keeps no other one waiting. */
const againAfterMs = 30_000;

/**
 * Writes a report of every run that has ended, seconds after its end, and looks again whether something of it was known
 * only later. What is due is told by the store alone: an engine that was killed in between leaves nothing behind but work,
 * which the next one finds.
 */
export function writeReports(ports: ReportPorts): { readonly ended: Promise<void> } {
  const { store, log, stopping, clock } = ports;
  const failed = new LeftAlone(againAfterMs);
  return takeTurns(ports, rules, async (hold) => {
    const due = await findReportsDue(store, clock.now(), mostAtOnce + failed.size);
    if (due.length === 0 || !(await hold())) return;
    for (const one of due.filter(({ executionId }) => !failed.has(executionId)).slice(0, mostAtOnce)) {
      if (stopping.aborted) return;
      try {
        const became = await makeReport(ports, one);
        failed.remove(one.executionId);
        if (became === 'made') log.info({ execution: one.executionId, edition: one.edition + 1 }, 'A report is made.');
      } catch (error) {
        failed.add(one.executionId);
        log.error({ err: error, execution: one.executionId }, 'The report of a run could not be made; tried again.');
      }
    }
  });
}
