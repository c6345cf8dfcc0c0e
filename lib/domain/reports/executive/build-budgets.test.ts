import { describe, expect, test } from 'vitest';
import type { Budget } from '../../costs/budgets/budget';
import { labelsOfBudget } from '../../costs/budgets/budget';
import { measureBudget } from '../../costs/budgets/measure-budget';
import { decimal, sampleReadings, seen } from '../../testing/sample-bills';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import { madeAt, october, sampleEvidence, settledReadings } from './testing/sample-evidence';

const account = '111122223333';
const endAt = Date.parse('2026-11-20T04:00:00Z');
const fleet: Budget = { id: 'all', of: { kind: 'fleet' }, amount: decimal('30000'), currency: 'USD', warnPercent: 80 };

function reportOf(budget: Budget, more: Partial<ExecutiveEvidence> = {}) {
  const readings = more.costs?.readings ?? [settledReadings(madeAt)];
  const spending = measureBudget(budget, readings, [account], more.now ?? madeAt);
  return buildExecutiveReport(
    sampleEvidence({
      budgets: [{ kind: 'budget', id: budget.id, ...labelsOfBudget(budget), budget, spending }],
      ...more,
    }),
  );
}

function judged(budget: Budget, more: Partial<ExecutiveEvidence> = {}) {
  const [found] = reportOf(budget, more).money.currencies.flatMap(({ budgets }) => budgets);
  if (found === undefined) throw new Error('It is in no currency.');
  return found;
}

const costsOf = (readings: ExecutiveEvidence['costs']['readings'], ids = [account]) => ({
  costs: { readings, workloads: [], accounts: ids.map((id) => ({ id, name: id })) },
});

describe('a budget of a month that is over', () => {
  test('is judged by the bill of that month, and not by that of the month in which it is read', () => {
    expect(judged(fleet)).toEqual({
      ...{ id: 'all', of: 'the fleet', amount: '30000', state: 'within' },
      because: '$25,327.44 of $30,000.00 spent in October 2026',
    });
    expect(judged({ ...fleet, amount: decimal('25000') }).state).toBe('over');
  });

  test('is not within while its bill may still grow, and over all the same', () => {
    const correcting = costsOf([seen(sampleReadings(madeAt))]);
    expect(judged(fleet, correcting)).toMatchObject({
      state: 'not-measured',
      because: '$25,327.44 of $30,000.00 spent in October 2026; AWS may still correct the bill',
    });
    expect(judged({ ...fleet, amount: decimal('100') }, correcting).state).toBe('over');
    const arriving = costsOf([settledReadings(october.endAt + 3_600_000)]);
    expect(judged(fleet, arriving).because).toContain('30 of 31 days are billed in whole');
    const lacking = costsOf([settledReadings(madeAt)], [account, '444455556666']);
    expect(judged(fleet, lacking)).toMatchObject({ state: 'not-measured' });
    expect(judged(fleet, lacking).because).toContain('account 444455556666 is not in it');
  });

  test('of a workload counts what carries its tag', () => {
    const own: Budget = { ...fleet, of: { kind: 'workload', workloadId: 'checkout' } };
    expect(judged(own)).toMatchObject({ of: 'Checkout', state: 'within' });
    expect(judged({ ...own, amount: decimal('10000') }).state).toBe('over');
  });
});

test('a budget of a month that goes on is judged with its forecast', () => {
  const readings = [seen(sampleReadings(endAt))];
  const more: Partial<ExecutiveEvidence> = {
    ...{ month: '2026-11', startAt: october.endAt, endAt, now: endAt },
    ...costsOf(readings),
  };
  const found = judged({ ...fleet, amount: decimal('20000') }, more);
  expect(found.state).toBe('forecast-over');
  expect(found.because).toContain('est. expected by AWS');
});

test('a budget of more than the report may see is not measured by the part of it', () => {
  const scope = { accounts: 'all', regions: 'all', workloads: ['checkout'] } as const;
  expect(judged(fleet, { scope })).toMatchObject({
    state: 'not-measured',
    because: 'only a part of what it counts is in this report',
  });
  expect(judged({ ...fleet, of: { kind: 'workload', workloadId: 'checkout' } }, { scope }).state).toBe('within');
});

test('a budget in a currency without a bill is not lost', () => {
  const report = reportOf({ ...fleet, id: 'china', currency: 'CNY' });
  expect(report.money.currencies.flatMap(({ budgets }) => budgets)).toEqual([]);
  expect(report.gaps).toEqual(['Whether budget china in CNY was kept is not known: no bill in its currency was read']);
});
