import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import { chooseReportMonth, readAsked } from './asked-report';

const edition = { edition: 1, madeAt: 0, sha256: 'a', pdf: 'made', isSealed: true } as const;

describe('the address of the executive report', () => {
  test('names a month and an edition; without them it is the usual month and its newest edition', () => {
    expect(readAsked({}, '2026-10')).toEqual({ state: 'asked', month: '2026-10', edition: 'newest' });
    expect(readAsked({ period: '2026-09', edition: '2' }, '2026-10')).toEqual({
      state: 'asked',
      month: '2026-09',
      edition: 2,
    });
  });

  test('that is malformed says which part of it, and is never read as another report', () => {
    expect(readAsked({ period: '2026-13' }, '2026-10')).toEqual({
      state: 'malformed',
      name: 'period',
      value: '2026-13',
    });
    for (const text of ['', '0', '-1', '1.5', '01', 'newest', '9'.repeat(7)]) {
      expect(readAsked({ edition: text }, '2026-10'), text).toMatchObject({ state: 'malformed', name: 'edition' });
    }
  });

  test('may be anything at all, and is answered', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (period, text) => {
        const asked = readAsked({ period, edition: text }, '2026-10');
        if (asked.state === 'malformed') expect(asked.value.length).toBeLessThan(42);
        else expect([asked.month, String(asked.edition)]).toEqual([period, text]);
      }),
    );
  });
});

describe('the month that is shown where none is named', () => {
  const goesOn: ExecutiveMonth = { month: '2026-11', state: 'goes-on', newest: 'none' };

  test('is the newest that is frozen, so that an address kept for years shows what holds', () => {
    const months: readonly ExecutiveMonth[] = [
      goesOn,
      { month: '2026-10', state: 'awaits-its-end', newest: 'none' },
      { month: '2026-09', state: 'closed', newest: edition },
      { month: '2026-08', state: 'closed', newest: edition },
    ];
    expect(chooseReportMonth(months)).toBe('2026-09');
  });

  test('is the one that goes on where none is frozen yet', () => {
    expect(chooseReportMonth([goesOn, { month: '2026-10', state: 'closed', newest: 'none' }])).toBe('2026-11');
  });
});
