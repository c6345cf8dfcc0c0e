import { freezeReport } from '@/lib/audit/freeze-report';
import { hashReport } from '@/lib/audit/hash-report';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { findDeployment } from '@/lib/persistence/deployment';
import { findExecution } from '@/lib/persistence/executions';
import { findReport, noteReportLooked, type ReportDue } from '@/lib/persistence/reports';
import { writeRecoveryPdf } from '@/lib/reports/recovery/write-recovery-pdf';
import { tryPdf } from '@/lib/reports/try-pdf';
import {
  buildRecoveryReport,
  type Edition,
  firstEdition,
  sectionsThatDiffer,
} from '../../report/build-recovery-report';
import type { RunPorts } from '../run-ports';
import { readRecord } from './read-record';

export type ReportPorts = Pick<RunPorts, 'store' | 'clock' | 'log' | 'engineId' | 'stopping'>;

/**
 * Makes the report of a run, or a further edition where the record of its period says something else by now. The report, its
 * PDF and the line of the audit trail with their hashes are written in one transaction: all or none, and of two engines one.
 */
export async function makeReport(
  ports: ReportPorts,
  { executionId, edition }: ReportDue,
): Promise<'made' | 'as-before' | 'known' | 'gone'> {
  const { store, clock } = ports;
  const [stored, before, deployment] = await Promise.all([
    findExecution(store.db, executionId),
    edition === 0 ? ('not-found' as const) : findReport(store, 'recovery', executionId, edition),
    findDeployment(store),
  ]);
  if (stored === 'not-found') return 'gone';
  const now = clock.now();
  const previous = before === 'not-found' ? 'none' : (JSON.parse(before.content) as RecoveryReport);
  const simulated = previous === 'none' ? isSimulated(deployment) : previous.simulated;
  const record = await readRecord(store, stored, simulated, previous);
  if (previous === 'none' || before === 'not-found') {
    return write(ports, buildRecoveryReport(record, firstEdition, now), now);
  }
  const looked = buildRecoveryReport(record, { edition, restates: previous.restates }, now);
  const sections = sectionsThatDiffer(previous, looked, (one, other) => canonicalJson(one) === canonicalJson(other));
  if (sections.length === 0) {
    await noteReportLooked(store, before, now);
    return 'as-before';
  }
  const next: Edition = { edition: edition + 1, restates: { edition, sha256: before.sha256, sections } };
  return write(ports, { ...looked, ...next }, now);
}

function isSimulated(deployment: Awaited<ReturnType<typeof findDeployment>>): boolean {
  if (deployment === 'none') throw new Error('The store does not say whether its fleet is simulated.');
  return deployment.simulated;
}

async function write(ports: ReportPorts, report: RecoveryReport, now: number): Promise<'made' | 'known'> {
  const { edition, run, format } = report;
  const content = canonicalJson(report);
  const document = await tryPdf(
    () => writeRecoveryPdf(report, hashReport(content)),
    (error) =>
      ports.log.error({ err: error, execution: run.id }, 'The report could not be made as PDF; it is there as JSON.'),
  );
  const details = { drill: run.drill, dryRun: run.dryRun };
  const made = { kind: 'recovery', subjectId: run.id, edition, format, content, madeAt: now, details } as const;
  return freezeReport(ports, { ...made, ...document });
}
