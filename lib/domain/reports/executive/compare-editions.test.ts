import { describe, expect, test } from 'vitest';
import { sectionsThatDiffer } from './compare-editions';
import type { ExecutiveReport } from './report';

const basis = { period: { from: 'unknown', to: 'unknown' }, asOf: '2026-11-01T00:00:00.000Z', method: 'as told' };
// Sections are compared as what they are, whatever is in them.
const report = {
  format: 'antipode-executive-report/1',
  standing: { state: 'closed', edition: 1, restates: 'nothing' },
  asOf: '2026-11-01T03:00:00.000Z',
  state: { ...basis, state: 'met', sentence: 'All objectives were met' },
  money: { currencies: [{ currency: 'USD', spent: { ...basis, state: 'billed', amount: '12.50' } }], without: [] },
  gaps: [],
} as unknown as ExecutiveReport;

describe('another look at the record of a month', () => {
  test('finds nothing new in when it was made, which edition it is, and when and how a figure was told', () => {
    const later = { ...basis, asOf: '2026-11-08T00:00:00.000Z', method: 'as told as a whole' };
    const [usd] = report.money.currencies;
    const looked = {
      ...report,
      standing: { state: 'closed', edition: 2, restates: { edition: 1, sha256: '', sections: [] } },
      asOf: '2026-11-08T00:00:00.000Z',
      state: { ...report.state, ...later },
      money: { ...report.money, currencies: [{ ...usd, spent: { ...usd?.spent, ...later } }] },
    } as unknown as ExecutiveReport;
    expect(sectionsThatDiffer(report, looked)).toEqual([]);
  });

  test('names each section whose figures or words are others, and only those', () => {
    const [usd] = report.money.currencies;
    const corrected = { ...usd, spent: { ...usd?.spent, amount: '12.51' } };
    const looked = {
      ...report,
      money: { ...report.money, currencies: [corrected] },
      gaps: ['The bill is late'],
    } as unknown as ExecutiveReport;
    expect(sectionsThatDiffer(report, looked)).toEqual(['money', 'gaps']);
  });
});
