import bidiFactory from 'bidi-js';
import { describe, expect, test } from 'vitest';
import { setApart } from './set-apart';

const bidi = bidiFactory();

/** Words as an English reader finds them from left to right, those from right to left as they were written. */
function seen(text: string): string {
  const levels = bidi.getEmbeddingLevels(text, 'ltr');
  const turned = bidi.getReorderedString(text, levels).replaceAll(/[\u200e\u200f]/g, '');
  return turned.replaceAll(/[\p{Script=Hebrew}]+(?: [\p{Script=Hebrew}]+)*/gu, (words) =>
    [...words].reverse().join(''),
  );
}

describe('words from right to left in an English text', () => {
  test('leave every figure and word behind them in its place', () => {
    for (const text of ['שלום, tier 2', 'שלום: 4 m 12 s of 5 m', 'שלום · 35 of 40', 'the worst is עגלת קניות.']) {
      expect(seen(setApart(text)), text).toBe(text);
    }
    expect(seen('שלום: 4 m 12 s of 5 m')).not.toBe('שלום: 4 m 12 s of 5 m');
  });

  test('are all that anything is done to', () => {
    for (const text of ['Checkout, tier 0: 4 m of 5 m', 'カート決済, 3 of 4', '']) expect(setApart(text)).toBe(text);
  });
});
