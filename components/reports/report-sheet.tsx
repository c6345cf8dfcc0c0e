import type { Sheet, SheetBlock } from '@/lib/format/executive-report/sheet';
import { numberNotes, type SheetNote, type SheetNotes } from './number-notes';
import { SheetBand } from './sheet-band';
import { SheetBlockView } from './sheet-block';
import { SheetNotesList } from './sheet-notes';
import { SheetWords } from './sheet-words';

/**
 * A report as a sheet of paper, on the screen and printed: the first page, and an appendix from the next page on. Every word
 * of it is the sheet's.
 */
export function ReportSheet({ sheet }: { readonly sheet: Sheet }) {
  const { title, subtitle, bands, first, appendix, footer, seal } = sheet;
  const notes = numberNotes(sheet);
  return (
    <article
      data-testid="report-sheet"
      className="paper mx-auto w-full max-w-[62rem] border border-line bg-surface text-ink [overflow-wrap:anywhere] print:max-w-none print:border-0"
    >
      {bands.length > 0 && <SheetBand words={bands} />}
      <SheetPart
        blocks={first}
        notes={notes.first}
        numbers={notes.numbers}
        label="Footnotes of the first page"
        part="first"
      >
        <header className="grid gap-0.5">
          <h1 className="font-semibold sheet-title">
            <SheetWords>{title}</SheetWords>
          </h1>
          <p className="text-ink-muted sheet-subtitle">
            <SheetWords>{subtitle}</SheetWords>
          </p>
        </header>
      </SheetPart>
      {appendix.length > 0 && (
        <SheetPart
          blocks={appendix}
          notes={notes.appendix}
          numbers={notes.numbers}
          label="Footnotes of the appendix"
          part="appendix"
        />
      )}
      <p className="border-line border-t px-5 py-2 text-ink-muted sheet-note sm:px-14 print:hidden">
        <SheetWords>{footer}</SheetWords>
        <span className="block">{seal}</span>
      </p>
    </article>
  );
}

interface SheetPartProps {
  readonly part: 'first' | 'appendix';
  readonly blocks: readonly SheetBlock[];
  readonly notes: readonly SheetNote[];
  readonly numbers: SheetNotes['numbers'];
  readonly label: string;
  readonly children?: React.ReactNode;
}

function SheetPart({ part, blocks, notes, numbers, label, children }: SheetPartProps) {
  // The first page is written to its foot; what follows is as long as it is, over as many pages as it needs.
  const place =
    part === 'first'
      ? 'print:min-h-(--first-page) print:gap-[2pt]'
      : 'border-line border-t print:block print:break-before-page print:space-y-[3pt] print:border-0';
  return (
    <div data-testid={`sheet-${part}`} className={`flex flex-col gap-2.5 px-5 pt-6 pb-5 sm:px-14 print:p-0 ${place}`}>
      {children}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a report stand as they are
        <SheetBlockView key={index} block={block} numbers={numbers} />
      ))}
      <SheetNotesList notes={notes} label={label} />
    </div>
  );
}
