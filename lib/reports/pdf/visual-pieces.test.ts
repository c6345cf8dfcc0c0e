import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toVisualPieces } from './visual-pieces';

/** As it stands on paper from left to right, what runs the other way in guillemets and as it is read. */
const seen = (line: string) =>
  toVisualPieces(line)
    .map(({ text, isRightToLeft }) => (isRightToLeft ? `«${text}»` : text))
    .join('');

describe('a line with words from right to left', () => {
  test('keeps the figures and words of ours behind them in their place', () => {
    expect(seen('Workload سلة المشتريات 12 min')).toBe('Workload «سلة المشتريات» 12 min');
    expect(seen('עגלת קניות: 4 m 12 s of 5 m')).toBe('«עגלת קניות»: 4 m 12 s of 5 m');
    expect(seen('up 4.3 % for سلة, 18,412.37 against 17')).toBe('up 4.3 % for «سلة», 18,412.37 against 17');
  });

  test('keeps names that follow each other in the order of the sentence', () => {
    expect(seen('سلة, كشف → حساب · עגלה')).toBe('«سلة», «كشف» → «حساب» · «עגלה»');
  });

  test('turns figures, brackets and what cuts it off around with the words that they stand between', () => {
    expect(seen('מחיר 12 חדש')).toBe('« חדש»12«מחיר »');
    expect(seen('سلة (قديم)')).toBe('«سلة )قديم(»');
    expect(seen('(سلة) 12')).toBe('(«سلة») 12');
    expect(seen('حسابات…, tier 1')).toBe('«حسابات…», tier 1');
    expect(seen('گزارش ۱۲ روزه')).toBe('« روزه»۱۲«گزارش »');
  });

  test('leaves words of ours in a name from right to left between its halves', () => {
    expect(seen('سلة (checkout) خاص')).toBe('«سلة» (checkout) «خاص»');
  });

  test('loses no character and invents none, whatever it is made of', () => {
    const characters = fc.constantFrom(...'aب12 ()…,.א٣é订'.split(''));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 30 }), (line) => {
        const written = toVisualPieces(line.join('')).flatMap(({ text }) => [...text.replaceAll(')', '(')]);
        expect(written.sort()).toEqual([...line.join('').replaceAll(')', '(')].sort());
      }),
    );
  });
});
