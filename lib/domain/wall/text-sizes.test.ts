import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textSizes, wallSizes } from './text-sizes';

test.each([
  [3, 31, 38],
  [4, 41, 51],
  [6, 61, 76],
])('at %i metres the smallest text is %i pixels and a figure %i on a 55-inch panel', (metres, textPx, figurePx) => {
  expect(textSizes(metres, 1920)).toEqual({ textPx, figurePx });
});

test('on a panel of twice the pixels everything has twice the pixels, so that it is read from as far', () => {
  expect(textSizes(4, 3840)).toEqual({ textPx: 81, figurePx: 102 });
});

test('what is read from further away is never smaller, and a figure never smaller than text', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 3, max: 12, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (near, more) => {
        const [a, b] = [textSizes(near, 1920), textSizes(near + more, 1920)];
        expect(b.textPx).toBeGreaterThanOrEqual(a.textPx);
        expect(a.figurePx).toBeGreaterThanOrEqual(a.textPx);
      },
    ),
  );
});

test('a line is higher than its text, and the room of a scene is whole pixels', () => {
  const sizes = wallSizes(6, 1920, { widthPx: 1800.7, heightPx: 800.2 });
  expect(sizes.textLinePx).toBeGreaterThan(sizes.textPx);
  expect(sizes.figureLinePx).toBeGreaterThan(sizes.figurePx);
  expect([sizes.widthPx, sizes.heightPx]).toEqual([1800, 800]);
});
