import { describe, expect, test } from 'vitest';
import { isSurelyDrawn, widthOf } from '@/lib/format/paper/measure-text';
import { faces } from './fonts';
import { Paper } from './paper';

const date = new Date('2026-11-04T04:00:00Z');
const letters = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code)).filter(
  (letter) => isSurelyDrawn(letter) && !/[\s\u0085]/u.test(letter),
);

describe('widths by which the first page is measured', () => {
  test.each(faces)('are never less than those of the %s face: what was measured to fit does', (face) => {
    const paper = new Paper({ title: '', subject: '', date });
    expect(letters.length).toBeGreaterThan(400);
    for (const letter of letters) {
      const style = { face, size: 1000, lineHeight: 1000, ink: 'text' } as const;
      expect(widthOf(letter, style), letter).toBeGreaterThanOrEqual(paper.widthOf(letter, style) - 1e-6);
    }
  });

  test('count on no letter that a face has not', () => {
    const paper = new Paper({ title: '', subject: '', date });
    expect(letters.filter((letter) => !paper.hasGlyph(letter.codePointAt(0) ?? 0xfffd))).toEqual([]);
  });
});
