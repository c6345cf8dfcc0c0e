import { firstPageGaps } from '@/lib/format/executive-report/first-page/type';
import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import { stateWords } from '@/lib/format/executive-report/state-words';
import type { PdfDocument } from './pdf-document';

/** One block of a sheet as it stands on paper. */
export function writeBlock(document: PdfDocument, block: SheetBlock): void {
  switch (block.kind) {
    case 'lead':
      document.lead(block.text);
      return;
    case 'heading':
      document.heading(block.text);
      return;
    case 'paragraph':
      document.paragraph(block.text, block.small === true ? 'small' : 'body');
      return;
    case 'figures':
      document.figures(block.items, firstPageGaps.figures);
      return;
    case 'facts':
      document.facts(block.rows);
      return;
    case 'list':
      document.list(block.items, block.ordered ? (index) => `${index + 1}.` : undefined);
      return;
    case 'table':
      document.table(block.columns, block.rows, block.empty);
      return;
    case 'days':
      document.days(block.rows, stateWords);
      return;
  }
}
