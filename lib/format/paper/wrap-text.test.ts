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

describe('wrapped text of other scripts', () => {
  const width = { ideographs: 6, arabic: 12 };

  test('is parted between ideographs and kana, never before what closes and never behind what opens', () => {
    expect(wrapText('订单服务的购物车。', width.ideographs, measure)).toEqual(['订单服务的购', '物车。']);
    expect(wrapText('注文管理東京、大阪', width.ideographs, measure)).toEqual(['注文管理東', '京、大阪']);
    expect(wrapText('注文管理部「東京」', width.ideographs, measure)).toEqual(['注文管理部', '「東京」']);
    expect(wrapText('東京サービスカート', width.ideographs, measure)).toEqual(['東京サービス', 'カート']);
    expect(wrapText('注文管理ー東京', 4, measure)).toEqual(['注文管', '理ー東京']);
    expect(wrapText('checkout订单', 9, measure)).toEqual(['checkout订', '单']);
  });

  test('is parted between words of Hangul and Arabic where it can be', () => {
    expect(wrapText('주문 관리 서비스', width.ideographs, measure)).toEqual(['주문 관리', '서비스']);
    expect(wrapText('سلة المشتريات الجديدة', width.arabic, measure)).toEqual(['سلة', 'المشتريات', 'الجديدة']);
  });

  test('never begins a line with a mark of the letter before, in a word that is wider than a line', () => {
    const lines = wrapText('مُحَمَّدٌشָלוֹם'.repeat(9), width.arabic, measure);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).not.toMatch(/^\p{M}/u);
  });
});

describe('drawable text', () => {
  test('is as it was in scripts that have glyphs', () => {
    const text = 'Заказы, Ελληνικά, çğş é → ● 95 %';
    expect(toDrawable(text, hasGlyph)).toEqual({ text, isEscaped: false });
  });

  test('shows what cannot be drawn by its code point, and what turns the direction of text too', () => {
    expect(toDrawable('订单', hasGlyph)).toEqual({ text: String.raw`\u{8ba2}\u{5355}`, isEscaped: true });
    expect(toDrawable('ไทย', hasGlyph).text).toBe(String.raw`\u{e44}\u{e17}\u{e22}`);
    expect(toDrawable('سل \u200fعג\u2067', hasGlyph).text).toBe(String.raw`سل \u{200f}عג\u{2067}`);
    expect(toDrawable('a\u202eb\u0000c\ud800', hasGlyph).text).toBe(String.raw`a\u{202e}b\u{0}c\u{d800}`);
    expect(toDrawable(' a\n\t b ', hasGlyph)).toEqual({ text: 'a b', isEscaped: false });
  });

  test('shows letters that are blank by their code points: two names that look alike are one', () => {
    const all = () => true;
    expect(toDrawable('주\u3164문\u115f', all).text).toBe(String.raw`주\u{3164}문\u{115f}`);
    expect(toDrawable('注\ufe00文\u{e0100}', all).text).toBe(String.raw`注\u{fe00}文\u{e0100}`);
  });

  test('has the sign that parts Persian letters where it parts some, and by its code point elsewhere', () => {
    expect(toDrawable('پرداخت\u200cها', hasGlyph)).toEqual({ text: 'پرداخت\u200cها', isEscaped: false });
    expect(toDrawable('check\u200cout', hasGlyph).text).toBe(String.raw`check\u{200c}out`);
    expect(toDrawable('سد\u200cلة', hasGlyph).text).toBe(String.raw`سد\u{200c}لة`);
    expect(toDrawable('سلة\u200c', hasGlyph).text).toBe(String.raw`سلة\u{200c}`);
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
