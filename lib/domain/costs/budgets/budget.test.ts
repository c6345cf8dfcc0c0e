import { describe, expect, test } from 'vitest';
import { toMissing, toObserved } from '../../observe';
import { decimal, loseReadings, sampleReadings } from '../../testing/sample-bills';
import type { Budget, BudgetSpending } from './budget';
import { judgeBudget } from './judge-budget';
import { measureBudget } from './measure-budget';

const now = Date.parse('2026-11-20T04:00:00Z');
const account = '111122223333';
const fleet: Budget = { id: 'all', of: { kind: 'fleet' }, amount: decimal('30000'), currency: 'USD', warnPercent: 80 };

const spending: BudgetSpending = {
  month: '2026-11',
  spent: decimal('100'),
  billedDays: 18,
  daysInMonth: 30,
  unknownDays: 0,
  forecast: { state: 'told', expected: decimal('160'), by: 'aws' },
  without: [],
};

function judged(amount: string, more: Partial<BudgetSpending> = {}, at = now) {
  const budget = { ...fleet, amount: decimal(amount) };
  return judgeBudget({ budget, spending: toObserved({ ...spending, ...more }, now, now, 'aws-api') }, at);
}

describe('what a budget has to say of its month', () => {
  test('is the whole bill with the forecast of AWS, or a tag’s own lines at the rate so far', () => {
    const readings = [sampleReadings(now)];
    const whole = measureBudget(fleet, readings, [account], now);
    const own = measureBudget({ ...fleet, of: { kind: 'workload', workloadId: 'checkout' } }, readings, [account], now);
    if (whole.state === 'missing' || own.state === 'missing') throw new Error('Not measured.');
    expect(whole.value).toMatchObject({ billedDays: 18, unknownDays: 0, without: [], forecast: { by: 'aws' } });
    expect(own.value.forecast).toMatchObject({ state: 'told', by: 'rate-so-far' });
    expect(Number(own.value.spent)).toBeLessThan(Number(whole.value.spent));
  });

  test('counts the days that the bill has nothing of, and those that were not read yet', () => {
    const readings = [sampleReadings(now, { absentDays: [5] })];
    expect(measureBudget(fleet, readings, [account], now)).toMatchObject({ value: { unknownDays: 1 } });
  });

  test('names the accounts whose bill is missing or in another currency', () => {
    const readings = [sampleReadings(now), sampleReadings(now, { currency: 'CNY' }, '444455556666')];
    const measured = measureBudget(fleet, readings, [account, '444455556666', '777788889999'], now);
    expect(measured).toMatchObject({ value: { without: ['444455556666', '777788889999'] } });
  });

  test('goes on by the last bill while none can be read, with its date', () => {
    const lost = loseReadings(sampleReadings(now), 'unreachable', now);
    expect(measureBudget(fleet, [lost], [account], now)).toMatchObject({
      state: 'observed',
      measuredAt: now - 4 * 3_600_000,
    });
  });
});

describe('a budget', () => {
  test.each([
    ['99.99', 'over'],
    ['100', 'forecast-over'],
    ['159.99', 'forecast-over'],
    ['160', 'within'],
    ['125.01', 'forecast-over'],
  ])('of %s with 100 spent and 160 expected is %s', (amount, state) => {
    expect(judged(amount).state).toBe(state);
  });

  test('is nearly spent from its share on, where no more is expected', () => {
    const forecast = { state: 'not-told', because: 'none' } as const;
    expect(judged('125', { forecast }).state).toBe('nearly-spent');
    expect(judged('125.01', { forecast }).state).toBe('within');
  });

  test('is not measured while a bill is missing or old, and over all the same', () => {
    expect(judged('1000', { without: ['444455556666'] })).toMatchObject({
      state: 'not-measured',
      because: 'the bill of account 444455556666 is not in it',
    });
    expect(judged('99', { without: ['444455556666'] }).state).toBe('over');
    expect(judged('1000', {}, now + 4 * 86_400_000).state).toBe('not-measured');
    expect(judged('99', {}, now + 4 * 86_400_000).state).toBe('over');
  });

  test('is not measured while days of the month are not known, and over all the same', () => {
    expect(judged('1000', { unknownDays: 2 })).toMatchObject({
      state: 'not-measured',
      because: '2 days of the month are not known',
    });
    expect(judged('99', { unknownDays: 2 }).state).toBe('over');
  });

  test('is never within without a word where nothing is forecast', () => {
    const forecast = { state: 'not-told', because: 'account 1: not asked yet' } as const;
    expect(judged('1000', { forecast }).because).toBe('no forecast: account 1: not asked yet');
  });

  test('begins anew with the month, of which nothing is known yet', () => {
    expect(judged('99', {}, Date.parse('2026-12-01T00:00:00Z'))).toMatchObject({
      state: 'not-measured',
      usedPercent: 'unknown',
    });
  });

  test('of which nothing was ever read is not measured, and not within', () => {
    expect(judgeBudget({ budget: fleet, spending: toMissing('not-asked-yet', now) }, now).state).toBe('not-measured');
  });
});
