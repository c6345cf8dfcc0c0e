import { describe, expect, it } from 'vitest';
import { billedMonthOf, lengthSeconds, secondsLeft } from './billed-month';
import { type AccountPolling, buildPolling, planAccount } from './build-polling';
import { forecastPolling } from './forecast-polling';
import { openViewAllowance } from './open-view-allowance';
import { countTurns, type PolledItem, usualPeriods } from './polled-item';
import { pollingFindings } from './polling-findings';
import { addUnits, billedUnits, costOf, prices, pricingOf, roundCostUp } from './prices';
import { sayForecast } from './say-forecast';

const accountId = '111122223333';
const startOfAugust = Date.parse('2026-08-01T00:00:00Z');
const midAugust = Date.parse('2026-08-16T12:00:00Z');

function item(
  change: Partial<PolledItem> & { readonly metrics: number; readonly atLeastMetrics?: number },
): PolledItem {
  const { metrics, atLeastMetrics = metrics, ...rest } = change;
  return {
    id: rest.purpose ?? 'standing-protected',
    accountId,
    region: 'us-east-1',
    call: 'cloudwatch:GetMetricData',
    purpose: 'standing-protected',
    usualSeconds: 60,
    longestSeconds: 900,
    atLeast: { requests: 1, units: { 'cloudwatch-metrics': atLeastMetrics } },
    atMost: { requests: 1, units: { 'cloudwatch-metrics': metrics } },
    ...rest,
  };
}

const usual: AccountPolling = {
  accountId,
  items: [
    item({ metrics: 100 }),
    item({ metrics: 100, purpose: 'standing-unprotected', longestSeconds: 3600 }),
    item({ metrics: 10, purpose: 'background', longestSeconds: 86_400 }),
  ],
  pricing: 'list-prices',
  budgetUsd: 'none',
  counted: [],
  nameLookupsPerSecond: 3,
};

function planned(polling: AccountPolling, now = startOfAugust) {
  return buildPolling(polling, planAccount(polling, usualPeriods, now), now);
}

describe('prices', () => {
  it('are those of 800 metrics a minute for 30 days, as the price list works it out', () => {
    expect(costOf({ 'cloudwatch-metrics': 800 * 1440 * 30 })).toBeCloseTo(345.6, 6);
  });

  it('all say where they come from, and none is free', () => {
    for (const unit of billedUnits) {
      expect(prices[unit].usd).toBeGreaterThan(0);
      expect(prices[unit].source).toMatch(/aws\.amazon\.com/);
    }
  });

  it('are rounded against us, and binary noise is no cent', () => {
    expect([roundCostUp(1.201), roundCostUp(0.1 + 0.2), roundCostUp(0.0001), roundCostUp(0)]).toEqual([
      1.21, 0.3, 0.01, 0,
    ]);
  });

  it('of other partitions are not known', () => {
    expect([pricingOf(['us-east-1']), pricingOf(['cn-north-1']), pricingOf(['us-gov-west-1'])]).toEqual([
      'list-prices',
      'unknown',
      'unknown',
    ]);
  });

  it('add up unit by unit, and what is not used stays out', () => {
    expect(addUnits({ 's3-reads': 2 }, { 's3-reads': 3, 'kms-requests': 0 }, 2)).toEqual({ 's3-reads': 8 });
  });
});

describe('a billed month', () => {
  it('is the calendar month in UTC, however long', () => {
    expect(billedMonthOf(Date.parse('2026-08-31T23:59:59.999Z')).id).toBe('2026-08');
    expect(billedMonthOf(Date.parse('2026-09-01T00:00:00Z')).id).toBe('2026-09');
    expect(lengthSeconds(billedMonthOf(Date.parse('2028-02-10T00:00:00Z')))).toBe(29 * 86_400);
    expect(secondsLeft(billedMonthOf(midAugust), midAugust)).toBe(15.5 * 86_400);
  });

  it('has as many turns as its grid has moments', () => {
    const rhythm = { periodSeconds: 60, phaseSeconds: 15 };
    expect(countTurns(rhythm, 0, 15_000)).toBe(0);
    expect(countTurns(rhythm, 0, 15_001)).toBe(1);
    expect(countTurns(rhythm, startOfAugust, startOfAugust + 3_600_000)).toBe(60);
  });
});

