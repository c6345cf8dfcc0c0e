import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toObserved } from '../../observe';
import {
  decimal,
  loseReadings,
  missingReadings,
  sampleCosts,
  sampleReadings,
  seen,
  toPeriod,
  type WholeLine,
} from '../../testing/sample-bills';
import { costBases, toAmounts } from '../amounts';
import { sumDecimals } from '../decimal';
import type { Bill, CostReadings } from '../types';
import { buildCostReport } from './build-cost-report';
import { type CostGroup, type CostQuery, costGroups, dimensionsOf, findCut, noFilters } from './cost-query';
import type { CurrencyReport } from './types';

const now = Date.parse('2026-11-20T04:00:00Z');
const evidence = { workloads: [], accounts: [{ id: '111122223333', name: 'Shop' }] };
const plain: CostQuery = { month: 'newest', basis: 'unblended', group: 'region', filters: noFilters };

const amount = fc.integer({ min: -(10 ** 12), max: 10 ** 14 }).map((nano) => decimal(`${nano}e-9`));

const anyLine: fc.Arbitrary<WholeLine> = fc.record({
  region: fc.constantFrom('us-east-1', 'us-west-2', 'global', 'NoRegion'),
  service: fc.constantFrom('Amazon RDS', 'Amazon S3', '=cmd'),
  workload: fc.constantFrom('checkout', 'media', 'untagged'),
  usageType: fc.constantFrom('BoxUsage:a', 'USE1-USW2-AWS-Out-Bytes', 'Tax'),
  recordType: fc.constantFrom('Usage', 'Credit', 'Tax'),
  amounts: fc
    .tuple(amount, amount, amount, amount)
    .map((all) => toAmounts((one) => all[costBases.indexOf(one)] ?? ('0' as never))),
  quantity: fc.constant('several-units' as const),
});

/** A bill of the first days of November, of any lines. */
const anyBill = fc.array(fc.array(anyLine, { maxLength: 8 }), { minLength: 1, maxLength: 5 }).map((days): Bill => {
  const dayOf = (index: number) => `2026-11-${String(index + 1).padStart(2, '0')}`;
  return {
    currency: 'USD',
    days: days.map((lines, index) => toPeriod(dayOf(index), dayOf(index + 1), lines, now)),
    months: [],
    coverage: days.map((_, index) => ({ day: dayOf(index), state: 'whole' })),
  };
});

const anyReadings = fc.array(anyBill, { minLength: 1, maxLength: 3 }).map((bills): readonly CostReadings[] =>
  bills.map((bill, index) => ({
    ...missingReadings('no-data', now, `${index}`.padStart(12, '1')),
    bill: toObserved(bill, now, now, 'aws-api'),
  })),
);

function report(readings: readonly CostReadings[], query: CostQuery, at: number) {
  return buildCostReport({ ...evidence, readings: readings.map(seen) }, query, at);
}

function onlyCurrency(readings: readonly CostReadings[], query: CostQuery): CurrencyReport {
  const { currencies } = report(readings, query, now);
  const [first, ...others] = currencies;
  if (first === undefined || others.length > 0) throw new Error('Not one currency.');
  return first;
}

function totalOf(readings: readonly CostReadings[], query: CostQuery) {
  const { told } = onlyCurrency(readings, query);
  if (told.state === 'not-told') throw new Error(`Not told: ${told.wanted.join(', ')}`);
  return told;
}

