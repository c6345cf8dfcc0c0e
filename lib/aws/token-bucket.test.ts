import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bucket, takeTurn } from './token-bucket';

const rule = { perSecond: 2.5, burst: 2.5 };

describe('a bucket of calls', () => {
  test('after a rest the burst goes at once, then one call every 0.4 s', () => {
    let bucket: Bucket | 'full' = 'full';
    const waits = Array.from({ length: 5 }, () => {
      const turn = takeTurn(bucket, rule, 0, 60_000);
      if (turn.state === 'taken') bucket = turn.bucket;
      return Math.round(turn.waitMs);
    });
    expect(waits).toEqual([0, 0, 200, 600, 1000]);
  });

  test('a call that cannot get its turn in time takes nothing from those behind it', () => {
    const bucket = { tokens: 0, at: 0 };
    expect(takeTurn(bucket, rule, 0, 300)).toEqual({ state: 'too-late', waitMs: 400 });
    expect(takeTurn(bucket, rule, 0, 400)).toMatchObject({ state: 'taken', waitMs: 400 });
  });

  test('a clock that goes back gives nothing away and locks nobody out', () => {
    const turn = takeTurn({ tokens: 0, at: 10_000 }, rule, 0, 60_000);
    expect(turn).toEqual({ state: 'taken', waitMs: 400, bucket: { tokens: -1, at: 10_000 } });
  });

  test('no second ever sees more calls than the burst and what the second earns', () => {
    const calls = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 120 });
    const rules = fc.record({
      perSecond: fc.double({ min: 0.1, max: 50, noNaN: true }),
      burst: fc.double({ min: 1, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(calls, rules, fc.integer({ min: 0, max: 5000 }), (gaps, any, patienceMs) => {
        let bucket: Bucket | 'full' = 'full';
        let now = 0;
        const sentAt: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const turn = takeTurn(bucket, any, now, patienceMs);
          if (turn.state === 'too-late') continue;
          expect(turn.waitMs).toBeLessThanOrEqual(patienceMs);
          sentAt.push(now + turn.waitMs);
          bucket = turn.bucket;
        }
        for (const [index, from] of sentAt.entries()) {
          expect(from).toBeGreaterThanOrEqual((sentAt[index - 1] ?? 0) - 1e-6);
          const within = sentAt.filter((at) => at >= from && at < from + 1000).length;
          expect(within).toBeLessThanOrEqual(any.burst + any.perSecond + 1e-6);
        }
      }),
    );
  });
});
