import { countLines, isSurelyDrawn, type TextSize, widthOf } from '../../paper/measure-text';
import type { SheetBlock, SheetColumn, SheetText } from '../sheet';
import { firstPage, firstPageGaps as gaps, markType, stateIndent, firstPageType as type } from './type';

/** At least the height of blocks on the first page, in points, with the notes that belong to them. */
export function heightOfPage(blocks: readonly SheetBlock[]): number {
  const texts = blocks.flatMap(textsOf);
  const notes = new Set(texts.flatMap((text) => (typeof text === 'string' ? [] : (text.notes ?? []))));
  const isEveryDrawn = texts.every((text) => isSurelyDrawn(typeof text === 'string' ? text : text.text));
  const all = isEveryDrawn ? [...notes] : [...notes, spareNote];
  return blocks.reduce((sum, block) => sum + knownHeightOf(block), 0) + heightOfNotes(all);
}

export function cellWidth({ share }: SheetColumn): number {
  return share * firstPage.width - gaps.cell;
}

/** Width of the numbers of the notes behind a text, with the one that paper adds where it has no glyph for a letter. */
export function behindOf(text: SheetText): number {
  const { text: words, notes = [] } = typeof text === 'string' ? { text } : text;
  const count = notes.length + (isSurelyDrawn(words) ? 0 : 1);
  return count === 0 ? 0 : widthOf('[99]'.repeat(count), markType) + 1;
}

const heights = new WeakMap<SheetBlock, number>();

/** Most blocks stay as they are while the page is filled. */
function knownHeightOf(block: SheetBlock): number {
  const known = heights.get(block) ?? heightOf(block);
  heights.set(block, known);
  return known;
}

function heightOf(block: SheetBlock): number {
  switch (block.kind) {
    case 'lead':
      return heightOfText(block.text, firstPage.width, type.lead) + gaps.afterLead;
    case 'heading':
      return gaps.beforeHeading + type.heading.lineHeight + gaps.afterHeading;
    case 'paragraph':
      return (
        heightOfText(block.text, firstPage.width, block.small === true ? type.small : type.body) + gaps.afterParagraph
      );
    case 'figures':
      return Math.max(0, ...block.items.map((item) => heightOfFigure(item, block.items.length))) + gaps.afterFigures;
    case 'table':
      return heightOfTable(block);
    default:
      throw new Error(`The first page has no ${block.kind}`);
  }
}

/** Width of each of some large figures beside each other. */
export function figureWidth(count: number): number {
  return (firstPage.width - gaps.figures * (count - 1)) / count;
}

function heightOfFigure(
  { label, value, detail }: Extract<SheetBlock, { readonly kind: 'figures' }>['items'][number],
  count: number,
): number {
  const width = figureWidth(count);
  return (
    heightOfText(label, width, type.label) +
    heightOfText(value, width, type.figure) +
    heightOfText(detail, width, type.label)
  );
}

function heightOfTable({ columns, rows, empty }: Extract<SheetBlock, { readonly kind: 'table' }>): number {
  if (rows.length === 0) return heightOfText(empty, firstPage.width, type.body) + gaps.afterParagraph;
  const heads = columns.map(({ head }) => head);
  const body = rows.reduce((sum, row) => sum + heightOfRow(columns, row, cellType), 0);
  return heightOfRow(columns, heads, () => type.strongCell) + body + gaps.afterTable;
}

/** How the text of a cell is set. */
export function cellType(text: SheetText): TextSize {
  return typeof text !== 'string' && text.strong === true ? type.strongCell : type.cell;
}

function heightOfRow(
  columns: readonly SheetColumn[],
  row: readonly SheetText[],
  typeOf: (text: SheetText) => TextSize,
): number {
  const heights = columns.map((column, index) => {
    const text = row[index] ?? '';
    return heightOfText(text, cellWidth(column), typeOf(text));
  });
  return Math.max(...heights) + gaps.row * 2;
}

function heightOfText(text: SheetText, width: number, size: TextSize): number {
  const piece = typeof text === 'string' ? { text } : text;
  const indent = piece.state === undefined ? 0 : stateIndent(size);
  return countLines(piece.text, width - indent, size, behindOf(text)) * size.lineHeight;
}

/** Notes follow each other in one paragraph. */
function heightOfNotes(notes: readonly string[]): number {
  if (notes.length === 0) return 0;
  const text = notes.map((note) => `[99] ${note}`).join('   ');
  return countLines(text, firstPage.width, type.note) * type.note.lineHeight + gaps.notes;
}

/** Stands for the one that paper adds where it has no glyph for a character. */
const spareNote =
  'a note on characters that paper has no glyph for, which stands beside the others and is nearly as long as this one is, since it says what is shown instead of them and where the text is as it was written';

/** Everything that a block of the first page says, in the order in which it is read. */
export function textsOf(block: SheetBlock): readonly SheetText[] {
  switch (block.kind) {
    case 'lead':
    case 'paragraph':
      return [block.text];
    case 'figures':
      return block.items.flatMap(({ label, value, detail }) => [label, value, detail]);
    case 'table':
      return block.rows.length === 0 ? [block.empty] : [...block.columns.map(({ head }) => head), ...block.rows.flat()];
    default:
      return [];
  }
}
