import { describe, expect, test } from 'vitest';
import { goals, judgeDay, judgeUpdates } from './goals';
import type { UpdateCosts } from './update-costs';
import type { DayReading } from './whole-day';

const played = { updates: goals.day, sceneChanges: 4000, reconnects: 200, readAnew: 100, criticals: 86 };
const reading = (heapBytes: number, nodes = 300, listeners = 200): DayReading => ({
  name: 'a reading',
  played,
  holding: { heapBytes, nodes, listeners },
});
const judge = (readings: readonly DayReading[], sceneChanges = 4000) =>
  judgeDay({ readings, played: { ...played, sceneChanges }, tookSeconds: 600, ownMsPerUpdate: 4 }).map(
    ({ met }) => met,
  );

describe('a day', () => {
  test('that leaves everything as it was is met', () => {
    expect(judge([reading(8e6), reading(7.9e6), reading(8.1e6)])).toEqual([true, true, true, true]);
  });

  test('is judged by its worst reading: what grew and was let go by the end has still been there', () => {
    expect(judge([reading(8e6), reading(14e6), reading(8e6)])[1]).toBe(false);
    expect(judge([reading(8e6), reading(8e6, 301), reading(8e6)])[2]).toBe(false);
    expect(judge([reading(8e6), reading(8e6), reading(8e6, 300, 201)])[3]).toBe(false);
  });

  test('without its scene changes is no whole day', () => {
    expect(judge([reading(8e6), reading(8e6)], 999)[0]).toBe(false);
  });

  test('of which nothing was read proves nothing', () => {
    expect(() => judge([reading(8e6)])).toThrow('Nothing was read');
  });
});

test('an update is judged by the 95th percentile of what the main thread itself worked', () => {
  const costs = (p95: number): UpdateCosts => {
    const own = { median: 20, p95, worst: 90 };
    return { updates: 100, own, wall: { ...own, p95: 400 }, script: 10, layout: 5 };
  };
  expect(judgeUpdates('Charts', costs(50), costs(2)).met).toBe(true);
  expect(judgeUpdates('Charts', costs(50.1), costs(2)).met).toBe(false);
});
