import { expect, test } from 'vitest';
import { wallsOf } from './find-wall';
import { usualWall } from './types';

test('a fleet without walls has the usual one, with every scene', () => {
  expect(wallsOf([])).toEqual([usualWall]);
});

test('a fleet that declares walls has those and no other, in the order of their names', () => {
  const wall = (id: string) => ({ kind: 'wall' as const, id, wall: { ...usualWall, id } });
  expect(wallsOf([wall('noc'), wall('lobby')]).map(({ id }) => id)).toEqual(['lobby', 'noc']);
});
