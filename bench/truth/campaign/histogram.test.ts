import { expect, it } from 'vitest';
import { addHistograms, ErrorCounts, quantileOf, totalOf } from './histogram';

function counted(...seconds: number[]) {
  const counts = new ErrorCounts();
  for (const one of seconds) counts.add(one);
  return counts.toHistogram();
}

it('counts errors in whole seconds, rounded up, and adds up over processes', () => {
  const sum = addHistograms(counted(0.2, 3, 3.1), counted(1, 60));
  expect(sum).toEqual({ 1: 2, 3: 1, 4: 1, 60: 1 });
  expect(totalOf(sum)).toBe(5);
});

it('tells the worst, the median and any other quantile; of nothing there is none', () => {
  const errors = counted(...Array.from({ length: 100 }, (_, index) => index + 1));
  expect([quantileOf(errors, 0.5), quantileOf(errors, 0.95), quantileOf(errors, 1)]).toEqual([50, 95, 100]);
  expect(quantileOf({}, 1)).toBeUndefined();
});
