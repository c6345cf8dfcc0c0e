import { shortenText, type TextSize } from '../../paper/measure-text';
import type { SheetBlock, SheetColumn, SheetPiece, SheetText } from '../sheet';
import { behindOf, cellType, cellWidth, textsOf } from './height-of-blocks';
import { stateIndent } from './type';

type Table = Extract<SheetBlock, { readonly kind: 'table' }>;

/**
 * Shortens the cells of a table to so many lines, column by column. The appendix has whatever is shortened whole.
 */
export function fitTable(table: Table, lines: readonly number[]): Table {
  const rows = table.rows.map((row) =>
    row.map((cell, index) => {
      const column = table.columns[index];
      return column === undefined ? cell : fitCell(cell, column, lines[index] ?? 1);
    }),
  );
  return { ...table, rows };
}

function fitCell(cell: SheetText, column: SheetColumn, lines: number): SheetText {
  const isMarked = typeof cell !== 'string' && cell.state !== undefined;
  const size = cellType(cell);
  return fitText(cell, cellWidth(column) - (isMarked ? stateIndent(size) : 0), size, lines);
}

/** The text on so many lines of a width at most. */
export function fitText<T extends SheetText>(text: T, width: number, size: TextSize, lines: number): T {
  if (typeof text === 'string') return shortenText(text, width, size, lines, behindOf(text)) as T;
  const piece: SheetPiece = text;
  return { ...piece, text: shortenText(piece.text, width, size, lines, behindOf(piece)) } as T;
}

/** Whether something in a block is shorter than it is, its notes too. */
export function isShortened(blocks: readonly SheetBlock[]): boolean {
  const texts = blocks.flatMap(textsOf);
  const notes = texts.flatMap((text) => (typeof text === 'string' ? [] : (text.notes ?? [])));
  const words = texts.map((text) => (typeof text === 'string' ? text : text.text));
  return words.some((text) => text.includes('…')) || notes.some((note) => note.includes('…'));
}
