import { joinsBack, joinsOn } from './arabic-joining';
import { toDrawable } from './drawable-text';
import { arabicWidths, hebrewWidths, type LetterFace, letterWidths, type Row, wideWidth } from './letter-widths';
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
  for (let index = 0; index < text.length; ) {
    const codePoint = text.codePointAt(index) ?? 0xfffd;
    const next = index + (codePoint > 0xffff ? 2 : 1);
    thousandths += thousandthsOf(codePoint, text[next] ?? '', face);
    index = next;
  }
  return (thousandths * size) / 1000;
}

function thousandthsOf(codePoint: number, next: string, face: LetterFace): number {
  const { ascii, small, other } = letterWidths[face];
  const known = inRow(ascii, codePoint);
  if (known !== undefined) return known;
  if (isWide(codePoint)) return wideWidth;
  const character = String.fromCodePoint(codePoint);
  const isJoined = joinsOn(character) && joinsBack(next);
  const turned =
    inRow(isJoined ? arabicWidths.joined : arabicWidths.ended, codePoint) ?? inRow(hebrewWidths, codePoint);
  return turned ?? (/^\p{Ll}$/u.test(character) ? small : other);
}

function inRow({ from, widths }: Row, codePoint: number): number | undefined {
  return widths[codePoint - from];
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

/**
 * Whether every weight has all of its letters: Western Latin, Greek and Cyrillic, dashes, quotation marks and arrows; Chinese,
 * Japanese and Korean; Arabic with the letters of Persian and Urdu, and Hebrew.
 */
export function isSurelyDrawn(text: string): boolean {
  return !toDrawable(text, isSure).isEscaped;
}

function isSure(codePoint: number): boolean {
  return isIn(sure, codePoint) || isWide(codePoint);
}

function isWide(codePoint: number): boolean {
  return codePoint >= 0x3000 && isIn(wide, codePoint);
}

type Range = readonly [from: number, to: number];

function isIn(ranges: readonly Range[], codePoint: number): boolean {
  return ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

const sure: readonly Range[] = [
  [0x20, 0x17f],
  [0x384, 0x3ce],
  [0x400, 0x45f],
  [0x5b0, 0x5bd],
  [0x5c1, 0x5c2],
  [0x5d0, 0x5ea],
  [0x60c, 0x60c],
  [0x61b, 0x61b],
  [0x61f, 0x6ff],
  [0x200c, 0x200c],
  [0x2013, 0x2026],
  [0x2190, 0x2193],
];

const wide: readonly Range[] = [
  [0x3001, 0x303f],
  [0x3041, 0x3096],
  [0x3099, 0x30ff],
  [0x3400, 0x4db5],
  [0x4e00, 0x9fa5],
  [0xac00, 0xd7a3],
  [0xff01, 0xff60],
];
