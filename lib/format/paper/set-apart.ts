const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Invisible letters of a direction; in text of others that is drawn they are shown by their code points. */
export const directionMarks = { rightToLeft: '\u200f', leftToRight: '\u200e' } as const;

const word = String.raw`(?:(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}]|[\u0660-\u0669\u06f0-\u06f9])`;
/** What may stand between such words. A sentence of ours goes on behind one of these marks and a space. */
const between = String.raw`(?:(?![,;:·→—–|] )[^\p{L}])`;
/** Words from right to left with what stands between them, brackets and figures among it, and what closes or cuts them off. */
const stretch = new RegExp(`${word}(?:${between}*${word})*[\\p{M}…)\\]}]*`, 'gu');

/** Whether some of a text runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * An English text with its words from right to left kept to themselves by invisible marks: laid out by the Unicode
 * bidirectional algorithm (UAX #9) from left to right, whatever figure or word of ours follows them stays where an English
 * reader looks for it. Text without such words is the same.
 */
export function setApart(text: string): string {
  const { rightToLeft: end, leftToRight: resume } = directionMarks;
  return hasRightToLeft(text) ? text.replaceAll(stretch, `$&${end}${resume}`) : text;
}
