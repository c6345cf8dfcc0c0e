import { expect, test } from 'vitest';
import { spreadOf } from './update-costs';

test('a percentile is a value that was measured, rounded against us', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spreadOf(hundred)).toEqual({ median: 51, p95: 96, worst: 100 });
  expect(spreadOf([7])).toEqual({ median: 7, p95: 7, worst: 7 });
});

test('nothing has no percentile, which is no good one', () => {
  expect(() => spreadOf([])).toThrow('no percentile of nothing');
});
