import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import type { SheetNotes } from './number-notes';
import { SheetPieceText } from './sheet-piece';

export interface SheetFactsProps {
  readonly block: Extract<SheetBlock, { kind: 'facts' }>;
  readonly numbers: SheetNotes['numbers'];
}

/** Names with their values, one a line. */
export function SheetFacts({ block: { rows }, numbers }: SheetFactsProps) {
  return (
    <dl className="grid gap-x-4 gap-y-0.5 sheet-body sm:grid-cols-[minmax(7rem,24%)_1fr] print:grid-cols-[24%_1fr]">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-full grid break-inside-avoid grid-cols-subgrid">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="min-w-0">
            <SheetPieceText text={value} numbers={numbers} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
