import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatHealthCounts, rollUpHealth } from './roll-up';
import { healthStates } from './vocabulary';

const states = fc.array(fc.constantFrom(...healthStates));
const rank = (list: readonly (typeof healthStates)[number][]) => healthStates.indexOf(rollUpHealth(list).state);

test('a roll-up of nothing is unknown', () => {
  expect(rollUpHealth([])).toEqual({ state: 'unknown', counts: { down: 0, degraded: 0, unknown: 0, healthy: 0 } });
  expect(formatHealthCounts(rollUpHealth([]).counts)).toBe('nothing is known');
});

test('one unknown among ten healthy is listed, not swallowed', () => {
  const { state, counts } = rollUpHealth([...Array.from({ length: 9 }, () => 'healthy' as const), 'unknown']);
  expect(state).toBe('unknown');
  expect(formatHealthCounts(counts)).toBe('1 unknown, 9 healthy');
});

test('unknown is listed beside a worse state', () => {
  expect(formatHealthCounts(rollUpHealth(['down', 'unknown', 'healthy']).counts)).toBe('1 down, 1 unknown, 1 healthy');
});

test('adding an unknown never improves a roll-up, and counts everything', () => {
  fc.assert(
    fc.property(states, (list) => {
      if (list.length > 0) expect(rank([...list, 'unknown'])).toBeLessThanOrEqual(rank(list));
      expect(rollUpHealth([...list, 'unknown']).state).not.toBe('healthy');
      const { counts } = rollUpHealth(list);
      expect(counts.down + counts.degraded + counts.unknown + counts.healthy).toBe(list.length);
    }),
  );
});

test('the order of the states changes nothing', () => {
  fc.assert(
    fc.property(states, (list) => {
      expect(rollUpHealth(list.toReversed())).toEqual(rollUpHealth(list));
    }),
  );
});
