/** Scripts that are set from left to right, letter by letter. Others would need shaping or another direction. */
const plainScripts =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}\p{Script=Inherited}]$/u;
/** Controls, invisible formatting (direction marks among it), lone surrogates, private use. */
const invisible = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}]$/u;

export interface DrawableText {
  readonly text: string;
  /** Something in it is shown by its code point. */
  readonly isEscaped: boolean;
}

/**
 * The text as it can be drawn: white space of any kind is one space, and what has no glyph, no direction that is ours, or
 * nothing to be seen is written as its code point, `\u{4e2d}`. Nothing is left out and nothing is replaced by a likeness.
 */
export function toDrawable(text: string, hasGlyph: (codePoint: number) => boolean): DrawableText {
  let isEscaped = false;
  const drawn = Array.from(text.normalize('NFC').replace(/[\s\u0085]+/gu, ' '), (character) => {
    const codePoint = character.codePointAt(0) ?? 0xfffd;
    if (character === ' ') return character;
    if (plainScripts.test(character) && !invisible.test(character) && hasGlyph(codePoint)) return character;
    isEscaped = true;
    return `\\u{${codePoint.toString(16)}}`;
  });
  return { text: drawn.join('').trim(), isEscaped };
}
