import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CostEntity } from '../../entities';
import { toMissing, toObserved } from '../../observe';
import { judgedAt } from '../../testing/arbitraries';
import { buildCostsScene } from './costs';
import { layOutCosts } from './lay-out-costs';
import { rooms } from './testing/scene-samples';

const measuredAt = judgedAt - 9 * 3_600_000;
const cadence = { cadenceSeconds: 21_600, publishDelaySeconds: 0 };

/** As it is read: the range that is asked for ends tomorrow, whatever is billed of it. */
function bill(accountId: string, byRegion: Readonly<Record<string, number>>, readAt = measuredAt): CostEntity {
  const lines = Object.entries(byRegion).map(([region, costUsd]) => ({ region, costUsd }));
  const totalUsd = lines.reduce((sum, { costUsd }) => sum + costUsd, 0);
  const toDay = (at: number) => new Date(at).toISOString().slice(0, 10);
  const range = { fromDay: `${toDay(readAt).slice(0, 7)}-01`, untilDay: toDay(readAt + 86_400_000) };
  const month = { ...range, totalUsd, byRegion: lines, byService: [], estimated: true };
  const monthToDate = toObserved(month, readAt, readAt, 'aws-api');
  return { kind: 'cost', id: accountId, accountId, monthToDate, cadence };
}

const refused: CostEntity = { ...bill('2', {}), monthToDate: toMissing('denied', measuredAt) };

describe('the scene of costs', () => {
  test('today is the mean of the days billed, marked as an estimate, for nothing is billed of today', () => {
    const { today, monthToDate, month } = buildCostsScene({ entities: [bill('1', { 'us-east-1': 1800 })] });
    expect(month).toBe('November 2026');
    expect(today).toMatchObject({ words: '$100.00 est.', note: 'mean of 18 billed days' });
    expect(monthToDate).toMatchObject({ words: '$1,800.00 est.', note: 'billed through 18 Nov' });
  });

  test('accounts billed through different days have a mean of their own each', () => {
    const entities = [bill('1', { 'us-east-1': 1800 }), bill('2', { 'us-east-1': 170 }, measuredAt - 86_400_000)];
    const { today, monthToDate } = buildCostsScene({ entities });
    expect(today).toMatchObject({ words: '$110.00 est.', note: 'mean of 17 billed days' });
    expect(monthToDate).toMatchObject({ note: 'billed through 17 Nov' });
  });

  test('no bill is no cost of zero: it is not known, and says why', () => {
    expect(buildCostsScene({ entities: [] }).today).toEqual({ state: 'unknown', reason: 'No bill has been read yet.' });
    const { today, month } = buildCostsScene({ entities: [refused] });
    expect(month).toBe('none');
    expect(today).toEqual({ state: 'unknown', reason: 'No bill is known: 2: access denied.' });
  });

  test('an account whose bill is not known is named beside the figures it is not in', () => {
    const scene = buildCostsScene({ entities: [bill('1', { 'us-east-1': 18 }), refused] });
    expect(scene).toMatchObject({ accounts: '1 of 2 accounts', missing: ['2: access denied'] });
  });

  test('on the first of a month no day of it is billed, and no mean is made up', () => {
    const { today } = buildCostsScene({
      entities: [bill('1', { 'us-east-1': 0.4 }, Date.parse('2026-11-01T09:00:00Z'))],
    });
    expect(today).toMatchObject({ state: 'unknown' });
  });

  test('a month of which no line is billed yet has no cost of zero: it is not known', () => {
    const { monthToDate } = buildCostsScene({ entities: [bill('1', {}, Date.parse('2026-12-01T00:12:00Z'))] });
    expect(monthToDate).toEqual({ state: 'unknown', reason: 'Nothing of December 2026 is billed yet.' });
  });

  const bills = fc.array(
    fc.dictionary(
      fc.constantFrom('us-east-1', 'us-west-2', 'eu-west-1', 'global'),
      fc.integer({ min: 0, max: 9_000_000 }),
    ),
    { minLength: 1, maxLength: 4 },
  );

  test('a region of several accounts is one line, the dearest first, and the lines add up to the month', () => {
    fc.assert(
      fc.property(bills, (accounts) => {
        const entities = accounts.map((cents, index) =>
          bill(String(index), Object.fromEntries(Object.entries(cents).map(([region, cent]) => [region, cent / 100]))),
        );
        const { regions } = buildCostsScene({ entities });
        expect(new Set(regions.map(({ region }) => region)).size).toBe(regions.length);
        const amounts = regions.map(({ usd }) => usd);
        expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
        const all = accounts.flatMap((cents) => Object.values(cents)).reduce((sum, cent) => sum + cent, 0) / 100;
        expect(amounts.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(all, 4);
      }),
    );
  });

  test('what is shown and what is counted are all regions', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`us-east-${index}`, 1000 - index]));
    const scene = buildCostsScene({ entities: [bill('1', many), refused] });
    for (const sizes of rooms) {
      const { regions, more } = layOutCosts(scene, sizes);
      expect(regions.length + Number(/\+(\d+) more/.exec(more)?.[1] ?? 0)).toBe(30);
      expect(regions).toEqual(scene.regions.slice(0, regions.length));
    }
  });
});
