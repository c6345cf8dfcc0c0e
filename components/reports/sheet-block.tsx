import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import type { SheetNotes } from './number-notes';
import { SheetDays } from './sheet-days';
import { SheetFacts } from './sheet-facts';
import { SheetFigures } from './sheet-figures';
import { SheetList } from './sheet-list';
import { SheetPieceText } from './sheet-piece';
import { SheetTable } from './sheet-table';

export interface SheetBlockProps {
  readonly block: SheetBlock;
  readonly numbers: SheetNotes['numbers'];
}

/** One block of a sheet, as its kind is drawn. */
export function SheetBlockView({ block, numbers }: SheetBlockProps) {
  switch (block.kind) {
    case 'lead':
      return (
        <p className="font-semibold sheet-lead print:mb-[3pt]">
          <SheetPieceText text={block.text} numbers={numbers} markSize={18} />
        </p>
      );
    case 'heading':
      return <h2 className="mt-1.5 break-after-avoid font-semibold sheet-heading print:mt-[6pt]">{block.text}</h2>;
    case 'paragraph':
      return (
        <p className={block.small === true ? 'text-ink-muted sheet-note' : 'sheet-body'}>
          <SheetPieceText text={block.text} numbers={numbers} />
        </p>
      );
    case 'figures':
      return <SheetFigures block={block} numbers={numbers} />;
    case 'facts':
      return <SheetFacts block={block} numbers={numbers} />;
    case 'list':
      return <SheetList block={block} numbers={numbers} />;
    case 'table':
      return <SheetTable block={block} numbers={numbers} />;
    case 'days':
      return <SheetDays block={block} />;
  }
}
