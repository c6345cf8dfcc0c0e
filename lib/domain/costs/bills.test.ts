import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMissing, toObserved } from '../observe';
import { amountsOf, sampleDay } from '../testing/sample-costs';
import { areSameAmounts } from './amounts';
import { buildCostReadings, type KeptCosts } from './build-cost-readings';
import { addDays, firstOfMonth, listDays } from './days';
import { joinCuts } from './join-cuts';
import { judgeRightsizing } from './judge-rightsizing';
import { limitCosts } from './limit-costs';
import { listMonths } from './list-months';
import { rangeOfDays, rangeOfMonths } from './reading-ranges';
import { sayCostsMissing } from './say-costs-missing';
import { totalOfLines } from './sum-lines';
import type { Bill, BilledPeriod } from './types';

const now = Date.UTC(2026, 10, 20, 12);

function keep(days: readonly BilledPeriod[], unequal: readonly string[] = []): KeptCosts {
  const value = { ...rangeOfDays(now), currency: 'USD', unequal, left: [] };
  return {
    accountId: '111122223333',
    pieces: { days: { askedAt: now, told: toObserved(value, now, now, 'aws-api') } },
    days,
    months: [],
  };
}

function billOf(kept: KeptCosts): Bill {
  const { bill } = buildCostReadings(kept, now);
  if (bill.state !== 'observed') throw new Error('the bill was told');
  return bill.value;
}

describe('the cuts of a period', () => {
  const { lines, from, until } = sampleDay('2026-11-01');
  const period = <L>(all: readonly L[]) => [{ from, until, estimated: true, lines: all }];
  const cuts = {
    'region-record-type': period(lines['region-record-type']),
    'region-service': period(lines['region-service']),
    'workload-region': period(lines['workload-region']),
    'workload-usage-type': period(lines['workload-usage-type']),
  };

  it('that add up to the same are one period', () => {
    const { periods, unequal } = joinCuts(cuts, now);
    expect(unequal).toEqual([]);
    expect(periods[0]?.total).toEqual(amountsOf('8.5'));
  });

  it('of which one lacks a billionth, or is not there, are none: the bill changed while it was read', () => {
    const short = lines['region-service'].map((line, index) =>
      index > 0 ? line : { ...line, amounts: amountsOf('6.999999999') },
    );
    expect(joinCuts({ ...cuts, 'region-service': period(short) }, now)).toEqual({ periods: [], unequal: [from] });
    expect(joinCuts({ ...cuts, 'workload-usage-type': [] }, now)).toEqual({ periods: [], unequal: [from] });
  });

  it('count on every basis: that one agrees says nothing of the others', () => {
    const [first, ...rest] = lines['workload-region'];
    if (first === undefined) throw new Error('there are lines');
    const amounts = { ...first.amounts, netAmortized: amountsOf('1').netAmortized };
    expect(joinCuts({ ...cuts, 'workload-region': period([{ ...first, amounts }, ...rest]) }, now).unequal).toEqual([
      from,
    ]);
  });
});

