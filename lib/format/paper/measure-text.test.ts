import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countLines, shortenText, widthOf } from './measure-text';

const size = { size: 10, lineHeight: 12 };
const anyText = fc.string({ unit: 'binary', maxLength: 120 });

describe('text that is shortened', () => {
  test('never takes more lines than it may, whatever it is made of', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 80, max: 500 }), fc.integer({ min: 1, max: 3 }), (text, width, lines) => {
        expect(countLines(shortenText(text, width, size, lines), width, size)).toBeLessThanOrEqual(lines);
      }),
    );
  });

  test('is as it was where it fits, and says that it goes on where it does not', () => {
    expect(shortenText('Checkout', 80, size, 1)).toBe('Checkout');
    const short = shortenText('Checkout of the whole shop', 80, size, 1);
    expect(short).toMatch(/^Checkout.*…$/);
    expect('Checkout of the whole shop'.startsWith(short.slice(0, -1))).toBe(true);
  });

  test('leaves room for what stands behind it', () => {
    const short = shortenText('x'.repeat(40), 100, size, 1, 30);
    expect(widthOf(short, size) + 30).toBeLessThanOrEqual(100);
  });

  test('parts no letter that is made of several characters', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(shortenText(family.repeat(20), 400, size, 1).replaceAll(family, '')).toBe('…');
  });
});
