import { expect, test } from 'vitest';
import { toMissing, toObserved } from '@/lib/domain/observe';
import { findMonthCosts } from './find-month-costs';

const at = Date.parse('2026-11-20T00:00:00Z');

function costOf(usEast: number, measuredAt = at, fromDay = '2026-11-01') {
  const value = {
    fromDay,
    untilDay: '2026-11-20',
    totalUsd: usEast + 2,
    byRegion: [
      { region: 'NoRegion', costUsd: 2 },
      { region: 'us-east-1', costUsd: usEast },
    ],
    estimated: true,
  };
  return { kind: 'cost', monthToDate: toObserved(value, measuredAt, measuredAt, 'aws-api') };
}

test('where costs were never read there are none to show, rather than zero', () => {
  expect(findMonthCosts([])).toBe('none');
  expect(findMonthCosts([{ kind: 'cost', monthToDate: toMissing('denied', at) } as { kind: string }])).toBe('none');
});

test('accounts add up by region, the dearest first, dated by the one read longest ago', () => {
  expect(findMonthCosts([costOf(10), costOf(5, at - 86_400_000)])).toEqual({
    month: '2026-11',
    byRegion: [
      { region: 'us-east-1', usd: 15 },
      { region: 'NoRegion', usd: 4 },
    ],
    asOf: at - 86_400_000,
    estimated: true,
  });
});

test('the newest month alone counts', () => {
  const costs = findMonthCosts([costOf(10), costOf(99, at - 30 * 86_400_000, '2026-10-01')]);
  expect(costs === 'none' ? [] : costs.byRegion[0]).toEqual({ region: 'us-east-1', usd: 10 });
});
