import { measureText } from './measure-text';

/** A column of figures or states: as wide as the widest of them needs, so that none is cut. */
export interface WallColumn<Id extends string = string> {
  readonly id: Id;
  readonly head: string;
  /** What it usually needs at most: the column keeps this width, so that it does not jump with each figure. */
  readonly usual: string;
  readonly fontPx: number;
  /** Of the icon before the text, gap included; 0 without one. */
  readonly iconPx: number;
  /** What must find room, and what would if there is some left. */
  readonly needed: readonly string[];
  readonly wanted: readonly string[];
}

export interface FittedColumn<Id extends string = string> {
  readonly id: Id;
  readonly head: string;
  readonly widthPx: number;
}

export interface FittedColumns<Id extends string> {
  readonly columns: readonly FittedColumn<Id>[];
  /** For the names that stand before them. */
  readonly namePx: number;
}

export interface ColumnRoom {
  readonly widthPx: number;
  /** What names need at the least, and what would show all of them whole. */
  readonly leastNamePx: number;
  readonly wholeNamePx: number;
  readonly gapPx: number;
  readonly padPx: number;
  readonly headFontPx: number;
}

/**
 * As many of the columns as find room beside the names, the first ones first; one that does not fit is left out whole, and
 * all behind it. What is left goes to longer wordings, then to the names, then to all of them alike.
 */
export function fitColumns<Id extends string>(columns: readonly WallColumn<Id>[], room: ColumnRoom): FittedColumns<Id> {
  const taken = takeColumns(columns, room);
  let leftPx = room.widthPx - taken.reduce((sum, { widthPx }) => sum + widthPx + room.gapPx, 0);
  const usualPx = Math.max(room.leastNamePx, Math.min(room.wholeNamePx, room.widthPx / 4));
  let namePx = Math.min(leftPx, Math.ceil(usualPx));
  leftPx -= namePx;
  const widened = taken.map(({ column, widthPx }) => {
    const more = Math.max(0, Math.min(leftPx, widthFor(column, column.wanted, room) - widthPx));
    leftPx -= more;
    return { id: column.id, head: column.head, widthPx: widthPx + more };
  });
  const forNames = Math.max(0, Math.min(leftPx, Math.ceil(room.wholeNamePx) - namePx));
  namePx += forNames;
  const each = Math.floor((leftPx - forNames) / (widened.length + 1));
  return {
    columns: widened.map((column) => ({ ...column, widthPx: column.widthPx + each })),
    namePx: namePx + each,
  };
}

function takeColumns<Id extends string>(columns: readonly WallColumn<Id>[], room: ColumnRoom) {
  const taken: { readonly column: WallColumn<Id>; readonly widthPx: number }[] = [];
  let leftPx = room.widthPx;
  for (const column of columns) {
    const widthPx = widthFor(column, [column.usual, ...column.needed], room);
    leftPx -= widthPx + room.gapPx;
    if (leftPx < room.leastNamePx) break;
    taken.push({ column, widthPx });
  }
  return taken;
}

function widthFor(column: WallColumn, words: readonly string[], room: ColumnRoom): number {
  const ems = words.reduce((most, each) => Math.max(most, measureText(each)), 0);
  const forWords = ems * column.fontPx + column.iconPx;
  return Math.ceil(Math.max(forWords, measureText(column.head) * room.headFontPx) + 2 * room.padPx);
}
