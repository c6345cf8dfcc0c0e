import { joinsBack, joinsOn } from './arabic-joining';

/** Scripts that are set letter by letter, and the two that paper joins and turns around. Others would need shaping of their own. */
const drawnScripts =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]$/u;
/** Controls, invisible formatting (direction marks among it), lone surrogates, private use, letters that fill and are blank. */
const invisible = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]$/u;
/** Parts two Arabic letters that would join. Between such letters it is seen, as Persian needs it, and hides nothing. */
const nonJoiner = '\u200c';

export interface DrawableText {
  readonly text: string;
  /** Something in it is shown by its code point. */
  readonly isEscaped: boolean;
}

/**
 * The text as it can be drawn, in the order in which it is read: white space of any kind is one space, and what has no glyph
 * or nothing to be seen, and what would turn the direction of a text, is written as its code point, `\u{202e}`. Nothing is
 * left out and nothing is replaced by a likeness.
 */
export function toDrawable(text: string, hasGlyph: (codePoint: number) => boolean): DrawableText {
  let isEscaped = false;
  const characters = Array.from(text.normalize('NFC').replace(/[\s\u0085]+/gu, ' '));
  const drawn = characters.map((character, index) => {
    const codePoint = character.codePointAt(0) ?? 0xfffd;
    if (character === ' ') return character;
    const isSeen = !invisible.test(character) || isParting(characters, index);
    if (isSeen && drawnScripts.test(character) && hasGlyph(codePoint)) return character;
    isEscaped = true;
    return `\\u{${codePoint.toString(16)}}`;
  });
  return { text: drawn.join('').trim(), isEscaped };
}

function isParting(characters: readonly string[], index: number): boolean {
  if (characters[index] !== nonJoiner) return false;
  return joinsOn(characters[index - 1] ?? '') && joinsBack(characters[index + 1] ?? '');
}
