import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshnessAt, freshnessOf, worstFreshness } from './freshness';
import { toMissing, toObserved } from './observe';
import { cadences, judgedAt, missingOf } from './testing/arbitraries';
import { freshnessStates } from './vocabulary';

const minutely = { cadenceSeconds: 60, publishDelaySeconds: 150 };
const aged = (seconds: number) => judgedAt - seconds * 1000;

describe('freshness', () => {
  test('is live up to the publish delay and one and a half periods', () => {
    expect(freshnessAt(aged(240), minutely, judgedAt)).toBe('live');
    expect(freshnessAt(aged(240.001), minutely, judgedAt)).toBe('late');
  });

  test('is late up to the publish delay and three periods, then stale', () => {
    expect(freshnessAt(aged(330), minutely, judgedAt)).toBe('late');
    expect(freshnessAt(aged(330.001), minutely, judgedAt)).toBe('stale');
  });

  test('of a feed that publishes every five minutes is not stale at four', () => {
    expect(freshnessAt(aged(240), { cadenceSeconds: 300, publishDelaySeconds: 0 }, judgedAt)).toBe('live');
  });

  test('of what never came is never', () => {
    expect(freshnessAt('never', minutely, judgedAt)).toBe('never');
    expect(freshnessOf(toMissing('no-data', judgedAt), minutely, judgedAt)).toBe('never');
  });

  test('a date far in the future is no evidence of now', () => {
    expect(freshnessAt(aged(-3600), minutely, judgedAt)).toBe('stale');
  });

  test('a missing value is judged by its last known date and is never live', () => {
    const last = toObserved(1, aged(10), aged(5), 'cloudwatch');
    expect(freshnessOf(toMissing('unreachable', judgedAt, last), minutely, judgedAt)).toBe('late');
    fc.assert(
      fc.property(missingOf(fc.integer()), cadences, (missing, cadence) => {
        expect(freshnessOf(missing, cadence, judgedAt)).not.toBe('live');
      }),
    );
  });

  test('only gets worse as time passes', () => {
    fc.assert(
      fc.property(cadences, fc.nat(3_600_000), fc.nat(3_600_000), (cadence, age, more) => {
        const before = freshnessStates.indexOf(freshnessAt(judgedAt - age, cadence, judgedAt));
        const after = freshnessStates.indexOf(freshnessAt(judgedAt - age, cadence, judgedAt + more));
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  test('the worst of nothing is never: nothing was measured', () => {
    expect(worstFreshness([])).toBe('never');
    expect(worstFreshness(['live', 'stale', 'late'])).toBe('stale');
  });
});