describe('a forecast', () => {
  it('tells units and dollars by purpose, with what is not certain yet as a range', () => {
    const forecast = forecastPolling([item({ metrics: 6, atLeastMetrics: 4 })], usualPeriods, 3600);
    expect(forecast).toMatchObject({
      lines: [{ unit: 'cloudwatch-metrics', purpose: 'standing-protected', atLeastUnits: 240, atMostUnits: 360 }],
      requests: 60,
      isCertain: false,
    });
    expect(forecast.atMostUsd).toBeCloseTo(0.0036, 9);
    expect(forecastPolling([item({ metrics: 6 })], usualPeriods, 3600).isCertain).toBe(true);
  });
});

describe('a budget', () => {
  it('that is not reached changes nothing', () => {
    expect(planned({ ...usual, budgetUsd: 1000 })).toMatchObject({ verdict: 'usual', stretched: [], usualUsd: 93.75 });
    expect(planned(usual).verdict).toBe('no-budget');
  });

  it('stretches the background first, then tiers 2 and 3, and says from what to what', () => {
    const polling = planned({ ...usual, budgetUsd: 60 });
    expect(polling.verdict).toBe('stretched');
    expect(polling.forecast.atMostUsd).toBeLessThanOrEqual(60);
    expect(polling.stretched.map(({ purpose, fromSeconds, toSeconds }) => [purpose, fromSeconds, toSeconds])).toEqual([
      ['background', 60, 86_400],
      ['standing-unprotected', 60, 180],
    ]);
    expect(pollingFindings([polling], startOfAugust)).toEqual([]);
  });

  it('reaches protected tiers only with a finding that says what, why and how to clear it', () => {
    const polling = planned({ ...usual, budgetUsd: 20 });
    const [finding, ...others] = pollingFindings([polling], startOfAugust);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'polling-stretched', accountId, severity: 'warning' });
    expect(finding?.sentence).toContain('only every 3 m');
    expect(finding?.evidence[0]).toBe('cloudwatch:GetMetricData every 3 m instead of every 1 m, in one region');
    expect(finding?.clear).toContain('to 99 or more');
  });

  it('that even the longest periods exceed is said besides', () => {
    const polling = planned({ ...usual, budgetUsd: 1 });
    expect(polling.verdict).toBe('over');
    expect(pollingFindings([polling], startOfAugust).map(({ code }) => code)).toEqual([
      'polling-stretched',
      'polling-over-budget',
    ]);
    expect(sayForecast(polling, 'production')).toContain('which even the longest periods exceed');
  });

  it('counts what is spent: half of it gone in the first days leaves less for the rest', () => {
    const spent = [{ unit: 'cloudwatch-metrics' as const, units: 6_000_000, unsureUnits: 0 }];
    const fresh = planned({ ...usual, budgetUsd: 94, counted: [] }, midAugust);
    const worn = planned({ ...usual, budgetUsd: 94, counted: spent }, midAugust);
    expect([fresh.verdict, worn.verdict]).toEqual(['usual', 'stretched']);
    expect(worn.expectedUsd).toBeLessThanOrEqual(94);
    expect(worn).toMatchObject({ counted: { usd: 60 } });
    const gone = planned({ ...usual, budgetUsd: 94, counted: [{ ...spent[0], units: 9_500_000 } as never] }, midAugust);
    expect(gone.verdict).toBe('over');
  });

  it('cannot be kept where prices are not known, which is a finding and stretches nothing', () => {
    const polling = planned({ ...usual, budgetUsd: 1, pricing: 'unknown' });
    expect(polling).toMatchObject({ verdict: 'prices-unknown', stretched: [] });
    expect(pollingFindings([polling], startOfAugust).map(({ code }) => code)).toEqual(['polling-over-budget']);
    expect(sayForecast(polling, 'production')).toContain('not known here');
  });
});

describe('what a budget leaves for open views', () => {
  const of = (budgetUsd: number | 'none', expectedUsd: number, pricing: 'list-prices' | 'unknown' = 'list-prices') =>
    openViewAllowance({ budgetUsd, expectedUsd, pricing }, midAugust);

  it('is everything where there is no budget that can be kept', () => {
    expect(of('none', 500)).toBe('unlimited');
    expect(of(10, 500, 'unknown')).toBe('unlimited');
  });

  it('is what is not expected to be spent, over the rest of the month, and never less than nothing', () => {
    // $26.784 over the 15.5 days that are left: two metrics a second at a cent for each thousand.
    expect(of(126.784, 100)).toBeCloseTo(2, 6);
    expect(of(100, 100)).toBe(0);
    expect(of(50, 100)).toBe(0);
  });
});