describe('whatever a bill is made of', () => {
  test('no grouping changes the total, and its lines add up to it exactly on every basis', () => {
    fc.assert(
      fc.property(anyReadings, fc.constantFrom(...costBases), (readings, basis) => {
        const bill = sumDecimals(
          readings.flatMap((one) =>
            one.bill.state === 'observed' ? one.bill.value.days.map(({ total }) => total[basis]) : [],
          ),
        );
        for (const group of costGroups) {
          const told = totalOf(readings, { ...plain, basis, group });
          expect(told.total).toBe(bill);
          expect(sumDecimals(told.rows.map((row) => row.amount))).toBe(bill);
          expect(sumDecimals(told.days.map((day) => (day.amount === 'unknown' ? decimal('0') : day.amount)))).toBe(
            bill,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what each value of a filter keeps adds up to what is there without it, under every grouping that is told', () => {
    fc.assert(
      fc.property(
        anyReadings,
        fc.constantFrom(...costGroups),
        fc.constantFrom(...costGroups),
        (readings, filtered, group) => {
          const choices = report(readings, plain, now).choices[filtered];
          const whole = totalOf(readings, plain).total;
          const query = (value: string): CostQuery => ({
            ...plain,
            group,
            filters: { ...noFilters, [filtered]: [value] },
          });
          const isTold = choices.every((value) => findCut(dimensionsOf(query(value))) !== 'none');
          if (!isTold) return;
          expect(sumDecimals(choices.map((value) => totalOf(readings, query(value)).total))).toBe(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the split by workload has the same total as the bill', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const { split } = onlyCurrency(readings, plain);
        expect(split === 'out-of-scope' ? split : split.total).toBe(totalOf(readings, plain).total);
      }),
      { numRuns: 30 },
    );
  });
});

test('what no cut of Cost Explorer tells together is said to be not told, and not guessed', () => {
  const filters = { ...noFilters, service: ['Amazon DynamoDB'] };
  const { told } = onlyCurrency([sampleReadings(now)], { ...plain, group: 'usageType', filters });
  expect(told).toEqual({ state: 'not-told', wanted: ['service', 'usageType'] });
  const { groups } = report([sampleReadings(now)], { ...plain, filters }, now);
  expect(groups).toEqual(['region', 'service', 'account'] satisfies CostGroup[]);
});

describe('a month is compared with the one before', () => {
  test('over the days that are billed in whole in both', () => {
    const { told, coverage } = onlyCurrency([sampleReadings(now, { absentDays: [3, 4] })], plain);
    if (told.state === 'not-told' || told.compared.state === 'not-comparable') throw new Error('Not compared.');
    expect(told.compared).toMatchObject({ state: 'same-days', days: 16, daysBefore: 16, month: '2026-10' });
    expect(coverage).toMatchObject({ billedDays: 16, daysInMonth: 30 });
    expect(told.days.filter(({ amount: one }) => one === 'unknown').map(({ day }) => day)).toEqual([
      '2026-11-03',
      '2026-11-04',
    ]);
    expect(sumDecimals(told.rows.map(({ compared }) => (compared === 'none' ? decimal('0') : compared.now)))).toBe(
      told.compared.now,
    );
  });

  test('as a whole where only wholes are kept, with both lengths', () => {
    const { told } = onlyCurrency([sampleReadings(now)], { ...plain, month: '2026-08' });
    if (told.state === 'not-told') throw new Error('Not told.');
    expect(told.compared).toMatchObject({ state: 'whole-months', days: 31, daysBefore: 31, month: '2026-07' });
  });

  test('not at all where the one before is not there', () => {
    const { told } = onlyCurrency([sampleReadings(now)], { ...plain, month: '2025-09' });
    expect(told).toMatchObject({ compared: { state: 'not-comparable' } });
  });
});

describe('a forecast', () => {
  test('is what is billed before it begins and what AWS expects after', () => {
    const { forecast } = onlyCurrency([sampleReadings(now)], plain);
    const { told } = onlyCurrency([sampleReadings(now)], plain);
    if (told.state === 'not-told' || forecast.state !== 'known') throw new Error('Not told.');
    const before = told.days.slice(0, 19).flatMap(({ amount: one }) => (one === 'unknown' ? [] : [one]));
    expect(forecast.expected).toBe(sumDecimals([...before, decimal('9263.1')]));
    expect(forecast).toMatchObject({ levelPercent: 80, accounts: 1 });
  });

  test('is not told on a basis or for a part that AWS was not asked about', () => {
    expect(onlyCurrency([sampleReadings(now)], { ...plain, basis: 'amortized' }).forecast.state).toBe('not-told');
    const filters = { ...noFilters, region: ['us-east-1'] };
    expect(onlyCurrency([sampleReadings(now)], { ...plain, filters }).forecast.state).toBe('not-told');
  });

  test('of several accounts is not told while one of them has none', () => {
    const other = { ...sampleReadings(now, {}, '444455556666'), forecast: missingReadings('no-data', now).forecast };
    expect(onlyCurrency([sampleReadings(now), other], plain).forecast).toEqual({
      state: 'not-told',
      because: 'account 444455556666: Cost Explorer has no data of the account yet',
    });
  });

  test('that was not asked for yet is not said to be refused by AWS', () => {
    const fresh = { ...sampleReadings(now), forecast: missingReadings('not-asked-yet', now).forecast };
    expect(onlyCurrency([fresh], plain).forecast).toEqual({
      state: 'not-told',
      because: 'account 111122223333: not asked yet',
    });
  });
});

test('bills of two currencies stand beside each other and are never added', () => {
  const readings = [sampleReadings(now), sampleReadings(now, { currency: 'CNY' }, '444455556666')];
  const { currencies } = report(readings, plain, now);
  expect(currencies.map(({ currency, accounts }) => [currency, accounts])).toEqual([
    ['CNY', ['444455556666']],
    ['USD', ['111122223333']],
  ]);
});

test('a bill that cannot be read now keeps its last figures with their date and the reason', () => {
  const since = now - 60_000;
  const lost = report([loseReadings(sampleReadings(now), 'unreachable', since)], plain, now);
  expect(lost.currencies).toHaveLength(1);
  expect(lost.accounts[0]?.parts.bill).toEqual({
    asOf: now - 4 * 3_600_000,
    missing: { reason: 'unreachable', since },
  });
});

test('an account of which nothing was ever read has no figures, none of them zero', () => {
  const nothing = report([missingReadings('not-enabled', now)], plain, now);
  expect(nothing).toMatchObject({ currencies: [], month: 'none', accounts: [{ name: 'Shop', currency: 'unknown' }] });
  expect(nothing.accounts[0]?.parts.bill.asOf).toBe('never');
});

test('what of a bill may not be seen is out of scope, and the rest has the same total', () => {
  const [hidden] = sampleCosts['out-of-scope'](now);
  if (hidden === undefined) throw new Error('No sample.');
  const part = buildCostReport({ ...evidence, readings: [seen(hidden)] }, plain, now);
  expect(part.currencies[0]).toMatchObject({ split: 'out-of-scope', pairs: 'out-of-scope' });
  expect(part.groups).not.toContain('usageType');
  expect(part.accounts[0]?.parts.forecast).toEqual({ asOf: 'never', missing: 'out-of-scope' });
  expect(part.currencies[0]?.told).toMatchObject({ total: totalOf([sampleReadings(now)], plain).total });
});
