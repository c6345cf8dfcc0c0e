import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import { type DayRow, dayCell, drawDay, statesOf } from './draw-days';
import type { HanForms } from './han-forms';
import { PageNotes } from './page-notes';
import { innerWidth, Paper, page } from './paper';
import { recordSet, type StyleName, type TypeSet } from './type-set';
import { heightOf, type Laid, type Text, Typesetter } from './typesetter';

export type { Piece, Text } from './typesetter';

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
  /** How its pages are set, until `breakPage` says otherwise; as a record in the usual case. */
  readonly set?: TypeSet;
  /** How Han characters are written where a line does not tell. */
  readonly hanForms?: HanForms;
}

type LargeFigure = Extract<SheetBlock, { readonly kind: 'figures' }>['items'][number];

/** A column with the width that it keeps free, at its right edge, for numbers of notes. */
interface RuledColumn extends Column {
  readonly gutter: number;
}

/** The cells of a row, laid out. */
type Row = readonly Laid[];

interface Heading {
  readonly words: string;
  readonly laid: Laid;
}

/**
 * A document of A4 pages from top to bottom: headings, paragraphs, lists and tables whose head is repeated and whose cells
 * wrap. A footnote stands on the page where it is first named. Made for paper: light, and whole in grey.
 */
export class PdfDocument {
  readonly #options: PdfOptions;
  readonly #paper: Paper;
  readonly #notes: PageNotes;
  readonly #setter: Typesetter;
  #set: TypeSet;
  #y = 0;
  /** A heading that waits for what it stands above. */
  #heading: Heading | 'none' = 'none';

  constructor(options: PdfOptions) {
    const { title, subject, date, hanForms } = options;
    this.#options = options;
    this.#set = options.set ?? recordSet;
    this.#paper = new Paper({ title, subject, date, ...(hanForms === undefined ? {} : { hanForms }) });
    this.#notes = new PageNotes(this.#paper);
    this.#setter = new Typesetter(this.#paper, this.#notes);
    this.#turnPage();
  }

  /** How many pages there are by now. */
  get pages(): number {
    return this.#notes.pages;
  }

  /** What follows begins on a page of its own, set in another way. */
  breakPage(set: TypeSet): void {
    this.#makeRoom(0, []);
    this.#set = set;
    this.#turnPage();
  }

  title(words: string, subtitle: Text): void {
    this.#block(this.#lay(words, 'title', innerWidth));
    this.#block(this.#lay(subtitle, 'subtitle', innerWidth));
    this.#y += this.#set.gaps.afterTitle;
  }

  /** Stays with the first of what follows it. */
  heading(words: string): void {
    this.#makeRoom(0, []);
    this.#heading = { words, laid: this.#lay(words, 'heading', innerWidth) };
  }

  /** The one sentence that matters most. */
  lead(text: Text): void {
    this.#block(this.#lay(text, 'lead', innerWidth));
    this.#y += this.#set.gaps.afterLead;
  }

  paragraph(text: Text, style: StyleName = 'body'): void {
    this.#block(this.#lay(text, style, innerWidth));
    this.#y += this.#set.gaps.afterParagraph;
  }

  /** One paragraph for each, with a mark before it. */
  list(items: readonly Text[], markOf: (index: number) => string = () => '–'): void {
    for (const [index, item] of items.entries()) {
      const indent = 16;
      const laid = this.#lay(item, 'body', innerWidth - indent);
      this.#makeRoom(Math.min(heightOf(laid), 60), laid.notes);
      this.#paper.write(markOf(index), page.left, this.#y, this.#set.styles.body);
      this.#block(laid, indent);
      this.#y += this.#set.gaps.afterItem;
    }
  }

  /** Names with their values, one a line. */
  facts(rows: readonly (readonly [name: string, value: Text])[]): void {
    const nameWidth = 112;
    for (const [name, value] of rows) {
      const laid = this.#lay(value, 'body', innerWidth - nameWidth);
      this.#makeRoom(Math.min(heightOf(laid), 60), laid.notes);
      this.#paper.write(name, page.left, this.#y + 0.5, { ...this.#set.styles.body, ink: 'muted' });
      this.#block(laid, nameWidth);
      this.#y += this.#set.gaps.afterFact;
    }
    this.#y += this.#set.gaps.afterFacts;
  }

