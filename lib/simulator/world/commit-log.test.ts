import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitWrites, emptyLog, oldestPending, pendingAfter, readWrites, trimLog } from './commit-log';

const minute = 1_700_000_040;

describe('the queue of committed writes', () => {
  it('counts the same writes whether a minute is committed whole or second by second', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 50_000, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (rate, into) => {
          const whole = emptyLog(minute);
          const single = emptyLog(minute);
          const count = commitWrites(whole, minute, 60, rate);
          for (let second = 0; second < 60; second += 1) commitWrites(single, minute + second, 1, rate);
          expect(single).toEqual(whole);
          expect(count).toBe(Math.floor((rate * 60) / 60));
          expect(pendingAfter(single, minute + into)).toBe(pendingAfter(whole, minute + into));
        },
      ),
    );
  });

  it('never loses or doubles a write: what arrived and what is pending add up to what was committed', () => {
    const step = fc.record({
      rate: fc.oneof(fc.constant(0), fc.double({ min: 1, max: 3000, noNaN: true })),
      limitBack: fc.double({ min: 0, max: 30, noNaN: true }),
      most: fc.integer({ min: 0, max: 400 }),
      trim: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const log = emptyLog(minute);
        let position = minute;
        let arrived = 0;
        steps.forEach(({ rate, limitBack, most, trim }, index) => {
          const now = minute + index + 1;
          commitWrites(log, now - 1, 1, rate);
          const arrival = readWrites(log, position, now - limitBack, most, now, 1);
          expect(arrival.position).toBeGreaterThanOrEqual(position);
          expect(arrival.count).toBeLessThanOrEqual(most + 1);
          expect(arrival.latencyMax).toBeGreaterThanOrEqual(0);
          position = arrival.position;
          arrived += arrival.count;
          if (trim) trimLog(log, position);
          expect(arrived + pendingAfter(log, position)).toBe(log.committed);
        });
      }),
    );
  });

  it('names the oldest pending write, and nothing when all arrived', () => {
    const log = emptyLog(minute);
    expect(oldestPending(log, minute)).toBeUndefined();
    commitWrites(log, minute + 10, 5, 600);
    expect(oldestPending(log, minute)).toBe(minute + 10);
    expect(oldestPending(log, minute + 12.5)).toBe(minute + 12.5);
    expect(oldestPending(log, minute + 15)).toBeUndefined();
  });

  it('counts latency from commit to arrival, so a calm link shows its lag and no more', () => {
    const log = emptyLog(minute);
    commitWrites(log, minute, 60, 6000);
    const arrival = readWrites(log, minute + 29.2, minute + 30.2, 10_000, minute + 31, 1);
    expect(arrival.latencySum / arrival.count).toBeCloseTo(0.8, 5);
    expect(arrival.latencyMax).toBeCloseTo(0.8, 5);
  });
});
