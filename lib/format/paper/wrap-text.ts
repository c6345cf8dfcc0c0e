/** A line may end after these, so that ARNs, addresses and ids wrap where people would part them. */
const breakAfter = /(?<=[\s/:,.\-_}])(?!\uE000)/u;

/**
 * Stands at the end of a text for something that is set behind its last word and never without it. Its width is what
 * `measure` says; it is a character of private use, which texts that are drawn do not have.
 */
export const tail = '\uE000';

/**
 * Breaks text into lines of a width, after spaces and punctuation, and anywhere in what has no such place. Never loses a
 * character but the spaces at line ends; an empty text is one empty line.
 *
 * @param measure width of a piece of text, in the unit of `width`
 */
export function wrapText(text: string, width: number, measure: (piece: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(breakAfter)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    for (const character of Array.from(piece)) {
      // At least one character a line, however narrow it is.
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line.trimEnd()];

  function fits(candidate: string): boolean {
    return measure(candidate.trimEnd()) <= width;
  }
}
