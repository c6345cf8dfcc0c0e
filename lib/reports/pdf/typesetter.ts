import { stateIndent } from '@/lib/format/executive-report/first-page/type';
import type { SheetState } from '@/lib/format/executive-report/sheet';
import { toDrawable } from '@/lib/format/paper/drawable-text';
import { tail, wrapText } from '@/lib/format/paper/wrap-text';
import { drawState } from './draw-state';
import type { PageNotes } from './page-notes';
import type { Paper, TypeStyle } from './paper';
import type { StyleName, TypeSet } from './type-set';

/** A piece of text, with the notes that belong to it. */
export interface Piece {
  readonly text: string;
  readonly notes?: readonly string[];
  readonly strong?: boolean;
  /** Its shape stands before the text. */
  readonly state?: SheetState;
}
export type Text = string | Piece;

/** Text as lines of a width. */
export interface Laid {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly style: TypeStyle;
  /** Numbers of notes that stand behind the last line and above it. */
  readonly raised:
    | { readonly text: string; readonly style: TypeStyle; readonly width: number; readonly hang: boolean }
    | 'none';
  readonly state: SheetState | 'none';
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Where the words end; they begin at `x` where it is not told. */
  readonly right?: number;
}

const escapedNote = String.raw`\u{…} stands for a character that this document cannot show, by its Unicode code point in hexadecimal; the report as JSON has the text as it was written`;
const strong: Readonly<Partial<Record<StyleName, StyleName>>> = { body: 'strong', cell: 'strongCell' };
const markGap = 0.8;

/** Lays text out in lines and writes them. */
export class Typesetter {
  readonly #paper: Paper;
  readonly #notes: PageNotes;

  constructor(paper: Paper, notes: PageNotes) {
    this.#paper = paper;
    this.#notes = notes;
  }

  /** @param hang the numbers of notes stand outside of the width, in a margin of their own */
  lay(text: Text, name: StyleName, width: number, { styles, marks }: TypeSet, hang = false): Laid {
    const piece = typeof text === 'string' ? { text } : text;
    const { text: drawn, isEscaped } = this.drawable(piece.text);
    const notes = [...(piece.notes ?? []), ...(isEscaped ? [escapedNote] : [])];
    const numbers = notes.map((note) => this.#notes.markOf(note)).join('');
    const style = styles[(piece.strong === true ? strong[name] : undefined) ?? name];
    const state = piece.state ?? 'none';
    const room = width - (state === 'none' ? 0 : stateIndent(style));
    if (numbers === '' || marks === 'inline') {
      const whole = numbers === '' ? drawn : `${drawn}\u00a0${numbers}`;
      return { lines: this.#wrap(whole, style, room), notes, style, raised: 'none', state };
    }
    const raised = {
      text: numbers,
      style: styles.mark,
      width: this.#paper.widthOf(numbers, styles.mark) + markGap,
      hang,
    };
    const behind = hang ? 0 : raised.width;
    const lines = this.#wrap(drawn + tail, style, room, behind).map((line) => line.replace(tail, ''));
    return { lines, notes, style, raised, state };
  }

  /** Width of the numbers that stand behind text. */
  marksWidth(text: Text, { styles, marks }: TypeSet): number {
    if (marks === 'inline' || typeof text === 'string') return 0;
    const isEscaped = this.drawable(text.text).isEscaped;
    const notes = [...(text.notes ?? []), ...(isEscaped ? [escapedNote] : [])];
    if (notes.length === 0) return 0;
    return this.#paper.widthOf(notes.map((note) => this.#notes.markOf(note)).join(''), styles.mark) + markGap;
  }

  drawable(text: string) {
    return toDrawable(text, (codePoint) => this.#paper.hasGlyph(codePoint));
  }

  wrap(text: string, style: TypeStyle, width: number): readonly string[] {
    return this.#wrap(this.drawable(text).text, style, width);
  }

  /** Writes lines below each other, from `from` on and as many as `count` says. */
  write(laid: Laid, { x, y, right }: Place, from = 0, count = laid.lines.length): void {
    const { style, state, raised } = laid;
    const indent = state === 'none' ? 0 : stateIndent(style);
    for (const [index, line] of laid.lines.slice(from, from + count).entries()) {
      const isLast = from + index === laid.lines.length - 1;
      const behind = isLast && raised !== 'none' && !raised.hang ? raised.width : 0;
      const left = right === undefined ? x + indent : right - behind - this.#paper.widthOf(line, style);
      const top = y + index * style.lineHeight;
      // Beside its words, also where those end at the right.
      if (state !== 'none' && from + index === 0)
        drawState(this.#paper, state, { x: left - indent, y: y + style.size * 0.12, size: style.size * 0.95 });
      this.#paper.write(line, left, top, style);
      if (!isLast || raised === 'none') continue;
      const end = left + this.#paper.widthOf(line, style) + markGap;
      this.#paper.write(raised.text, end, top + 0.6 * style.size - 0.93 * raised.style.size, raised.style);
    }
  }

  #wrap(text: string, style: TypeStyle, width: number, behind = 0): readonly string[] {
    return wrapText(text, width, (piece) =>
      piece.endsWith(tail)
        ? this.#paper.widthOf(piece.slice(0, -tail.length), style) + behind
        : this.#paper.widthOf(piece, style),
    );
  }
}

export function heightOf({ lines, style }: Laid): number {
  return lines.length * style.lineHeight;
}
