import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDrawable } from './drawable-text';
import { wrapText } from './wrap-text';

const measure = (text: string) => Array.from(text).length;
const hasGlyph = (codePoint: number) => codePoint < 0x3000;

describe('wrapped text', () => {
  test('keeps every character in its order, and no line is wider than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = wrapText(text, width, measure);
        expect(lines.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('is parted after spaces and punctuation, and anywhere in a name without either', () => {
    expect(wrapText('arn:aws:rds:us-east-1 is gone', 12, measure)).toEqual(['arn:aws:rds:', 'us-east-1 is', 'gone']);
    expect(wrapText('x'.repeat(7), 3, measure)).toEqual(['xxx', 'xxx', 'x']);
    expect(wrapText('', 3, measure)).toEqual(['']);
  });
});

describe('drawable text', () => {
  test('is as it was in scripts that have glyphs', () => {
    const text = 'Заказы, Ελληνικά, çğş é → ● 95 %';
    expect(toDrawable(text, hasGlyph)).toEqual({ text, isEscaped: false });
  });

  test('shows what cannot be drawn by its code point, and what turns the direction of text too', () => {
    expect(toDrawable('订单', hasGlyph)).toEqual({ text: String.raw`\u{8ba2}\u{5355}`, isEscaped: true });
    expect(toDrawable('سل', hasGlyph).text).toBe(String.raw`\u{633}\u{644}`);
    expect(toDrawable('a\u202eb\u0000c\ud800', hasGlyph).text).toBe(String.raw`a\u{202e}b\u{0}c\u{d800}`);
    expect(toDrawable(' a\n\t b ', hasGlyph)).toEqual({ text: 'a b', isEscaped: false });
  });

  test('never loses a character whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: drawn } = toDrawable(text, hasGlyph);
        const read = drawn.replaceAll(/\\u\{([0-9a-f]+)\}/g, (_, code) =>
          String.fromCodePoint(Number.parseInt(code, 16)),
        );
        const shown = (one: string) => one.normalize('NFC').replaceAll(/[\s\u0085]+/gu, '');
        expect(shown(read)).toBe(shown(text));
      }),
    );
  });
});
