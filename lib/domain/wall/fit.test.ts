import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countThatFit, fitRows, fitTiles } from './fit';

interface Item {
  readonly name: number;
  readonly rank: number;
}
const rankOf = ({ rank }: Item) => rank;
const items = fc
  .array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 })
  .map((ranks) => ranks.map((rank, name): Item => ({ name, rank })));
const most = fc.integer({ min: 0, max: 40 });

test('so many rows fit as the last of them is still whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4000 }),
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 50 }),
      (room, row, gap) => {
        const count = countThatFit(room, row, gap);
        const heightOf = (rows: number) => rows * row + Math.max(0, rows - 1) * gap;
        expect(heightOf(count)).toBeLessThanOrEqual(Math.max(0, room));
        expect(heightOf(count + 1)).toBeGreaterThan(room);
      },
    ),
  );
});

describe.each([
  ['rows', fitRows],
  ['tiles', fitTiles],
] as const)('%s', (_what, fit) => {
  test('show nothing that is better off than something left out, and lose nothing', () => {
    fc.assert(
      fc.property(items, most, (all, room) => {
        const { shown, rest } = fit(all, room, rankOf);
        expect(shown.length).toBe(Math.min(room, all.length));
        expect([...shown, ...rest].map(({ name }) => name).sort((a, b) => a - b)).toEqual(all.map(({ name }) => name));
        const bestShown = Math.max(-1, ...shown.map(rankOf));
        for (const left of rest) expect(rankOf(left)).toBeGreaterThanOrEqual(bestShown);
      }),
    );
  });

  test('say what is left out worst first', () => {
    fc.assert(
      fc.property(items, most, (all, room) => {
        const ranks = fit(all, room, rankOf).rest.map(rankOf);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });
});

test('a tile stays in its place whatever happens to others, unless something worse needs it', () => {
  fc.assert(
    fc.property(items, most, (all, room) => {
      const { shown } = fitTiles(all, room, rankOf);
      for (const [place, item] of shown.entries()) if (item.name < room) expect(place).toBe(item.name);
    }),
  );
});

test('one region of thirty that goes down takes the place of the last one that is well', () => {
  const all = Array.from({ length: 30 }, (_, name) => ({ name, rank: name === 29 ? 0 : 3 }));
  const { shown } = fitTiles(all, 12, rankOf);
  expect(shown.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 29]);
});
