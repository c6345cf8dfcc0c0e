import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenName } from './shorten-name';

test('a long name keeps its beginning and its end', () => {
  expect(shortenName('payments-settlement-eu-central', 16)).toBe('payments…central');
  expect(shortenName('checkout', 16)).toBe('checkout');
});

test('never longer than it may be, and whole where it fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (name, most) => {
      const count = (text: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;
      const shown = shortenName(name, most);
      if (count(name) <= most) expect(shown).toBe(name);
      else expect(shown.length === 0 || [...shown].includes('…')).toBe(true);
      // Signs that join with their neighbour may count as fewer, never as more.
      expect(count(shown)).toBeLessThanOrEqual(Math.max(most, 1));
    }),
  );
});
