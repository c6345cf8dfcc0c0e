import { toDrawable } from './drawable-text';
import { type LetterFace, letterWidths } from './letter-widths';
import { tail, wrapText } from './wrap-text';

/** How text is set: letters of a size on lines of a height, in points. */
export interface TextSize {
  readonly size: number;
  readonly lineHeight: number;
  /** Regular in the usual case. */
  readonly face?: LetterFace;
}

/** At least the width of a text in points. */
export function widthOf(text: string, { size, face = 'regular' }: TextSize): number {
  let thousandths = 0;
  for (const character of text) thousandths += thousandthsOf(character, face);
  return (thousandths * size) / 1000;
}

function thousandthsOf(character: string, face: LetterFace): number {
  const { ascii, small, other } = letterWidths[face];
  const known = ascii[(character.codePointAt(0) ?? Number.NaN) - 0x20];
  return known ?? (/^\p{Ll}$/u.test(character) ? small : other);
}

/**
 * How many lines a text takes at most.
 *
 * @param behind width of what stands behind its last word and never without it
 */
export function countLines(text: string, width: number, size: TextSize, behind = 0): number {
  return linesOf(drawnOf(text), width, size, behind).length;
}

/**
 * The text where it fits on so many lines; else as much of its beginning as fits with `…` behind it. Letters that belong
 * together are not parted.
 */
export function shortenText(text: string, width: number, size: TextSize, lines: number, behind = 0): string {
  const fits = (candidate: string) => linesOf(drawnOf(candidate), width, size, behind).length <= lines;
  if (fits(text)) return text;
  const letters = [...segmenter.segment(text)].map(({ segment }) => segment);
  const beginning = (count: number) => `${letters.slice(0, count).join('').trimEnd()}…`;
  let [most, tooMany] = [0, letters.length];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(beginning(middle))) most = middle;
    else tooMany = middle;
  }
  return beginning(most);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function linesOf(drawn: string, width: number, size: TextSize, behind: number): readonly string[] {
  return wrapText(drawn + tail, width, (piece) =>
    piece.endsWith(tail) ? widthOf(piece.slice(0, -1), size) + behind : widthOf(piece, size),
  );
}

/** As paper without a glyph for it shows it: at least as wide as any screen does. */
function drawnOf(text: string): string {
  return toDrawable(text, isSure).text;
}

/** Whether every face has all of its letters: Western Latin, Greek and Cyrillic, dashes, quotation marks and arrows. */
export function isSurelyDrawn(text: string): boolean {
  return !toDrawable(text, isSure).isEscaped;
}

function isSure(codePoint: number): boolean {
  return sure.some(([from, to]) => codePoint >= from && codePoint <= to);
}

const sure = [
  [0x20, 0x17f],
  [0x384, 0x3ce],
  [0x400, 0x45f],
  [0x2013, 0x2026],
  [0x2190, 0x2193],
] as const;
