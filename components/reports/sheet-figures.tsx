import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import type { SheetNotes } from './number-notes';
import { SheetPieceText } from './sheet-piece';

export interface SheetFiguresProps {
  readonly block: Extract<SheetBlock, { kind: 'figures' }>;
  readonly numbers: SheetNotes['numbers'];
}

const columns: readonly string[] = ['', '', 'sm:grid-cols-2', 'sm:grid-cols-3', 'sm:grid-cols-2 md:grid-cols-4'];

/** Large figures beside each other, each under what it is and over what it rests on. */
export function SheetFigures({ block: { items }, numbers }: SheetFiguresProps) {
  return (
    <dl
      className={`grid break-inside-avoid gap-x-5 gap-y-3 border-ink border-y py-2.5 print:gap-x-[10pt] print:py-[3pt] ${columns[items.length] ?? columns[4]} ${paperColumns[items.length] ?? paperColumns[4]}`}
    >
      {items.map(({ label, value, detail }) => (
        <div key={label} className="min-w-0">
          <dt className="text-ink-muted sheet-cell">{label}</dt>
          <dd className="mt-0.5 font-semibold sheet-figure print:mt-0">
            <SheetPieceText text={value} numbers={numbers} markSize={18} />
          </dd>
          <dd className="mt-0.5 text-ink-muted sheet-cell print:mt-0">
            <SheetPieceText text={detail} numbers={numbers} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Paper is as wide as paper is, whatever the window was. */
const paperColumns: readonly string[] = ['', '', 'print:grid-cols-2', 'print:grid-cols-3', 'print:grid-cols-4'];
