import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyBudget, noteFirst, type RetryBudget, type RetryCause, spendRetry } from './retry-budget';

const minute = 60_000;

/** Sends one request at every moment given, retries each as often as allowed, up to `attempts` in all. */
function sendAll(moments: readonly number[], cause: RetryCause, attempts: number) {
  let budget: RetryBudget = emptyBudget;
  const retriedAt: number[] = [];
  for (const at of moments) {
    budget = noteFirst(budget, at);
    for (let attempt = 1; attempt < attempts; attempt += 1) {
      const spent = spendRetry(budget, cause, at);
      if (spent === 'spent') break;
      budget = spent;
      retriedAt.push(at);
    }
  }
  return { budget, retriedAt };
}

describe('the budget for retries', () => {
  test('throttled for ten minutes, a call a minute is sent twelve times at most', () => {
    const moments = Array.from({ length: 10 }, (_, index) => index * minute);
    expect(sendAll(moments, 'throttled', 5).retriedAt.length).toBeLessThanOrEqual(2);
  });

  test('a source asked twice in ten minutes does not retry while it is throttled', () => {
    expect(sendAll([0, 5 * minute], 'throttled', 5).retriedAt).toEqual([]);
  });

  test('a connection that breaks is tried again, even the very first', () => {
    expect(sendAll([0], 'transient', 2).retriedAt).toEqual([0]);
  });

  test('a source that is quiet and broken has three retries in ten minutes, and three in the next', () => {
    const moments = Array.from({ length: 10 }, (_, index) => index * minute);
    expect(sendAll(moments, 'transient', 2).retriedAt).toHaveLength(3);
    expect(sendAll([...moments, 13 * minute], 'transient', 2).retriedAt).toHaveLength(4);
  });

  test('a long time of calm earns no more than its last ten minutes', () => {
    let budget: RetryBudget = emptyBudget;
    for (let at = 0; at < 24 * 60; at += 1) budget = noteFirst(budget, at * minute);
    expect(budget.minutes.size).toBeLessThanOrEqual(11);
    let retries = 0;
    for (let next = spendRetry(budget, 'throttled', 1439 * minute); next !== 'spent'; retries += 1) {
      next = spendRetry(next, 'throttled', 1439 * minute);
    }
    expect(retries).toBe(2);
  });

  test('in any rhythm of asking, retries of any ten minutes stay within a fifth of the requests that led to them', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 2, max: 5 }), (waits, attempts) => {
        let now = 0;
        const moments = waits.map((wait) => {
          now += wait;
          return now;
        });
        const { retriedAt } = sendAll(moments, 'throttled', attempts);
        for (const last of retriedAt) {
          const inWindow = (at: number) => at <= last && at > last - 10 * minute;
          const retries = retriedAt.filter(inWindow).length;
          expect(retries).toBeLessThanOrEqual(0.2 * moments.filter(inWindow).length);
        }
      }),
    );
  });

  test('a steady rhythm throttled throughout costs at most 1.2 times its calls, in every ten minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 300_000 }), fc.integer({ min: 2, max: 5 }), (periodMs, attempts) => {
        const moments = Array.from({ length: Math.ceil((20 * minute) / periodMs) }, (_, index) => index * periodMs);
        const { retriedAt } = sendAll(moments, 'throttled', attempts);
        for (let from = 0; from < 10 * minute; from += 30_000) {
          const inside = (at: number) => at >= from && at < from + 10 * minute;
          const normal = Math.ceil((10 * minute) / periodMs);
          const sent = moments.filter(inside).length + retriedAt.filter(inside).length;
          expect(sent).toBeLessThanOrEqual(1.2 * normal);
        }
      }),
      { numRuns: 60 },
    );
  });
});
