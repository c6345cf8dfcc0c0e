import { toDrawable } from '@/lib/format/paper/drawable-text';
import { wrapText } from '@/lib/format/paper/wrap-text';
import { Footnotes } from './footnotes';
import { innerWidth, type Paper, page } from './paper';
import type { TypeSet } from './type-set';

interface NotesOfPage {
  readonly set: TypeSet;
  lines: readonly string[];
}

/** Holds a number to the first word of its note; no text that is drawn has this character of private use. */
const bond = '\uE001';
const between = '   ';

/** The notes at the foot of each page: each stands on the page where it is first named. */
export class PageNotes {
  readonly #paper: Paper;
  readonly #footnotes = new Footnotes();
  readonly #pages: NotesOfPage[] = [];

  constructor(paper: Paper) {
    this.#paper = paper;
  }

  get pages(): number {
    return this.#pages.length;
  }

  turn(set: TypeSet): void {
    this.#pages.push({ set, lines: [] });
  }

  markOf(note: string): string {
    return this.#footnotes.markOf(note);
  }

  /** Height of the notes of the newest page if these came to them, with the space above them. */
  heightWith(notes: readonly string[]): number {
    const { set, lines } = this.#newest;
    const height = (lines.length + this.#added(notes)) * set.styles.note.lineHeight;
    return height === 0 ? 0 : height + set.gaps.notes;
  }

  /** What they would come to more, without that space. */
  heightOf(notes: readonly string[]): number {
    return this.#added(notes) * this.#newest.set.styles.note.lineHeight;
  }

  keep(notes: readonly string[]): void {
    const added = this.#footnotes.unprinted(notes);
    if (added.length === 0) return;
    this.#newest.lines = this.#linesWith(added);
    this.#footnotes.print(added);
  }

  print(index: number): void {
    const { set, lines } = this.#pages[index] ?? this.#newest;
    if (lines.length === 0) return;
    const { note } = set.styles;
    const top = page.height - page.bottom - lines.length * note.lineHeight;
    this.#paper.rule(page.left, top - 3, innerWidth / 4);
    for (const [place, line] of lines.entries()) {
      this.#paper.write(line.replaceAll(bond, ' '), page.left, top + place * note.lineHeight, note);
    }
  }

  get #newest(): NotesOfPage {
    const newest = this.#pages.at(-1);
    if (newest === undefined) throw new Error('The document has no page yet');
    return newest;
  }

  #added(notes: readonly string[]): number {
    const added = this.#footnotes.unprinted(notes);
    return added.length === 0 ? 0 : this.#linesWith(added).length - this.#newest.lines.length;
  }

  #linesWith(added: readonly { readonly text: string }[]): readonly string[] {
    const { set, lines } = this.#newest;
    const texts = added.map(({ text }) => toDrawable(text, (codePoint) => this.#paper.hasGlyph(codePoint)).text);
    if (set.notes === 'lines') return [...lines, ...texts.flatMap((text) => this.#wrap(text, set))];
    const bound = texts.map((text) => text.replace('] ', `]${bond}`));
    // Only the last line can change: lines are filled one after the other.
    const rest = [...lines.slice(-1), ...bound].join(between);
    return [...lines.slice(0, -1), ...this.#wrap(rest, set)];
  }

  #wrap(text: string, { styles }: TypeSet): readonly string[] {
    return wrapText(text, innerWidth, (piece) => this.#paper.widthOf(piece.replaceAll(bond, ' '), styles.note));
  }
}
