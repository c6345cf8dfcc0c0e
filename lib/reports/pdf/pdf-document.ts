import { toDrawable } from './drawable-text';
import { Footnotes } from './footnotes';
import { innerWidth, Paper, page, type StyleName, styles } from './paper';
import { wrapText } from './wrap-text';

/** A piece of text, with the notes that belong to it. */
export interface Piece {
  readonly text: string;
  readonly notes?: readonly string[];
  readonly strong?: boolean;
}
export type Text = string | Piece;

export interface Column {
  readonly head: Text;
  /** Share of the width; those of a table add up to 1. */
  readonly share: number;
  readonly align?: 'left' | 'right';
}

export interface PdfOptions {
  readonly title: string;
  readonly subject: string;
  readonly date: Date;
  /** Words that every page is banded with, such as `SIMULATED`; none in the usual case. */
  readonly bands: readonly string[];
  /** Stands at the foot of every page, before its number. */
  readonly footer: string;
  /** Stands below it, smaller, e.g. a hash. */
  readonly seal: string;
}

const escapedNote = String.raw`\u{…} stands for a character that this document cannot show, by its Unicode code point in hexadecimal; the report as JSON has the text as it was written`;
const noteGap = 8;
const cellGap = 6;

interface Laid {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly style: StyleName;
}

/**
 * A document of A4 pages from top to bottom: headings, paragraphs, lists and tables whose head is repeated and whose cells
 * wrap. A footnote stands on the page where it is first named. Made for paper: light, and whole in grey.
 */
export class PdfDocument {
  readonly #options: PdfOptions;
  readonly #paper: Paper;
  readonly #footnotes = new Footnotes();
  /** Lines of notes of each page. */
  readonly #notes: string[][] = [];
  #y = 0;

  constructor(options: PdfOptions) {
    const { title, subject, date } = options;
    this.#options = options;
    this.#paper = new Paper({ title, subject, date });
    this.#turnPage();
  }

  title(words: string, subtitle: Text): void {
    this.#block(this.#lay(words, 'title', innerWidth));
    this.#block(this.#lay(subtitle, 'subtitle', innerWidth));
    this.#y += 4;
  }

  /** Stays with what follows it: at least `keep` points. */
  heading(words: string, keep = 48): void {
    const laid = this.#lay(words, 'heading', innerWidth);
    this.#y += 12;
    this.#makeRoom(heightOf(laid) + keep, []);
    this.#paper.outline(words);
    this.#block(laid);
    this.#paper.rule(page.left, this.#y + 1, innerWidth, 'text', 0.7);
    this.#y += 5;
  }

  paragraph(text: Text, style: StyleName = 'body'): void {
    this.#block(this.#lay(text, style, innerWidth));
    this.#y += 3;
  }

  /** One paragraph for each, with a mark before it. */
  list(items: readonly Text[], markOf: (index: number) => string = () => '–'): void {
    for (const [index, item] of items.entries()) {
      const indent = 16;
      const laid = this.#lay(item, 'body', innerWidth - indent);
      this.#makeRoom(Math.min(heightOf(laid), 60), laid.notes);
      this.#paper.write(markOf(index), page.left, this.#y, styles.body);
      this.#block(laid, indent);
      this.#y += 2;
    }
  }

  /** Names with their values, one a line. */
  facts(rows: readonly (readonly [name: string, value: Text])[]): void {
    const nameWidth = 112;
    for (const [name, value] of rows) {
      const laid = this.#lay(value, 'body', innerWidth - nameWidth);
      this.#makeRoom(Math.min(heightOf(laid), 60), laid.notes);
      this.#paper.write(name, page.left, this.#y + 0.5, { ...styles.body, ink: 'muted' });
      this.#block(laid, nameWidth);
      this.#y += 1.5;
    }
  }

