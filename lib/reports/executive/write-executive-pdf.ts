import { setImmediate as breathe } from 'node:timers/promises';
import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { fromMoment } from '@/lib/domain/reports/figure';
import { toSheet } from '@/lib/format/executive-report/to-sheet';
import { hanFormsOf } from '../pdf/han-forms';
import { PdfDocument } from '../pdf/pdf-document';
import { appendixSet, firstPageSet } from '../pdf/type-set';
import { writeBlock } from '../pdf/write-blocks';

/**
 * The report for people, as PDF: one page that says it all, and the whole of it behind. The same report is the same bytes.
 *
 * @param sha256 of the report as canonical JSON; it stands at the foot of each page
 */
export async function writeExecutivePdf(report: ExecutiveReport, sha256: string): Promise<Buffer> {
  const sheet = toSheet(report, sha256);
  const { title, subtitle, bands, footer, seal } = sheet;
  const date = new Date(fromMoment(report.asOf));
  const hanForms = hanFormsOf(JSON.stringify(report));
  const document = new PdfDocument({ title, subject: footer, date, bands, footer, seal, set: firstPageSet, hanForms });
  document.title(title, subtitle);
  // Runs are driven by the same program: no part may hold it up for long.
  for (const block of sheet.first) {
    writeBlock(document, block);
    await breathe();
  }
  document.breakPage(appendixSet);
  for (const block of sheet.appendix) {
    writeBlock(document, block);
    await breathe();
  }
  return document.finish();
}