  /** Large figures beside each other, each with its name above it and what belongs to it below. */
  figures(items: readonly LargeFigure[], gap: number): void {
    const width = (innerWidth - gap * (items.length - 1)) / items.length;
    const laid = items.map(({ label, value, detail }) => [
      this.#lay(label, 'label', width),
      this.#lay(value, 'figure', width),
      this.#lay(detail, 'label', width),
    ]);
    const height = Math.max(0, ...laid.map((lines) => lines.reduce((sum, one) => sum + heightOf(one), 0)));
    const notes = laid.flat().flatMap((one) => one.notes);
    this.#makeRoom(height, notes);
    this.#notes.keep(notes);
    for (const [index, lines] of laid.entries()) {
      let y = this.#y;
      for (const one of lines) {
        this.#setter.write(one, { x: page.left + index * (width + gap), y });
        y += heightOf(one);
      }
    }
    this.#y += height + this.#set.gaps.afterFigures;
  }

  /** A row of days for each, under their numbers, with a legend of the states that are in them. */
  days(rows: readonly DayRow[], words: Readonly<Record<string, string>>): void {
    this.#legend(rows, words);
    this.#dayNumbers(rows[0]);
    const left = this.#daysLeft(rows);
    for (const { label, days } of rows) {
      const laid = this.#lay(label, 'cell', left - page.left - this.#set.gaps.cell);
      const height = Math.max(heightOf(laid), dayCell.height) + 2.4;
      if (this.#y + height > this.#limit(laid.notes)) {
        this.#turnPage();
        this.#dayNumbers(rows[0]);
      }
      this.#notes.keep(laid.notes);
      this.#setter.write(laid, { x: page.left, y: this.#y });
      for (const [index, { state }] of days.entries()) {
        drawDay(this.#paper, state, left + index * dayCell.width, this.#y + 0.6);
      }
      this.#y += height;
    }
    this.#y += this.#set.gaps.afterTable;
  }

  /** A table; one without rows is the sentence instead. */
  table(columns: readonly Column[], rows: readonly (readonly Text[])[], empty: string): void {
    if (rows.length === 0) {
      this.paragraph(empty);
      return;
    }
    const ruled = this.#rule(columns, rows);
    const heads = this.#layRow(
      ruled,
      columns.map(({ head }) => head),
      'head',
    );
    const laid = rows.map((row) => this.#layRow(ruled, row, 'cell'));
    const first = laid[0] ?? heads;
    const all = [heads, ...laid];
    const whole = all.reduce((sum, row) => sum + this.#rowHeight(row), 0);
    const notes = all.flatMap(notesOf);
    // A small table is not torn apart.
    if (whole + this.#notes.heightOf(notes) < pageRoom / 4) this.#makeRoom(whole, notes);
    else {
      const height = this.#rowHeight(first);
      const least = this.#rowHeight(heads) + (this.#fitsAPage(heads, first) ? height : Math.min(height, 60));
      this.#makeRoom(least, [...notesOf(heads), ...notesOf(first)]);
    }
    this.#row(ruled, heads, true);
    for (const row of laid) this.#bodyRow(ruled, heads, row);
    this.#y += this.#set.gaps.afterTable;
  }

  /** The bytes of the document; the same for the same calls. */
  finish(): Promise<Buffer> {
    this.#makeRoom(0, []);
    for (let index = 0; index < this.pages; index += 1) {
      this.#paper.goTo(index);
      this.#frame(index);
      this.#notes.print(index);
    }
    return this.#paper.finish();
  }

  #lay(text: Text, style: StyleName, width: number): Laid {
    return this.#setter.lay(text, style, width, this.#set);
  }

  /** Lines below each other, over as many pages as they need. */
  #block(laid: Laid, indent = 0): void {
    const { lineHeight } = laid.style;
    this.#makeRoom(Math.min(heightOf(laid), lineHeight * 2), laid.notes);
    this.#notes.keep(laid.notes);
    for (const index of laid.lines.keys()) {
      this.#makeRoom(lineHeight, []);
      this.#setter.write(laid, { x: page.left + indent, y: this.#y }, index, 1);
      this.#y += lineHeight;
    }
  }

  /** Figures stand below each other whatever notes they have: the numbers of those stand beside them. */
  #rule(columns: readonly Column[], rows: readonly (readonly Text[])[]): readonly RuledColumn[] {
    // Notes are counted as they are read: the head first, then row by row.
    for (const { head } of columns) this.#setter.marksWidth(head, this.#set);
    const widths = rows.map((row) => row.map((cell) => this.#setter.marksWidth(cell, this.#set)));
    return columns.map((column, index) => {
      const own = widths.flatMap((row) => row.slice(index, index + 1));
      return { ...column, gutter: column.align === 'right' ? Math.max(0, ...own) : 0 };
    });
  }

  #layRow(columns: readonly RuledColumn[], texts: readonly Text[], style: StyleName): Row {
    return columns.map(({ share, gutter }, index) => {
      const width = share * innerWidth - this.#set.gaps.cell - gutter;
      return this.#setter.lay(texts[index] ?? '', style, width, this.#set, gutter > 0);
    });
  }

  /** A row stays on one page where it can; one that is higher than a page goes on on the next. */
  #bodyRow(columns: readonly RuledColumn[], heads: Row, row: Row): void {
    const notes = notesOf(row);
    const fitsAPage = this.#fitsAPage(heads, row);
    let rest = row;
    // Notes come with the first line of their row, on whichever page that is.
    let own = notes;
    for (;;) {
      const room = this.#limit(own) - this.#y;
      if (this.#rowHeight(rest) <= room) {
        this.#notes.keep(own);
        this.#row(columns, rest, false);
        return;
      }
      const lines = Math.floor((room - this.#set.gaps.row * 2) / this.#set.styles.cell.lineHeight);
      if (!fitsAPage && lines >= 3) {
        this.#notes.keep(own);
        this.#row(columns, cut(rest, 0, lines), false);
        rest = cut(rest, lines);
        own = [];
      } else if (this.#y <= page.top + this.#rowHeight(heads)) {
        // Its notes alone fill a page: they have this one, and the row the next.
        this.#notes.keep(own);
        own = [];
      }
      this.#turnPage();
      this.#row(columns, heads, true);
    }
  }

  /** Low enough to be left whole. */
  #fitsAPage(heads: Row, row: Row): boolean {
    return this.#rowHeight(row) + this.#rowHeight(heads) + this.#notes.heightOf(notesOf(row)) < pageRoom / 2;
  }

  #row(columns: readonly RuledColumn[], row: Row, isHead: boolean): void {
    const height = this.#rowHeight(row);
    if (isHead) {
      this.#notes.keep(notesOf(row));
      this.#paper.shade(page.left, this.#y, innerWidth, height);
    }
    let x = page.left;
    for (const [index, { share, gutter, align }] of columns.entries()) {
      const cell = row[index];
      const width = share * innerWidth;
      if (cell !== undefined) this.#cell(cell, x, width - gutter, align ?? 'left');
      x += width;
    }
    this.#y += height;
    this.#paper.rule(page.left, this.#y, innerWidth);
  }

