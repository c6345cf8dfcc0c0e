import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryStates } from './delivery';
import { troubleAfter } from './delivery-rules';
import { sampleUndelivered } from './testing/sample-undelivered';
import { isToBeSaid, missingSince, patienceMs } from './undelivered';

const now = Date.parse('2026-11-23T12:00:00Z');
const minuteMs = 60_000;
const report = sampleUndelivered(now);

describe('that a report is missing', () => {
  test('is said at once where no retry mends it', () => {
    expect(isToBeSaid({ ...report, failingSince: now, triedAt: now, needsPerson: true }, now)).toBe(true);
  });

  test('is said after an hour where whoever is away may come back by then', () => {
    const passing = { ...report, failingSince: now - patienceMs + 1, needsPerson: false };
    expect(isToBeSaid(passing, now)).toBe(false);
    expect(isToBeSaid(passing, now + 1)).toBe(true);
  });

  test('is said too where nobody has tried for an hour: who should deliver may be the one that stands still', () => {
    const waiting = { ...report, state: 'due', triedAt: 'never', failingSince: 'never', needsPerson: false } as const;
    expect(isToBeSaid({ ...waiting, dueAt: now - patienceMs + 1 }, now)).toBe(false);
    expect(isToBeSaid({ ...waiting, dueAt: now - patienceMs }, now)).toBe(true);
  });

  test('is not said by what was tried before the fleet file took the place out and named it again', () => {
    const again = { ...report, needsPerson: true, triedAt: now - 5 * minuteMs, declaredAt: now - minuteMs };
    expect(isToBeSaid(again, now)).toBe(false);
    expect(missingSince(again)).toBe(now - minuteMs);
    expect(isToBeSaid(again, now - minuteMs + patienceMs)).toBe(true);
  });

  test('is said of one that was given up, however long ago', () => {
    expect(isToBeSaid({ ...report, state: 'given-up', needsPerson: false, failingSince: now, triedAt: now }, now)).toBe(
      true,
    );
  });

  test('stays said while nothing else happens: time alone brings no report', () => {
    const moments = fc.integer({ min: now - 20 * 86_400_000, max: now });
    const reports = fc.record({
      state: fc.constantFrom(...deliveryStates.filter((state) => state !== 'delivered')),
      dueAt: moments,
      declaredAt: moments,
      triedAt: fc.oneof(moments, fc.constant('never' as const)),
      failingSince: fc.oneof(moments, fc.constant('never' as const)),
      needsPerson: fc.boolean(),
    });
    fc.assert(
      fc.property(reports, fc.nat(30 * 86_400_000), fc.nat(30 * 86_400_000), (change, later, more) => {
        const one = { ...report, ...change };
        const isSaid = isToBeSaid(one, now + later);
        expect(isToBeSaid(one, now + later + more) || !isSaid).toBe(true);
      }),
    );
  });
});

describe('the trouble of a delivery', () => {
  const none = { failingSince: 'never', needsPerson: false } as const;

  test('begins with the first failure and ends when it is delivered, with its PDF or without', () => {
    const first = troubleAfter({ state: 'failed' }, none, 1000);
    expect(first).toEqual({ failingSince: 1000, needsPerson: false });
    const second = troubleAfter({ state: 'in-doubt' }, first, 2000);
    expect(second).toEqual({ failingSince: 1000, needsPerson: false });
    for (const state of ['delivered', 'delivered-without-pdf'] as const)
      expect(troubleAfter({ state }, second, 3000)).toEqual(none);
  });

  test('that somebody has to mend is not taken back by a failure that may pass, which would look like an end', () => {
    const first = troubleAfter({ state: 'failed', needsPerson: true }, none, 1000);
    expect(troubleAfter({ state: 'in-doubt' }, first, 2000)).toEqual({ failingSince: 1000, needsPerson: true });
  });

  test('of mail without a mail server is one for a person, and to wait for a report is none', () => {
    expect(troubleAfter({ state: 'not-configured' }, none, 1000)).toEqual({ failingSince: 1000, needsPerson: true });
    expect(troubleAfter({ state: 'waiting' }, none, 1000)).toEqual(none);
  });
});
