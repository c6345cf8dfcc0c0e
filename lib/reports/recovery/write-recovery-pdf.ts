import { setImmediate as breathe } from 'node:timers/promises';
import { fromMoment } from '@/lib/domain/reports/figure';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { hanFormsOf } from '../pdf/han-forms';
import { PdfDocument } from '../pdf/pdf-document';
import { writeFigures } from './write-figures';
import { recordSections } from './write-record';
import { writeSummary } from './write-summary';

/**
 * The report for people, as PDF: the same report is the same bytes. Everything in it stands in the report as JSON, whose
 * SHA-256 is at the foot of each page.
 */
export async function writeRecoveryPdf(report: RecoveryReport, sha256: string): Promise<Buffer> {
  const { run, edition, simulated } = report;
  const title = `Recovery report: ${run.workloadName}, ${run.source} to ${run.target}`;
  const document = new PdfDocument({
    title,
    subject: `Run ${run.id}, edition ${edition}`,
    date: new Date(fromMoment(run.endedAt)),
    bands: bandsOf(simulated, run),
    footer: `Run ${run.id}, edition ${edition}. All times are UTC.`,
    seal: `SHA-256 of the report as JSON: ${sha256}`,
    hanForms: hanFormsOf(JSON.stringify(report)),
  });
  // Runs are driven by the same program: no part may hold it up for long.
  for (const write of [writeSummary, writeFigures, ...recordSections]) {
    write(document, report);
    await breathe();
  }
  return document.finish();
}

function bandsOf(simulated: boolean, { dryRun, drill }: RecoveryReport['run']): readonly string[] {
  return [...(simulated ? ['SIMULATED'] : []), ...(dryRun ? ['DRY RUN'] : drill ? ['DRILL'] : [])];
}
