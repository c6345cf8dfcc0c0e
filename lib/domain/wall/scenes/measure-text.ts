/**
 * How wide text is at most, in ems: widths of Inter at weight 600 and of its stand-ins, rounded against us, so that what
 * is said to fit does. A wall cannot ask a browser first: what it shows is decided before it is drawn, and tested.
 */

const narrow = /^[iljtfrI.,:;'’|!()[\]·\-/ ]$/u;
const broad = /^[mwMW@%…→←–—]$/u;
const capital = /^[A-Z&?]$/u;
/** Scripts set in whole ems, and pictures. */
const whole = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u30ff\uff00-\uffef]/u;
const picture = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters as people count them: a flag or an accented letter is one. */
export function lettersOf(text: string): readonly string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** At most so many ems wide. Most of what a wall shows is ASCII, which needs no segmenting: that is slow. */
export function measureText(text: string): number {
  if (!isAscii.test(text)) return lettersOf(text).reduce((sum, letter) => sum + widthOf(letter), 0);
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += asciiWidths[text.charCodeAt(at)] ?? 1;
  return sum;
}

const isAscii = /^[\x20-\x7e]*$/;

function widthOf(letter: string): number {
  if (narrow.test(letter)) return 0.4;
  if (/^[0-9]$/.test(letter)) return 0.64;
  if (broad.test(letter)) return 1;
  if (capital.test(letter)) return 0.76;
  if (picture.test(letter)) return 1.4;
  if (whole.test(letter)) return 1.05;
  return /^[a-z]$/.test(letter) ? 0.62 : 0.8;
}

const asciiWidths: readonly number[] = Array.from({ length: 127 }, (_, code) => widthOf(String.fromCharCode(code)));

/** The first of several wordings that fits; `none` where no one does: a figure is shown whole or not at all. */
export function firstThatFits(wordings: readonly string[], ems: number): string | 'none' {
  return wordings.find((words) => measureText(words) <= ems) ?? 'none';
}

/**
 * A name in so many ems: whole, or its beginning and its end, which is what tells names of one fleet apart. Names only:
 * half a figure is another figure.
 */
export function shortenToWidth(name: string, ems: number): string {
  if (measureText(name) <= ems) return name;
  const letters = lettersOf(name);
  const room = ems - widthOf('…');
  const head: string[] = [];
  const tail: string[] = [];
  let used = 0;
  for (let turn = 0; turn < letters.length; turn += 1) {
    const fromHead = turn % 2 === 0;
    const letter = fromHead ? letters[head.length] : letters[letters.length - 1 - tail.length];
    if (letter === undefined) break;
    used += widthOf(letter);
    if (used > room) break;
    if (fromHead) head.push(letter);
    else tail.unshift(letter);
  }
  return `${head.join('').trimEnd()}…${tail.join('').trimStart()}`;
}

/**
 * As much of a sentence as fits, in whole clauses, with `…` where some are left out; `none` where not even the first does.
 * Never a part of a clause, which could be a part of a figure.
 */
export function fitSentence(sentence: string, ems: number): string | 'none' {
  if (measureText(sentence) <= ems) return sentence;
  const ends = [...sentence.matchAll(/[,;:.](?= )| \(/gu)].map(({ index }) => index);
  for (const end of ends.toReversed()) {
    const words = `${sentence.slice(0, end)} …`;
    if (measureText(words) <= ems) return words;
  }
  return 'none';
}
