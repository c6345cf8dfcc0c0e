import { expect, test } from 'vitest';
import { loseValue, newestValue, toMissing, toObserved } from './observe';

const last = toObserved(7, 1000, 1500, 'cloudwatch');

test('a source that stops answering keeps its last value with its own dates', () => {
  const lost = loseValue(last, 'unreachable', 9000);
  expect(lost).toEqual({ state: 'missing', reason: 'unreachable', since: 9000, lastKnown: last });
  expect(newestValue(lost)).toBe(last);
});

test('a reason that lasts keeps the moment it began, a new one starts its own', () => {
  const lost = loseValue(last, 'unreachable', 9000);
  expect(loseValue(lost, 'unreachable', 20_000)).toMatchObject({ since: 9000, lastKnown: last });
  expect(loseValue(lost, 'denied', 20_000)).toMatchObject({ since: 20_000, reason: 'denied', lastKnown: last });
});

test('what never had a value has none', () => {
  expect(newestValue(toMissing('not-asked-yet', 0))).toBe('none');
});