  #cell(cell: Laid, x: number, width: number, align: 'left' | 'right'): void {
    const { cell: gap, row } = this.#set.gaps;
    const left = { x: x + gap / 2, y: this.#y + row };
    this.#setter.write(cell, align === 'right' ? { ...left, right: x + width - gap / 2 } : left);
  }

  #rowHeight(cells: Row): number {
    return Math.max(this.#set.styles.cell.lineHeight, ...cells.map(heightOf)) + this.#set.gaps.row * 2;
  }

  #legend(rows: readonly DayRow[], words: Readonly<Record<string, string>>): void {
    const style = this.#set.styles.label;
    this.#makeRoom(60, []);
    let x: number = page.left;
    for (const state of statesOf(rows)) {
      const word = words[state] ?? state;
      drawDay(this.#paper, state, x, this.#y);
      this.#paper.write(word, x + dayCell.width + 2, this.#y - 0.8, style);
      x += dayCell.width + 2 + this.#paper.widthOf(word, style) + 14;
    }
    this.#y += dayCell.height + 5;
  }

  /** The number of the first day and of every fifth. */
  #dayNumbers(row: DayRow | undefined): void {
    if (row === undefined) return;
    const left = this.#daysLeft([row]);
    const style = this.#set.styles.label;
    for (const [index, { day }] of row.days.entries()) {
      const number = Number(day.slice(8));
      if (number !== 1 && number % 5 !== 0) continue;
      const middle = left + index * dayCell.width + (dayCell.width - 1.6) / 2;
      this.#paper.write(String(number), middle - this.#paper.widthOf(String(number), style) / 2, this.#y, style);
    }
    this.#y += style.lineHeight + 1;
  }

  #daysLeft(rows: readonly DayRow[]): number {
    const most = Math.max(31, ...rows.map(({ days }) => days.length));
    return page.width - page.right - most * dayCell.width;
  }

  /**
   * Begins a new page where not so much is left on this one, the notes that come with it counted. A heading that waits is
   * written above it, on the same page.
   */
  #makeRoom(height: number, notes: readonly string[]): void {
    if (this.#heading !== 'none') this.#putHeading(this.#heading, height, notes);
    else if (this.#y + height > this.#limit(notes)) this.#turnPage();
  }

  #putHeading({ words, laid }: Heading, below: number, notes: readonly string[]): void {
    const { beforeHeading, afterHeading, withHeading } = this.#set.gaps;
    this.#heading = 'none';
    this.#y += beforeHeading;
    this.#makeRoom(heightOf(laid) + Math.max(withHeading, afterHeading + below), notes);
    this.#paper.outline(words);
    this.#block(laid);
    this.#paper.rule(page.left, this.#y + 1, innerWidth, 'text', 0.7);
    this.#y += afterHeading;
  }

  #turnPage(): void {
    this.#paper.addSheet();
    this.#notes.turn(this.#set);
    this.#y = page.top;
  }

  /** How far down this page may be written, with notes that would come to those it has. */
  #limit(notes: readonly string[]): number {
    return page.height - page.bottom - this.#notes.heightWith(notes);
  }

  /** Band, head and foot of a page. */
  #frame(index: number): void {
    const { bands, title, footer, seal } = this.#options;
    const { note } = recordSet.styles;
    this.#band(bands.join(' · '));
    const [head = ''] = this.#setter.wrap(title, note, innerWidth - 120);
    this.#paper.write(`Antipode`, page.left, 46, { ...note, face: 'bold', ink: 'text' });
    this.#right(head, 46);
    this.#paper.rule(page.left, 58, innerWidth);
    const foot = page.height - page.bottom + 12;
    this.#paper.rule(page.left, foot - 3, innerWidth);
    const number = `Page ${index + 1} of ${this.pages}`;
    const [left = ''] = this.#setter.wrap(footer, note, innerWidth - 80);
    this.#paper.write(left, page.left, foot, note);
    this.#right(number, foot);
    this.#paper.write(this.#setter.drawable(seal).text, page.left, foot + note.lineHeight, note);
  }

  #band(words: string): void {
    if (words === '') return;
    const style = { ...recordSet.styles.strong, size: 8.5 };
    const width = this.#paper.widthOf(words, style);
    const middle = page.width / 2;
    this.#paper.write(words, middle - width / 2, 25, style);
    const side = (innerWidth - width) / 2 - 10;
    this.#paper.stripes(page.left, 25, side, 9);
    this.#paper.stripes(page.width - page.right - side, 25, side, 9);
  }

  #right(text: string, y: number): void {
    const { note } = recordSet.styles;
    this.#paper.write(text, page.width - page.right - this.#paper.widthOf(text, note), y, note);
  }
}

const pageRoom = page.height - page.bottom - page.top;

/** Some of the lines of a row; numbers of notes stay with the last one of a cell. */
function cut(row: Row, from: number, to = Number.POSITIVE_INFINITY): Row {
  return row.map((cell) => ({
    ...cell,
    lines: cell.lines.slice(from, to),
    raised: to >= cell.lines.length ? cell.raised : 'none',
    state: from === 0 ? cell.state : 'none',
  }));
}

function notesOf(row: Row): readonly string[] {
  return row.flatMap(({ notes }) => notes);
}
