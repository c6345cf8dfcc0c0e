import { describe, expect, test } from 'vitest';
import { listMonthsToFreeze, listToLookAt } from './list-due';

const dayMs = 86_400_000;
const end = Date.UTC(2026, 10, 1);
const now = end + 10 * dayMs;

describe('months whose reports are frozen by themselves', () => {
  test('are those before this one with anything on record and no report yet, the newest first', () => {
    const onRecord = new Set(['2026-11', '2026-10', '2026-08', '2025-10', '2025-09', '2026-07']);
    expect(listMonthsToFreeze(onRecord, new Set(['2026-07']), now)).toEqual(['2026-10', '2026-08', '2025-10']);
    // That a part of the fleet has one says nothing of the whole.
    expect(listMonthsToFreeze(new Set(['2026-10']), new Set(['2026-10/abc']), now)).toEqual(['2026-10']);
  });
});

describe('a frozen report', () => {
  const looked = (lookedMs: number, subjectId = '2026-10', madeMs = end) => ({
    ...{ subjectId, edition: 1, madeMs, lookedMs },
  });
  const isDue = (lookedMs: number, at: number) => listToLookAt([looked(lookedMs)], at).length === 1;

  test('is looked at again 3, 7, 14 and 35 days after its month, once each, and then never', () => {
    for (const days of [3, 7, 14, 35]) {
      expect(isDue(end + days * dayMs - 1, end + days * dayMs - 1)).toBe(false);
      expect(isDue(end + days * dayMs - 1, end + days * dayMs)).toBe(true);
      expect(isDue(end + days * dayMs, end + days * dayMs)).toBe(false);
    }
    expect(isDue(end + 35 * dayMs, end + 400 * dayMs)).toBe(false);
  });

  test('that slept through several looks is looked at once', () => {
    expect(isDue(end + dayMs, end + 20 * dayMs)).toBe(true);
    expect(isDue(end + 20 * dayMs, end + 21 * dayMs)).toBe(false);
  });

  test('of long after its month is looked at once more, a day later: bills of months before come in parts', () => {
    const madeMs = end + 60 * dayMs;
    const isDueAt = (lookedMs: number, at: number) =>
      listToLookAt([looked(lookedMs, '2026-10', madeMs)], at).length === 1;
    expect(isDueAt(madeMs, madeMs + dayMs - 1)).toBe(false);
    expect(isDueAt(madeMs, madeMs + dayMs)).toBe(true);
    expect(isDueAt(madeMs + dayMs, madeMs + 400 * dayMs)).toBe(false);
  });

  test('waits behind those that were looked at longer ago, parts of the fleet among them', () => {
    const newest = [looked(end + 2, '2026-10/b'), looked(end + 1, '2026-10/a'), looked(end, 'nothing we know')];
    expect(listToLookAt(newest, now).map(({ subjectId }) => subjectId)).toEqual(['2026-10/a', '2026-10/b']);
  });
});
