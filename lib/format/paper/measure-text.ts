import { toDrawable } from './drawable-text';
import { tail, wrapText } from './wrap-text';

/** How text is set: letters of a size on lines of a height, in points. */
export interface TextSize {
  readonly size: number;
  readonly lineHeight: number;
}

/** Widths in shares of the size, each as wide as the widest letter of its kind in any face a report is set in. */
const widths: readonly (readonly [letters: RegExp, ems: number])[] = [
  [/[ijlI|!.,:;' ]/, 0.4],
  [/[frtJ()[\]\-/\\"`]/, 0.53],
  [/[mwMW@%]/, 1.05],
  [/[A-Z&#~+<>=_^*]/, 0.8],
  [/[ -~]/, 0.68],
];
const otherLetter = 1.25;

const known = new Map<string, number>();

/** At least the width of a character in shares of its size. */
export function emsOf(character: string): number {
  const before = known.get(character);
  if (before !== undefined) return before;
  const ems = widths.find(([letters]) => letters.test(character))?.[1] ?? otherLetter;
  known.set(character, ems);
  return ems;
}

/** At least the width of a text in points. */
export function widthOf(text: string, { size }: TextSize): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

/**
 * How many lines a text takes at most, in any face.
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
  return toDrawable(text, isSurelyDrawn).text;
}

/** Basic and extended Latin, Greek and Cyrillic, dashes, quotation marks and arrows: what every face has. */
function isSurelyDrawn(codePoint: number): boolean {
  return surely.some(([from, to]) => codePoint >= from && codePoint <= to);
}

const surely = [
  [0x20, 0x24f],
  [0x370, 0x3ff],
  [0x400, 0x4ff],
  [0x2010, 0x2027],
  [0x2190, 0x2193],
] as const;
