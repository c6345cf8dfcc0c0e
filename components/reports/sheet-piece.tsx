import type { SheetText } from '@/lib/format/executive-report/sheet';
import { SheetMark } from '../status/sheet-state';
import { type SheetNotes, toPiece } from './number-notes';
import { SheetWords } from './sheet-words';

export interface SheetPieceProps {
  readonly text: SheetText;
  readonly numbers: SheetNotes['numbers'];
  /** Of the shape before it, in pixels. */
  readonly markSize?: 14 | 18;
}

/** A text of a sheet: the shape of its state, its words, and the numbers of its footnotes, which lead to them. */
export function SheetPieceText({ text, numbers, markSize = 14 }: SheetPieceProps) {
  const { text: words, notes = [], strong = false, state } = toPiece(text);
  const said = (
    <>
      <SheetWords className={strong ? 'font-semibold' : undefined}>{words}</SheetWords>
      {notes.map((sentence) => (
        <NoteMark key={sentence} number={numbers.get(sentence)} />
      ))}
    </>
  );
  if (state === undefined) return said;
  // Lines that follow stand under the words, and not under the shape.
  return (
    <span className="inline-flex max-w-full items-start text-left align-top">
      <SheetMark state={state} size={markSize} />
      <span className="min-w-0">{said}</span>
    </span>
  );
}

function NoteMark({ number }: { readonly number: number | undefined }) {
  if (number === undefined) throw new Error('A footnote of the sheet has no number.');
  return (
    <a
      href={`#note-${number}`}
      className="ml-0.5 whitespace-nowrap align-[0.3em] font-normal text-ink-muted text-note leading-[0] underline decoration-line-strong underline-offset-2 hover:text-link print:text-[5.2pt] print:no-underline"
      aria-label={`Footnote ${number}`}
    >
      [{number}]
    </a>
  );
}
