import type { ReactNode } from 'react';
import type { SheetBlock, SheetColumn, SheetText } from '@/lib/format/executive-report/sheet';
import { ScrollArea } from '../ui/scroll-area';
import { type SheetNotes, toPiece } from './number-notes';
import { SheetPieceText } from './sheet-piece';

export interface SheetTableProps {
  readonly block: Extract<SheetBlock, { kind: 'table' }>;
  readonly numbers: SheetNotes['numbers'];
}

/** A table whose head stands on every page again and whose rows are not torn; one without rows is the sentence instead. */
export function SheetTable({ block: { columns, rows, empty }, numbers }: SheetTableProps) {
  if (rows.length === 0) return <p className="sheet-body">{empty}</p>;
  const looks = columns.map((column, index) => cellLook(column, columns[index - 1]));
  return (
    <div className="print:*:static print:*:overflow-visible">
      <ScrollArea
        label={`Table: ${columns
          .map(({ head }) => toPiece(head).text)
          .filter((head) => head !== '')
          .join(', ')}`}
      >
        <table className="w-full min-w-[52rem] table-fixed border-collapse text-left sheet-cell print:min-w-0">
          <colgroup>
            {columns.map((column) => (
              // The content policy admits no style of a document, and an attribute needs none.
              <col key={keyOf(column)} width={`${(column.share * 100).toFixed(2)}%`} />
            ))}
          </colgroup>
          <thead>
            <tr className="border-ink-muted border-b">
              {columns.map((column, index) => (
                <th
                  key={keyOf(column)}
                  scope="col"
                  className={`align-bottom font-semibold text-ink-muted ${looks[index] ?? ''}`}
                >
                  <SheetPieceText text={column.head} numbers={numbers} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a report stand as they are, and two may say the same
              <Row key={index} columns={columns} looks={looks} row={row} numbers={numbers} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </div>
  );
}

interface RowProps {
  readonly columns: readonly SheetColumn[];
  readonly looks: readonly string[];
  readonly row: readonly SheetText[];
  readonly numbers: SheetNotes['numbers'];
}

function Row({ columns, looks, row, numbers }: RowProps) {
  return (
    <tr className="break-inside-avoid border-line border-b align-top">
      {columns.map((column, index) => (
        <Cell key={keyOf(column)} look={looks[index] ?? ''} isHead={index === 0}>
          <SheetPieceText text={row[index] ?? ''} numbers={numbers} />
        </Cell>
      ))}
    </tr>
  );
}

interface CellProps {
  readonly look: string;
  /** Names its row. */
  readonly isHead: boolean;
  readonly children: ReactNode;
}

function Cell({ look, isHead, children }: CellProps) {
  if (!isHead) return <td className={look}>{children}</td>;
  return (
    <th scope="row" className={`font-normal ${look}`}>
      {children}
    </th>
  );
}

function cellLook({ align }: SheetColumn, before: SheetColumn | undefined): string {
  const cell = 'px-1.5 py-1 first:pl-0 last:pr-0 print:px-[3pt] print:py-[1.4pt]';
  if (align === 'right') return `${cell} text-right`;
  // Words behind figures that end where they begin.
  return before?.align === 'right' ? `${cell} pl-3 print:pr-0 print:pl-[6pt]` : cell;
}

function keyOf({ head }: SheetColumn): string {
  return toPiece(head).text;
}
