/*
 * Ideographs and kana may be parted anywhere but before what closes (and small kana, which belong to the one before them)
 * and behind what opens; Hangul, Arabic and Hebrew are parted between words. Unicode’s UAX #14 in short.
 */
const ideograph = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u3004\u3008-\u301f\u30fb\u30fc\uff01-\uff60`;
const opens = String.raw`\p{Ps}\p{Pi}`;
const neverFirst = String.raw`\p{Pe}\p{Pf}\p{M}\p{Po}\u3005\u303b\u309b-\u309e\u30fc-\u30fe\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u31f0-\u31ff\uE000\s`;

/** A line may end after spaces and marks, so that ARNs, addresses and ids wrap where people would part them, and beside ideographs. */
const breaks = new RegExp(
  [
    String.raw`(?<=[\s/:,.\-_}])(?!\uE000)`,
    `(?<=[${ideograph}])(?<![${opens}])(?![${neverFirst}])`,
    String.raw`(?<=[\p{L}\p{N}\p{Pe}\p{Pf}])(?=[${ideograph}])(?![${neverFirst}])`,
  ].join('|'),
  'u',
);

/**
 * Stands at the end of a text for something that is set behind its last word and never without it. Its width is what
 * `measure` says; it is a character of private use, which texts that are drawn do not have.
 */
export const tail = '\uE000';

/**
 * Breaks text into lines of a width, after spaces and punctuation and beside ideographs, and anywhere in what has no such
 * place. Never loses a character but the spaces at line ends; an empty text is one empty line.
 *
 * @param measure width of a piece of text, in the unit of `width`
 */
export function wrapText(text: string, width: number, measure: (piece: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(breaks)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    for (const letter of lettersOf(piece)) {
      // At least one letter a line, however narrow it is.
      if (line !== '' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return [...lines, line.trimEnd()];

  function fits(candidate: string): boolean {
    return measure(candidate.trimEnd()) <= width;
  }

  /** Points and accents stay with their letter where a line has room for both. */
  function lettersOf(piece: string): readonly string[] {
    const letters = piece.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
    return letters.flatMap((letter) => (fits(letter) ? [letter] : Array.from(letter)));
  }
}