describe('a bill', () => {
  it('that was never read is unknown and not empty', () => {
    const readings = buildCostReadings({ accountId: '1', pieces: {}, days: [], months: [] }, now);
    expect(readings.bill).toEqual(toMissing('not-asked-yet', now));
    expect(sayCostsMissing('not-asked-yet')).toBe('not asked yet');
    // Nothing here is about metrics.
    expect(sayCostsMissing('not-enabled')).toContain('Cost Explorer');
    expect(readings.rightsizing).toEqual(toMissing('not-asked-yet', now));
  });

  it('says of every day whether it has it', () => {
    const { fromDay, untilDay } = rangeOfDays(now);
    const empty = { 'region-record-type': [], 'region-service': [], 'workload-region': [], 'workload-usage-type': [] };
    const at = { readAt: now, checkedAt: now };
    const days = listDays(fromDay, untilDay)
      .filter((day) => day !== '2026-11-02')
      .map((day) => sampleDay(day, day === '2026-11-03' ? { ...at, lines: empty, total: amountsOf('0') } : at));
    const states = new Map(billOf(keep(days, ['2026-11-04'])).coverage.map(({ day, state }) => [day, state]));
    expect(states.size).toBe(62);
    expect(
      ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-19'].map((day) => states.get(day)),
    ).toEqual(['whole', 'not-read', 'absent', 'changed', 'arriving']);
  });

  it('counts each month once, whatever day it is, and says which of its days it lacks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), (offset) => {
        const at = now + offset * 86_400_000;
        const { fromDay, untilDay } = rangeOfDays(at);
        const span = rangeOfMonths(at);
        const checked = { checkedAt: at, readAt: at };
        const starts = Array.from({ length: 12 }, (_, index) => firstOfMonth(span.fromDay, index));
        const bill: Bill = {
          currency: 'USD',
          days: listDays(fromDay, untilDay).map((day) => sampleDay(day, checked)),
          months: starts.map((from) => sampleDay(from, { until: firstOfMonth(from, 1), estimated: false, ...checked })),
          coverage: listDays(fromDay, untilDay).map((day) => ({ day, state: 'whole' as const })),
        };
        const months = listMonths(bill);
        expect(months).toHaveLength(14);
        for (const [index, month] of months.entries()) {
          expect(month.from).toBe(firstOfMonth(span.fromDay, index));
          expect(month.lacking).toEqual([]);
        }
        // The month before this one is always whole by its days: 8.5 each.
        const last = months.at(-2);
        const days = listDays(last?.from ?? '', last?.until ?? '').length;
        expect(Number(last?.total.unblended)).toBe(8.5 * days);
        expect(months.at(-1)?.from).toBe(firstOfMonth(addDays(untilDay, -1)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what somebody may see of a bill', () => {
  const readings = buildCostReadings(keep([sampleDay('2026-11-01')]), now);

  it('has one total in every cut that is left, whatever regions and workloads those are', () => {
    const allowed = fc.oneof(
      fc.constant('all' as const),
      fc.subarray(['us-east-1', 'us-west-2', 'checkout', 'catalog']),
    );
    fc.assert(
      fc.property(allowed, allowed, (regions, workloads) => {
        const toTest = (list: 'all' | readonly string[]) =>
          list === 'all' ? list : (name: string) => list.includes(name);
        const seen = limitCosts(readings, { regions: toTest(regions), workloads: toTest(workloads) });
        if (seen.bill.state !== 'observed') throw new Error('it was told');
        const [day] = seen.bill.value.days;
        if (day === undefined) throw new Error('the day is there');
        for (const [cut, lines] of Object.entries(day.lines)) {
          if (seen.hiddenCuts.some((hidden) => hidden === cut)) expect(lines).toEqual([]);
          else expect(areSameAmounts(totalOfLines(lines), day.total)).toBe(true);
        }
      }),
    );
  });
});

describe('advice on a server', () => {
  const workloads = [
    {
      id: 'checkout',
      regions: [
        { region: 'us-east-1', role: 'primary' as const },
        { region: 'us-west-2', role: 'standby' as const },
      ],
    },
  ];
  const judge = (region: string, workload: string, serving: readonly string[] | 'unknown') =>
    judgeRightsizing({ region, workload }, workloads, () => serving);

  it('leaves a standby alone, also the one that the primary became by a failover', () => {
    expect(judge('us-west-2', 'checkout', ['us-east-1'])).toBe('standby');
    expect(judge('us-west-2', 'checkout', ['us-west-2'])).toBe('serves');
    expect(judge('us-east-1', 'checkout', ['us-west-2'])).toBe('standby');
  });

  it('is not known to be safe where nothing tells whose the server is, or who serves', () => {
    expect(judge('us-east-1', 'untagged', ['us-east-1'])).toBe('not-known');
    expect(judge('eu-west-1', 'checkout', ['us-east-1'])).toBe('not-known');
    expect(judge('us-east-1', 'checkout', 'unknown')).toBe('not-known');
    expect(judge('us-west-2', 'checkout', 'unknown')).toBe('standby');
  });
});
