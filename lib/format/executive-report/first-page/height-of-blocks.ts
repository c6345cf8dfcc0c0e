import { countLines, type TextSize, widthOf } from '../../paper/measure-text';
import type { SheetBlock, SheetColumn, SheetText } from '../sheet';
import { firstPage, firstPageGaps as gaps, markType, stateIndent, firstPageType as type } from './type';

/** At least the height of blocks on the first page, in points, with the notes that belong to them. */
export function heightOfPage(blocks: readonly SheetBlock[]): number {
  const bodies = blocks.reduce((sum, block) => sum + heightOf(block), 0);
  return bodies + heightOfNotes([...new Set(blocks.flatMap(notesOf))]);
}

export function cellWidth({ share }: SheetColumn): number {
  return share * firstPage.width - gaps.cell;
}

/** Width of the numbers of the notes behind a text. */
export function behindOf(text: SheetText): number {
  const marks = typeof text === 'string' ? [] : (text.notes ?? []);
  return marks.length === 0 ? 0 : widthOf(marks.map(() => '[99]').join(''), markType) + 1;
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
  return [heads, ...rows].reduce((sum, row) => sum + heightOfRow(columns, row), 0) + gaps.afterTable;
}

function heightOfRow(columns: readonly SheetColumn[], row: readonly SheetText[]): number {
  const heights = columns.map((column, index) => heightOfText(row[index] ?? '', cellWidth(column), type.cell));
  return Math.max(...heights) + gaps.row * 2;
}

function heightOfText(text: SheetText, width: number, size: TextSize): number {
  const piece = typeof text === 'string' ? { text } : text;
  const indent = piece.state === undefined ? 0 : stateIndent(size);
  return countLines(piece.text, width - indent, size, behindOf(text)) * size.lineHeight;
}

/** Notes follow each other in one paragraph; one more is of characters that have no glyph on paper. */
function heightOfNotes(notes: readonly string[]): number {
  if (notes.length === 0) return 0;
  const text = [...notes, spareNote].map((note) => `[99] ${note}`).join('   ');
  return countLines(text, firstPage.width, type.note) * type.note.lineHeight + gaps.notes;
}

const spareNote =
  'a note on characters that paper has no glyph for, which may stand beside the others and is about as long as this one is, wherever it is told';

function notesOf(block: SheetBlock): readonly string[] {
  return textsOf(block).flatMap((text) => (typeof text === 'string' ? [] : (text.notes ?? [])));
}

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
