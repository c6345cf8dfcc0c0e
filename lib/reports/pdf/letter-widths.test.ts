import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSurelyDrawn, widthOf } from '@/lib/format/paper/measure-text';
import { type Face, faces } from './fonts';
import { Paper } from './paper';

const date = new Date('2026-11-04T04:00:00Z');
const letters = Array.from({ length: 0x10000 }, (_, code) => String.fromCodePoint(code)).filter(
  (letter) => isSurelyDrawn(letter) && letter === letter.normalize('NFC') && !/[\s\u0085]/u.test(letter),
);
const arabic = letters.filter((letter) => /[\p{Script=Arabic}\p{Script_Extensions=Arabic}]/u.test(letter));
const styleOf = (face: Face) => ({ face, size: 1000, lineHeight: 1000, ink: 'text' }) as const;

describe('widths by which the first page is measured', () => {
  test.each(faces)('are never less than those of the %s face: what was measured to fit does', (face) => {
    const paper = new Paper({ title: '', subject: '', date });
    const style = styleOf(face);
    expect(letters.length).toBeGreaterThan(30_000);
    const wider = letters.filter((letter) => widthOf(letter, style) < paper.widthOf(letter, style) - 1e-6);
    expect(wider).toEqual([]);
  });

  test.each(faces)('are never less than those of Arabic letters that are joined, in the %s face', (face) => {
    const paper = new Paper({ title: '', subject: '', date });
    const style = styleOf(face);
    const fits = (word: string) => widthOf(word, style) >= paper.widthOf(word, style) - 1e-6;
    const pairs = arabic.flatMap((letter) =>
      ['ا', 'ب', 'ح', 'ه', 'ء', 'ے'].flatMap((one) => [letter + one, one + letter]),
    );
    const joined = arabic.map((letter) => `ب${letter}ل`);
    expect([...pairs, ...joined, 'الله', 'لإسلام'].filter((word) => !fits(word))).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...arabic), { maxLength: 12 }), (word) => {
        expect(fits(word.join('')), word.join('')).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('count on no letter that a face has not', () => {
    const paper = new Paper({ title: '', subject: '', date });
    expect(letters.filter((letter) => !paper.hasGlyph(letter.codePointAt(0) ?? 0xfffd))).toEqual([]);
  });

  test('make a letter that is joined narrower than alone, so that no Arabic name is cut off too soon', () => {
    const paper = new Paper({ title: '', subject: '', date });
    const style = styleOf('regular');
    const alone = (measure: typeof widthOf) =>
      [...'المشتريات'].reduce((sum, letter) => sum + measure(letter, style), 0);
    expect(widthOf('المشتريات', style)).toBeLessThan(alone(widthOf));
    expect(paper.widthOf('المشتريات', style)).toBeLessThan(alone((text) => paper.widthOf(text, style)));
    expect(widthOf('المشتريات', style)).toBeLessThan(1.5 * paper.widthOf('المشتريات', style));
  });
});
