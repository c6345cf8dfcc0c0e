import type { Family } from './fonts';

/** Where Han characters are written in the shapes of: one code point has several, and a reader knows his own. */
export type HanForms = Extract<Family, 'chinese' | 'japanese' | 'korean'>;

const han = /\p{Script=Han}/gu;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const hangul = /\p{Script=Hangul}/gu;

/**
 * The shapes that a text asks for: those of Korea where it has Hangul, those of Japan where it has kana, whichever it has
 * more of, and at least one for every ten Han characters. A text that tells nothing has those that its document has.
 */
export function hanFormsOf(text: string, otherwise: HanForms = 'chinese'): HanForms {
  const [kanas, hanguls] = [count(text, kana), count(text, hangul)];
  const most = Math.max(kanas, hanguls);
  if (most === 0 || most * 10 < count(text, han)) return otherwise;
  return hanguls >= kanas ? 'korean' : 'japanese';
}

function count(text: string, letters: RegExp): number {
  return [...text.matchAll(letters)].length;
}
