import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '@/lib/domain/observation';
import { toObserved } from '@/lib/domain/observe';
import { carry, neverAsked, type Reading } from './carry';

const cadence = { cadenceSeconds: 60, publishDelaySeconds: 120 };
const value = (at: number, measured = 1) => toObserved(measured, at, at + 1000, 'cloudwatch' as const);
const timedOut: Reading<number> = { state: 'missing', reason: 'timed-out' };

describe('carrying a value', () => {
  it('takes a newer value, and leaves an equal or older one as it was first received', () => {
    const known = value(60_000);
    expect(carry(known, value(120_000), cadence, 200_000)).toEqual(value(120_000));
    expect(carry(known, { ...value(60_000), receivedAt: 999_000 }, cadence, 999_000)).toBe(known);
    expect(carry(known, value(0), cadence, 200_000)).toBe(known);
  });

  it('lets a value stand through a failed attempt while it is young enough to be the newest there is', () => {
    const known = value(0);
    expect(carry(known, timedOut, cadence, 300_000)).toBe(known);
  });

  it('then calls it missing with the reason, since it was due, and keeps the last value with its own dates', () => {
    expect(carry(value(0, 7), timedOut, cadence, 300_001)).toEqual({
      state: 'missing',
      reason: 'timed-out',
      since: 180_000,
      lastKnown: value(0, 7),
    });
  });

  it('keeps since when a value is missing, whatever newer reason there is', () => {
    const missing = carry(value(0), timedOut, cadence, 400_000);
    const later = carry(missing, { state: 'missing', reason: 'denied' }, cadence, 500_000);
    expect(later).toMatchObject({ reason: 'denied', since: 180_000, lastKnown: value(0) });
  });

  it('never turns a missing value into a number, and never loses the last value', () => {
    const reading: fc.Arbitrary<Reading<number>> = fc.oneof(
      fc.integer({ min: 0, max: 1000 }).map((minutes) => value(minutes * 60_000, minutes)),
      fc.constantFrom('timed-out', 'no-data', 'denied').map((reason) => ({ state: 'missing', reason }) as const),
    );
    fc.assert(
      fc.property(fc.array(reading), (readings) => {
        let known: Observation<number> = neverAsked(0);
        let newest = -1;
        readings.forEach((one, index) => {
          known = carry(known, one, cadence, index * 60_000);
          if (one.state === 'observed') newest = Math.max(newest, one.measuredAt);
          const last = known.state === 'observed' ? known : known.lastKnown;
          expect(last === 'none' ? -1 : last.measuredAt).toBe(newest);
        });
      }),
    );
  });
});
