import type { Sheet, SheetBlock, SheetPiece, SheetText } from '@/lib/format/executive-report/sheet';

/** One footnote of a sheet. */
export interface SheetNote {
  readonly number: number;
  readonly sentence: string;
}

/** The footnotes of a sheet: each sentence has one number, and stands at the end of the part that names it first. */
export interface SheetNotes {
  readonly first: readonly SheetNote[];
  readonly appendix: readonly SheetNote[];
  /** By sentence. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Numbers the footnotes of a sheet from 1, in the order in which they are first named. */
export function numberNotes({ first, appendix }: Pick<Sheet, 'first' | 'appendix'>): SheetNotes {
  const named = (blocks: readonly SheetBlock[]) => new Set(blocks.flatMap(textsOf).flatMap(notesOf));
  const ofFirst = named(first);
  const all = [...new Set([...ofFirst, ...named(appendix)])].map((sentence, index) => ({
    number: index + 1,
    sentence,
  }));
  return {
    first: all.slice(0, ofFirst.size),
    appendix: all.slice(ofFirst.size),
    numbers: new Map(all.map(({ number, sentence }) => [sentence, number])),
  };
}

function notesOf(text: SheetText): readonly string[] {
  return typeof text === 'string' ? [] : (text.notes ?? []);
}

/** The texts of a block, in the order in which they are read. */
function textsOf(block: SheetBlock): readonly SheetText[] {
  switch (block.kind) {
    case 'lead':
    case 'paragraph':
      return [block.text];
    case 'figures':
      return block.items.flatMap(({ value, detail }): readonly SheetText[] => [value, detail]);
    case 'facts':
      return block.rows.map(([, value]) => value);
    case 'list':
      return block.items;
    case 'table':
      // Nobody reads the heads of a table that has no rows.
      return block.rows.length === 0 ? [] : [...block.columns.map(({ head }) => head), ...block.rows.flat()];
    case 'heading':
    case 'days':
      return [];
  }
}

/** A text with all it may have. */
export function toPiece(text: SheetText): SheetPiece {
  return typeof text === 'string' ? { text } : text;
}
