import { expect, test } from 'vitest';
import { firstLook } from './first-look';

const looks = { everySeconds: 30, longestSeconds: 3600 };

test('the next try of what rests is the first look at which there is something to ask, never the moment itself', () => {
  const due = (from: number) => (at: number) => at >= from;
  expect(firstLook(due(0), 60_000, looks)).toBe(90_000);
  expect(firstLook(due(100_000), 60_000, looks)).toBe(120_000);
  expect(firstLook(due(120_000), 61_000, looks)).toBe(120_000);
});

test('what is never to be asked is looked at again in the end', () => {
  expect(firstLook(() => false, 0, looks)).toBe(3_600_000);
});