  /** A table; one without rows is the sentence instead. */
  table(columns: readonly Column[], rows: readonly (readonly Text[])[], empty: string): void {
    if (rows.length === 0) {
      this.paragraph(empty);
      return;
    }
    const heads = this.#layRow(
      columns,
      columns.map(({ head }) => head),
      'head',
    );
    const laid = rows.map((row) => this.#layRow(columns, row, 'cell'));
    const first = laid[0] ?? [];
    const all = [heads, ...laid];
    const whole = all.reduce((sum, row) => sum + rowHeight(row), 0);
    const notes = all.flatMap(notesOf);
    // A small table is not torn apart.
    if (whole + this.#heightOfNotes(notes) < this.#pageRoom() / 4) this.#makeRoom(whole, notes);
    else this.#makeRoom(rowHeight(heads) + Math.min(rowHeight(first), 60), notesOf([...heads, ...first]));
    this.#row(columns, heads, true);
    for (const row of laid) this.#bodyRow(columns, heads, row);
    this.#y += 5;
  }

  /** The bytes of the document; the same for the same calls. */
  finish(): Promise<Buffer> {
    for (const index of this.#notes.keys()) {
      this.#paper.goTo(index);
      this.#frame(index);
      this.#printNotes(this.#notes[index] ?? []);
    }
    return this.#paper.finish();
  }

  #lay(text: Text, style: StyleName, width: number): Laid {
    const piece = typeof text === 'string' ? { text } : text;
    const { text: drawn, isEscaped } = this.#drawable(piece.text);
    const notes = [...(piece.notes ?? []), ...(isEscaped ? [escapedNote] : [])];
    const marks = notes.map((note) => this.#footnotes.markOf(note)).join('');
    const own = piece.strong === true && style === 'body' ? 'strong' : style;
    const whole = marks === '' ? drawn : `${drawn}\u00a0${marks}`;
    return { lines: this.#wrap(whole, own, width), notes, style: own };
  }

  #drawable(text: string) {
    return toDrawable(text, (codePoint) => this.#paper.hasGlyph(codePoint));
  }

  #wrap(text: string, style: StyleName, width: number): readonly string[] {
    return wrapText(text, width, (piece) => this.#paper.widthOf(piece, styles[style]));
  }

  /** Lines below each other, over as many pages as they need. */
  #block(laid: Laid, indent = 0): void {
    const style = styles[laid.style];
    this.#makeRoom(Math.min(heightOf(laid), style.lineHeight * 2), laid.notes);
    this.#keepNotes(laid.notes);
    for (const line of laid.lines) {
      this.#makeRoom(style.lineHeight, []);
      this.#paper.write(line, page.left + indent, this.#y, style);
      this.#y += style.lineHeight;
    }
  }

  #layRow(columns: readonly Column[], cells: readonly Text[], style: StyleName): readonly Laid[] {
    return columns.map(({ share }, index) => this.#lay(cells[index] ?? '', style, share * innerWidth - cellGap));
  }

  /** A row stays on one page where it can; one that is higher than a page goes on on the next. */
  #bodyRow(columns: readonly Column[], heads: readonly Laid[], row: readonly Laid[]): void {
    const notes = notesOf(row);
    const fitsAPage = rowHeight(row) + rowHeight(heads) + this.#heightOfNotes(notes) < this.#pageRoom() / 2;
    let rest = row;
    for (let isFirst = true; ; isFirst = false) {
      const own = isFirst ? notes : [];
      const room = this.#limit(own) - this.#y;
      if (rowHeight(rest) <= room) {
        this.#keepNotes(own);
        this.#row(columns, rest, false);
        return;
      }
      const lines = Math.floor((room - rowPadding * 2) / styles.cell.lineHeight);
      if (!fitsAPage && lines >= 3) {
        this.#keepNotes(own);
        this.#row(
          columns,
          rest.map((cell) => ({ ...cell, lines: cell.lines.slice(0, lines) })),
          false,
        );
        rest = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(lines) }));
      }
      this.#turnPage();
      this.#row(columns, heads, true);
    }
  }

  #row(columns: readonly Column[], cells: readonly Laid[], isHead: boolean): void {
    const height = rowHeight(cells);
    if (isHead) {
      this.#keepNotes(notesOf(cells));
      this.#paper.shade(page.left, this.#y, innerWidth, height);
    }
    let x = page.left;
    for (const [index, { share, align }] of columns.entries()) {
      const cell = cells[index];
      const width = share * innerWidth;
      if (cell !== undefined) this.#cell(cell, x, width, align ?? 'left');
      x += width;
    }
    this.#y += height;
    this.#paper.rule(page.left, this.#y, innerWidth);
  }

  #cell({ lines, style }: Laid, x: number, width: number, align: 'left' | 'right'): void {
    const { lineHeight } = styles[style];
    for (const [index, line] of lines.entries()) {
      const left =
        align === 'right' ? x + width - cellGap / 2 - this.#paper.widthOf(line, styles[style]) : x + cellGap / 2;
      this.#paper.write(line, left, this.#y + rowPadding + index * lineHeight, styles[style]);
    }
  }

  /** Begins a new page where not so much is left on this one, the notes that come with it counted. */
  #makeRoom(height: number, notes: readonly string[]): void {
    if (this.#y + height > this.#limit(notes)) this.#turnPage();
  }

  #turnPage(): void {
    this.#paper.addSheet();
    this.#notes.push([]);
    this.#y = page.top;
  }

  #pageRoom(): number {
    return page.height - page.bottom - page.top;
  }

  /** How far down this page may be written, with notes that would come to those it has. */
  #limit(notes: readonly string[]): number {
    const kept = (this.#notes.at(-1) ?? []).length * styles.note.lineHeight;
    const added = this.#heightOfNotes(notes);
    return page.height - page.bottom - kept - added - (kept + added > 0 ? noteGap : 0);
  }

  #heightOfNotes(notes: readonly string[]): number {
    return this.#newNotes(notes).flatMap(({ lines }) => lines).length * styles.note.lineHeight;
  }

  #newNotes(notes: readonly string[]) {
    return this.#footnotes
      .unprinted(notes)
      .map(({ number, text }) => ({ number, lines: this.#wrap(this.#drawable(text).text, 'note', innerWidth) }));
  }

  #keepNotes(notes: readonly string[]): void {
    const added = this.#newNotes(notes);
    this.#notes.at(-1)?.push(...added.flatMap(({ lines }) => lines));
    this.#footnotes.print(added);
  }

  #printNotes(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const { lineHeight } = styles.note;
    const top = page.height - page.bottom - lines.length * lineHeight;
    this.#paper.rule(page.left, top - 3, innerWidth / 4);
    for (const [index, line] of lines.entries()) {
      this.#paper.write(line, page.left, top + index * lineHeight, styles.note);
    }
  }

  /** Band, head and foot of a page. */
  #frame(index: number): void {
    const { bands, title, footer, seal } = this.#options;
    this.#band(bands.join(' · '));
    const [head = ''] = this.#wrap(this.#drawable(title).text, 'note', innerWidth - 120);
    this.#paper.write(`Antipode`, page.left, 46, { ...styles.note, face: 'bold', ink: 'text' });
    this.#right(head, 46);
    this.#paper.rule(page.left, 58, innerWidth);
    const foot = page.height - page.bottom + 12;
    this.#paper.rule(page.left, foot - 3, innerWidth);
    const number = `Page ${index + 1} of ${this.#notes.length}`;
    const [left = ''] = this.#wrap(this.#drawable(footer).text, 'note', innerWidth - 80);
    this.#paper.write(left, page.left, foot, styles.note);
    this.#right(number, foot);
    this.#paper.write(this.#drawable(seal).text, page.left, foot + styles.note.lineHeight, styles.note);
  }

  #band(words: string): void {
    if (words === '') return;
    const style = { ...styles.strong, size: 8.5 };
    const width = this.#paper.widthOf(words, style);
    const middle = page.width / 2;
    this.#paper.write(words, middle - width / 2, 25, style);
    const side = (innerWidth - width) / 2 - 10;
    this.#paper.stripes(page.left, 25, side, 9);
    this.#paper.stripes(page.width - page.right - side, 25, side, 9);
  }

  #right(text: string, y: number): void {
    this.#paper.write(text, page.width - page.right - this.#paper.widthOf(text, styles.note), y, styles.note);
  }
}

const rowPadding = 2.5;

function heightOf({ lines, style }: Laid): number {
  return lines.length * styles[style].lineHeight;
}

function rowHeight(cells: readonly Laid[]): number {
  return Math.max(styles.cell.lineHeight, ...cells.map(heightOf)) + rowPadding * 2;
}

function notesOf(cells: readonly Laid[]): readonly string[] {
  return cells.flatMap(({ notes }) => notes);
}
