import { acceptedAct } from '@/lib/audit/build-audit-entry';
import { hashReport } from '@/lib/audit/hash-report';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import { reportAction } from '@/lib/domain/reports/envelope';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { appendAudit } from '@/lib/persistence/audit';
import { findDeployment } from '@/lib/persistence/deployment';
import { findExecution } from '@/lib/persistence/executions';
import { findReport, insertReport, noteReportLooked, type ReportDue } from '@/lib/persistence/reports';
import { inTransaction } from '@/lib/persistence/transaction';
import { writeRecoveryPdf } from '@/lib/reports/recovery/write-recovery-pdf';
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
  const { store, engineId } = ports;
  const { edition, run, format } = report;
  const content = canonicalJson(report);
  const sha256 = hashReport(content);
  const { pdf, pdfTrouble } = await tryPdf(ports, report, sha256);
  const pdfSha256 = pdf === null ? 'not-made' : hashReport(pdf);
  const entry = acceptedAct({
    actor: { name: engineId, role: 'engine' },
    action: reportAction,
    target: run.id,
    at: now,
    details: { report: 'recovery', format, edition, sha256, pdfSha256, drill: run.drill, dryRun: run.dryRun },
  });
  const added = { kind: 'recovery', subjectId: run.id, edition, madeMs: now } as const;
  return inTransaction(store, async (tx) => {
    // A number is given to the line that this transaction writes; where another engine was first, neither is written.
    const [auditNumber] = await appendAudit(tx, entry);
    if (auditNumber === undefined) throw new Error('The audit trail gave a line no number.');
    const inserted = await insertReport(tx, { ...added, content, sha256, pdf, pdfSha256, pdfTrouble, auditNumber });
    if (inserted === 'known') throw new WrittenElsewhere();
    return 'made' as const;
  }).catch((error: unknown) => {
    if (error instanceof WrittenElsewhere) return 'known' as const;
    throw error;
  });
}

/** A document that cannot be set keeps nobody from the report itself. */
async function tryPdf(
  { log }: ReportPorts,
  report: RecoveryReport,
  sha256: string,
): Promise<{ readonly pdf: Buffer | null; readonly pdfTrouble: string }> {
  try {
    return { pdf: await writeRecoveryPdf(report, sha256), pdfTrouble: '' };
  } catch (error) {
    log.error({ err: error, execution: report.run.id }, 'The report could not be made as PDF; it is there as JSON.');
    return { pdf: null, pdfTrouble: error instanceof Error ? error.message : String(error) };
  }
}

class WrittenElsewhere extends Error {
  override readonly name = 'WrittenElsewhere';
}
