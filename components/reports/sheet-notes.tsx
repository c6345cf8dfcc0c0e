import type { SheetNote } from './number-notes';
import { SheetWords } from './sheet-words';

export interface SheetNotesListProps {
  readonly notes: readonly SheetNote[];
  readonly label: string;
}

/** The footnotes of a part, at its end: one a line, and on paper one after the other. */
export function SheetNotesList({ notes, label }: SheetNotesListProps) {
  if (notes.length === 0) return null;
  return (
    <ol
      aria-label={label}
      className="mt-auto grid gap-0.5 border-line-strong border-t pt-1.5 text-ink-muted sheet-note print:block print:pt-[3pt]"
    >
      {notes.map(({ number, sentence }) => (
        <li
          key={number}
          id={`note-${number}`}
          value={number}
          className="flex scroll-mt-16 gap-1 target:bg-raised print:me-[5pt] print:inline"
        >
          <span className="shrink-0">[{number}] </span>
          <SheetWords>{sentence}</SheetWords>
        </li>
      ))}
    </ol>
  );
}
