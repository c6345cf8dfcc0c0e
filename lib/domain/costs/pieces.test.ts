import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loseValue, toMissing, toObserved } from '../observe';
import { amountsOf } from '../testing/sample-costs';
import type { EpochMs } from '../time';
import { chooseDays, findChangedDays } from './find-changed-days';
import {
  type CostPiece,
  costPieces,
  nextPiece,
  type PieceReading,
  type PieceReadings,
  usualPieceSeconds,
} from './pieces';
import { rangeOfDays, rangeOfMonths } from './reading-ranges';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 20, 12);
const usual = (piece: CostPiece) => usualPieceSeconds[piece];

function told(askedAt: EpochMs, left: readonly string[] = []): PieceReading {
  const value = { ...rangeOfMonths(askedAt), currency: 'USD', unequal: [], left };
  return { askedAt, told: toObserved(value, askedAt, askedAt, 'aws-api') } as unknown as PieceReading;
}

function failed(askedAt: EpochMs): PieceReading {
  return { askedAt, told: loseValue(toMissing('not-asked-yet', askedAt), 'timed-out', askedAt) };
}

const all = (make: (piece: CostPiece) => PieceReading): PieceReadings =>
  Object.fromEntries(costPieces.map((piece) => [piece, make(piece)]));

describe('what is asked of Cost Explorer next', () => {
  it('is what was never asked, the bill first', () => {
    expect(nextPiece({}, noon, usual)).toBe('days');
    const { days: _, ...others } = all(() => told(noon));
    expect(nextPiece({ ...others }, noon, usual)).toBe('days');
  });

  it('is nothing until a turn comes, and days that are left to read before that', () => {
    const known = all(() => told(noon));
    expect(nextPiece(known, noon + 11 * hour, usual)).toBe('none');
    expect(nextPiece(known, noon + 12 * hour, usual)).toBe('days');
    const days = told(noon, ['2026-10-01']) as PieceReadings['days'];
    expect(nextPiece({ ...known, ...(days === undefined ? {} : { days }) }, noon + 1, usual)).toBe('days');
  });

  it('is the months again once another one is whole', () => {
    const end = Date.UTC(2026, 10, 30, 17);
    const known = all(() => told(end));
    const days = told(end + 7 * hour) as PieceReadings['days'];
    const fresh = {
      ...known,
      ...all((piece) => (piece === 'months' ? told(end) : told(end + 7 * hour))),
      days,
    };
    expect(nextPiece(fresh as PieceReadings, end + 7 * hour, usual)).toBe('months');
  });

  it('is no piece more than four times a day, however it fails and however often one looks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 8, maxLength: 40 }),
        fc.integer({ min: 1, max: 90 }),
        (ends, minutes) => {
          const known: { -readonly [P in CostPiece]?: PieceReading } = {};
          const asked: { piece: CostPiece; at: EpochMs }[] = [];
          for (let at = noon; at < noon + 48 * hour; at += minutes * 60_000) {
            for (let looks = 0; looks < costPieces.length; looks += 1) {
              const piece = nextPiece(known as PieceReadings, at, usual);
              if (piece === 'none') break;
              known[piece] = ends[asked.length % ends.length] ? told(at) : failed(at);
              asked.push({ piece, at });
            }
          }
          for (const { piece, at } of asked) {
            const inADay = asked.filter((one) => one.piece === piece && one.at >= at && one.at < at + 24 * hour);
            expect(inADay.length).toBeLessThanOrEqual(4);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

const head = (from: string, unblended: string) => ({
  from,
  lines: [{ region: 'us-east-1', recordType: 'Usage', amounts: amountsOf(unblended), quantity: 'not-told' as const }],
});

describe('days that AWS has changed', () => {
  it('are those with other lines, in whatever order, and those never read', () => {
    const kept = [head('2026-11-01', '1'), head('2026-11-02', '2')];
    expect(findChangedDays(kept, kept)).toEqual([]);
    const [first, second] = kept;
    if (first === undefined || second === undefined) throw new Error('there are two');
    const two = { from: '2026-11-03', lines: [...first.lines, ...second.lines] };
    const turned = { ...two, lines: [...two.lines].reverse() };
    expect(findChangedDays([turned], [two])).toEqual([]);
    expect(findChangedDays([head('2026-11-01', '1.000000001'), head('2026-11-04', '1')], kept)).toEqual([
      '2026-11-01',
      '2026-11-04',
    ]);
    // A day that had lines and has none is another day.
    expect(findChangedDays([{ from: '2026-11-01', lines: [] }], kept)).toEqual(['2026-11-01']);
  });

  it('are read newest first, some at once, and none twice or never', () => {
    const { fromDay, untilDay } = rangeOfDays(noon);
    let left: readonly string[] = Array.from({ length: 62 }, (_, index) =>
      new Date(Date.parse(fromDay) + index * 24 * hour).toISOString().slice(0, 10),
    );
    const read: string[] = [];
    for (let turns = 0; turns < 10 && left.length > 0; turns += 1) {
      const chosen = chooseDays(left);
      if (chosen === 'none') throw new Error('days are left');
      if (turns === 0) expect(chosen.untilDay).toBe(untilDay);
      read.push(...left.filter((day) => day >= chosen.fromDay));
      left = chosen.left;
    }
    expect(new Set(read).size).toBe(62);
    expect(read).toHaveLength(62);
    expect(chooseDays([])).toBe('none');
  });
});
