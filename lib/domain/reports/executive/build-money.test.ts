import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumDecimals } from '../../costs/decimal';
import type { SeenCosts } from '../../costs/report/seen-costs';
import { loseReadings, missingReadings, sampleCosts, sampleReadings, seen } from '../../testing/sample-bills';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import { madeAt, october, sampleEvidence, settledReadings } from './testing/sample-evidence';

const account = '111122223333';
const other = '444455556666';
const november = { month: '2026-11', startAt: october.endAt, endAt: Date.parse('2026-11-20T04:00:00Z') };
const open: Partial<ExecutiveEvidence> = {
  ...november,
  now: november.endAt,
  standing: { state: 'so-far', because: 'the month goes on' },
};

function moneyOf(readings: readonly SeenCosts[], more: Partial<ExecutiveEvidence> = {}, ids = [account]) {
  const accounts = ids.map((id) => ({ id, name: id }));
  return buildExecutiveReport(sampleEvidence({ ...more, costs: { readings, workloads: [], accounts } })).money;
}

function onlyOf(readings: readonly SeenCosts[], more: Partial<ExecutiveEvidence> = {}) {
  const [currency, ...others] = moneyOf(readings, more).currencies;
  if (currency === undefined || others.length > 0) throw new Error('Not one currency.');
  return currency;
}

describe('what a month cost', () => {
  test('is the bill to the last digit: workloads and what is nobody’s add up to it', () => {
    fc.assert(
      fc.property(fc.constantFrom(3, 9, 20), fc.boolean(), (movedOn, credits) => {
        const readings = settledReadings(madeAt, { movedOn, ...(credits ? { withCredits: true as const } : {}) });
        const { spent, byWorkload, unassigned } = onlyOf([readings]);
        if (spent.state === 'not-known') throw new Error('It is known.');
        expect(sumDecimals([...byWorkload.map((one) => one.spent), unassigned])).toBe(spent.amount);
      }),
      { numRuns: 6 },
    );
  });

  test('is billed once the month is over, whole, and AWS corrects none of it; until then so far', () => {
    expect(onlyOf([settledReadings(madeAt)])).toMatchObject({
      spent: { state: 'billed', asOf: '2026-11-05T00:00:00.000Z' },
      resilience: { state: 'billed' },
      coverage: { billedDays: 31, days: 31, missing: [] },
      forecast: 'none',
    });
    // AWS may still correct it; and it is read on the first, when its last days have not arrived.
    expect(onlyOf([seen(sampleReadings(madeAt))]).spent.state).toBe('billed-so-far');
    const tooSoon = onlyOf([settledReadings(october.endAt + 3_600_000)]);
    expect(tooSoon).toMatchObject({ spent: { state: 'billed-so-far' }, coverage: { billedDays: 30, missing: [] } });
  });

  test('names the days that the bill should have and has not, those after its last reading too', () => {
    const holes = onlyOf([seen(sampleReadings(november.endAt, { absentDays: [3, 4] }))], open);
    expect(holes.coverage).toEqual({ billedDays: 16, days: 30, missing: ['2026-11-03', '2026-11-04'] });
    const lost = onlyOf([seen(loseReadings(sampleReadings(october.endAt - 3 * 86_400_000), 'denied', madeAt))]);
    expect(lost.coverage.missing).toEqual(['2026-10-30', '2026-10-31']);
    expect(lost.spent.state).toBe('billed-so-far');
  });

  test('of one that goes on has a forecast apart, which is never added to what is billed', () => {
    const { spent, forecast } = onlyOf([seen(sampleReadings(november.endAt))], open);
    expect(spent.state).toBe('billed-so-far');
    expect(forecast).toMatchObject({ state: 'estimated', asOf: '2026-11-20T00:00:00.000Z' });
    const untold = { ...seen(sampleReadings(november.endAt)), forecast: missingReadings('no-data', madeAt).forecast };
    expect(onlyOf([untold], open).forecast).toMatchObject({ state: 'not-known' });
  });

  test('is compared with the month before over the same days, and its rise is rounded up', () => {
    const { change } = onlyOf([seen(sampleReadings(november.endAt))], open);
    expect(change).toMatchObject({ state: 'known', days: 18, daysBefore: 18 });
    if (change.state !== 'known' || change.percent === 'not-told') throw new Error('It is known.');
    const exact = (Number(change.now) / Number(change.before) - 1) * 100;
    expect(change.percent).toBeGreaterThanOrEqual(exact - 1e-9);
    expect(change.percent).toBeLessThan(exact + 0.1);
    expect(onlyOf([settledReadings(madeAt)]).change).toMatchObject({ state: 'not-comparable' });
  });

  test('stands apart for each currency', () => {
    const money = moneyOf([settledReadings(madeAt), settledReadings(madeAt, { currency: 'CNY' }, other)], {}, [
      account,
      other,
    ]);
    expect(money.currencies.map(({ currency, accounts }) => [currency, accounts])).toEqual([
      ['CNY', [other]],
      ['USD', [account]],
    ]);
  });
});

describe('what is not known of money', () => {
  test('is listed by account with its reason, and is no amount', () => {
    const money = moneyOf([settledReadings(madeAt), seen(missingReadings('not-enabled', madeAt, other))], {}, [
      account,
      other,
      '777788889999',
    ]);
    expect(money.currencies).toHaveLength(1);
    expect(money.without).toEqual([
      { accountId: other, because: 'the account has no Cost Explorer, or no access to it' },
      { accountId: '777788889999', because: 'its bill was never asked for' },
    ]);
  });

  test('leaves a month that no bill has without figures, and never shows those of another month', () => {
    const old = moneyOf([seen(loseReadings(sampleReadings(Date.parse('2026-09-20T00:00:00Z')), 'denied', madeAt))]);
    expect(old.currencies).toEqual([]);
    expect(old.without).toEqual([
      { accountId: account, because: 'its bill has nothing of October 2026, and cannot be read: access denied' },
    ]);
  });

  test('is said of resilience where the bill may be seen of some regions only', () => {
    const { resilience, byWorkload, forecast } = onlyOf([...sampleCosts['out-of-scope'](november.endAt)], open);
    expect(resilience).toMatchObject({ state: 'not-known' });
    expect(byWorkload.map((one) => one.resilience)).toEqual(['not-known', 'not-known']);
    expect(forecast).toMatchObject({ state: 'not-known' });
  });
});
