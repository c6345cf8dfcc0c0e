import { expect, test } from 'vitest';
import { isSameWall, wallsOf } from './find-wall';
import { usualWall } from './types';

test('a fleet without walls has the usual one, with every scene', () => {
  expect(wallsOf([])).toEqual([usualWall]);
});

test('a fleet that declares walls has those and no other, in the order of their names', () => {
  const wall = (id: string) => ({ kind: 'wall' as const, id, wall: { ...usualWall, id } });
  expect(wallsOf([wall('noc'), wall('lobby')]).map(({ id }) => id)).toEqual(['lobby', 'noc']);
});

test('a wall is declared anew when anything of it changes, and not when its fields come in another order', () => {
  const backwards = Object.fromEntries(Object.entries(usualWall).reverse()) as unknown as typeof usualWall;
  expect(isSameWall(usualWall, backwards)).toBe(true);
  const [first, ...others] = usualWall.scenes;
  for (const change of [
    { title: 'Operations' },
    { distanceMetres: 5 },
    { theme: 'light' as const },
    { sound: 'on' as const },
    { scenes: others },
    { scenes: [{ scene: 'fleet' as const, seconds: 99 }, ...others] },
    { scenes: [...others, ...(first === undefined ? [] : [first])] },
  ]) {
    expect(isSameWall(usualWall, { ...usualWall, ...change })).toBe(false);
  }
});
