import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import { type SheetNotes, toPiece } from './number-notes';
import { SheetPieceText } from './sheet-piece';

export interface SheetListProps {
  readonly block: Extract<SheetBlock, { kind: 'list' }>;
  readonly numbers: SheetNotes['numbers'];
}

/** One line for each, numbered where their order counts. */
export function SheetList({ block: { ordered, items }, numbers }: SheetListProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={`grid gap-1 pl-5 sheet-body ${ordered ? 'list-decimal' : 'list-[square]'}`}>
      {items.map((item) => (
        <li key={toPiece(item).text} className="break-inside-avoid pl-0.5 marker:text-ink-muted">
          <SheetPieceText text={item} numbers={numbers} />
        </li>
      ))}
    </List>
  );
}
