import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseShown, countWords } from './choose-shown';

const ranks = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 });

test('nothing left out is worse than what is shown, and nothing is lost', () => {
  fc.assert(
    fc.property(ranks, fc.integer({ min: 1, max: 20 }), (all, most) => {
      const { shown, rest } = chooseShown(all, most, (rank) => rank);
      expect([...shown, ...rest].sort()).toEqual([...all].sort());
      expect(shown.length).toBe(Math.min(all.length, most));
      if (rest.length > 0) expect(Math.max(...shown)).toBeLessThanOrEqual(Math.min(...rest));
    }),
  );
});

test('few rows stay where they are, whatever state they are in', () => {
  expect(chooseShown([3, 0, 2], 3, (rank) => rank)).toEqual({ shown: [3, 0, 2], rest: [] });
});

test('what is left out is counted with unknown named', () => {
  expect(countWords(['healthy', 'unknown', 'healthy'], ['down', 'degraded', 'unknown', 'healthy'])).toBe(
    '1 unknown, 2 healthy',
  );
});
