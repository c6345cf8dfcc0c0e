import { describe, expect, test } from 'vitest';
import type { BudgetEntity, BudgetSpending } from '../costs/budgets/budget';
import type { Observation } from '../observation';
import { toMissing, toObserved } from '../observe';
import { decimal } from '../testing/sample-bills';
import { calmFleetEntities } from '../testing/sample-entities';
import { deriveFindings, judgeFindings } from './derive-findings';

const now = Date.parse('2026-11-20T12:00:00Z');
const dayMs = 86_400_000;

function entity(spending: Observation<BudgetSpending>): BudgetEntity {
  return {
    ...{ kind: 'budget', id: 'all', accountId: 'none', workloadId: 'none', spending },
    budget: { id: 'all', of: { kind: 'fleet' }, amount: decimal('100'), currency: 'USD', warnPercent: 80 },
  };
}

function spent(amount: string, at = now): Observation<BudgetSpending> {
  const month = new Date(at).toISOString().slice(0, 7);
  const forecast = { state: 'not-told', because: 'none' } as const;
  return toObserved(
    { ...{ month, forecast }, spent: decimal(amount), billedDays: 18, daysInMonth: 30, unknownDays: 0, without: [] },
    at,
    at,
    'aws-api',
  );
}

function codesOf(spending: Observation<BudgetSpending>, at = now): readonly string[] {
  return deriveFindings([...calmFleetEntities(at), entity(spending)], at)
    .filter(({ code }) => code.startsWith('budget-'))
    .map(({ code }) => code);
}

describe('a budget', () => {
  test('of which no bill has told yet is a finding once a day has passed, and never kept meanwhile', () => {
    expect(codesOf(toMissing('not-asked-yet', now - dayMs / 2))).toEqual([]);
    expect(codesOf(toMissing('denied', now - dayMs))).toEqual(['budget-not-measured']);
  });

  test('begins anew with the month, which has a day to be told of', () => {
    const before = spent('120', Date.parse('2026-11-30T20:00:00Z'));
    expect(codesOf(before, Date.parse('2026-12-01T09:00:00Z'))).toEqual([]);
    expect(codesOf(before, Date.parse('2026-12-02T09:00:00Z'))).toEqual(['budget-not-measured']);
  });

  test('that was over is so until a bill or the month says otherwise', () => {
    const [over] = deriveFindings([...calmFleetEntities(now), entity(spent('120'))], now).filter(
      ({ code }) => code === 'budget-over',
    );
    if (over === undefined) throw new Error('Not over.');
    const clearance = (spending: Observation<BudgetSpending>, at = now) =>
      judgeFindings([...calmFleetEntities(at), entity(spending)], at).clearanceOf(over);
    expect(clearance(toMissing('denied', now - dayMs))).toBe('unknown');
    expect(clearance(spent('50'))).toBe('cleared');
    expect(clearance(spent('85'))).toBe('superseded');
    expect(clearance(spent('120'), Date.parse('2026-12-01T09:00:00Z'))).toBe('cleared');
  });
});
