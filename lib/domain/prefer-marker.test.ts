import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkEntity, LinkMarker } from './entities';
import { freshnessOf } from './freshness';
import { newestValue, toMissing, toObserved } from './observe';
import { potentialLossOf } from './potential-loss';
import { preferMarker, provenLag } from './prefer-marker';
import { rpoVerdictOf } from './rpo-verdict';
import { judgedAt, links, observationOf, sampleLink } from './testing/arbitraries';

const ago = (seconds: number) => judgedAt - seconds * 1000;
const cadence = { cadenceSeconds: 10, publishDelaySeconds: 2 };

/** A marker seen, and one known to be written, so many seconds before it was read; read so many seconds ago. */
function marker(parts: {
  seen: number;
  newest?: number | 'none';
  readAgo: number;
  written?: LinkMarker['written'];
}): LinkMarker {
  const readAt = ago(parts.readAgo);
  const newest = parts.newest ?? parts.seen;
  const newestWrittenAt = newest === 'none' ? 'none' : readAt - newest * 1000;
  const value = { writtenAt: readAt - parts.seen * 1000, newestWrittenAt } as const;
  return {
    by: 'entry-point',
    targetResource: 'checkout-global',
    written: parts.written ?? toObserved(value.writtenAt, value.writtenAt, value.writtenAt, 'console-probe'),
    seen: toObserved(value, readAt, readAt, 'console-probe'),
    cadence,
  };
}

const metricLag = (seconds: number, age: number) => toObserved(seconds, ago(age), ago(age), 'cloudwatch');
const withMarker = (one: LinkMarker, more: Partial<LinkEntity> = {}) =>
  preferMarker(sampleLink({ lag: metricLag(0.7, 120), marker: one, ...more }), judgedAt);

describe('a recovery-point marker', () => {
  test('makes a 60 s objective provable: its lag is the time from writing to reading', () => {
    const link = withMarker(marker({ seen: 9, readAgo: 3 }));
    expect(rpoVerdictOf(60, link, judgedAt)).toEqual({
      state: 'met',
      asOf: ago(3),
      provableNow: true,
      sentence: 'Met, 9 s of 1 m',
    });
    expect(potentialLossOf(link, judgedAt)).toMatchObject({
      measured: { seconds: 9, measuredAt: ago(3) },
      atMost: { state: 'growing', seconds: 12 },
      recoveryPointAt: ago(12),
    });
    expect(link.lagEvidence).toEqual({ metric: 'recovery-point marker', publishedIn: 'us-west-2', quality: 'bound' });
  });

  test('that is written and does not arrive breaches the objective as soon as it is older', () => {
    const behind = (seconds: number) => withMarker(marker({ seen: seconds, newest: 5, readAgo: 1 }));
    expect(rpoVerdictOf(60, behind(45), judgedAt).state).toBe('met');
    expect(rpoVerdictOf(60, behind(55), judgedAt).state).toBe('at-risk');
    expect(rpoVerdictOf(60, behind(65), judgedAt)).toMatchObject({ state: 'breached', sentence: 'Breached by 5 s' });
  });

  test('that is not written any more claims no new lag: what has arrived grows old by itself', () => {
    // The writer failed right after the newest marker; the target is read all the same.
    const written = toMissing<number>('timed-out', ago(2));
    const after = (seconds: number) =>
      withMarker(marker({ seen: seconds, readAgo: 0, written }), { lag: metricLag(0.7, 300) });
    const lags = [5, 12, 25, 40, 70].map((seconds) => newestValue(after(seconds).lag));
    expect(lags.map((lag) => lag !== 'none' && lag.value)).toEqual([5, 12, 12, 12, 12]);
    expect([5, 12, 25, 40, 70].map((seconds) => freshnessOf(after(seconds).lag, cadence, judgedAt))).toEqual([
      'live',
      'live',
      'live',
      'late',
      'stale',
    ]);
    for (const seconds of [40, 70]) expect(rpoVerdictOf(60, after(seconds), judgedAt).state).not.toBe('breached');
    expect(rpoVerdictOf(60, after(70), judgedAt).state).toBe('not-measured');
  });

  test('that could not be written is missing for the reason of the writer once it is stale', () => {
    const written = toMissing('denied' as const, ago(60), toObserved(ago(90), ago(90), ago(90), 'console-probe'));
    const link = withMarker(marker({ seen: 90, readAgo: 0, written }), { lag: metricLag(0.7, 300) });
    expect(link.lag).toMatchObject({ state: 'missing', reason: 'denied', lastKnown: { value: 12 } });
  });

  test('gives way to a metric that was measured after its last word, and not to one from before', () => {
    const stale = marker({ seen: 90, readAgo: 0 });
    expect(withMarker(stale, { lag: metricLag(0.7, 60) }).lagEvidence.metric).toBe('AuroraGlobalDBRPOLag Maximum');
    expect(withMarker(stale, { lag: metricLag(0.7, 100) }).lagEvidence.metric).toBe('recovery-point marker');
  });

  test('does not let a metric from before a breach hide it when the target cannot be read any more', () => {
    const one = marker({ seen: 70, newest: 5, readAgo: 40 });
    const seen = toMissing('timed-out' as const, ago(30), newestOf(one));
    const link = withMarker({ ...one, seen });
    expect(rpoVerdictOf(60, link, judgedAt)).toMatchObject({ state: 'not-measured' });
    expect(potentialLossOf(link, judgedAt).recoveryPointAt).toBe(ago(110));
  });

  test('is an estimate where items have no order, and nothing where a write waits for its second region', () => {
    const one = marker({ seen: 9, readAgo: 3 });
    expect(withMarker(one, { storeKind: 's3-replication' }).lagEvidence.quality).toBe('estimate');
    expect(withMarker({ ...one, by: 'store' }, { storeKind: 'dynamodb-global-table' }).lagEvidence.quality).toBe(
      'estimate',
    );
    const strong = sampleLink({ consistency: 'strong', marker: one });
    expect(preferMarker(strong, judgedAt)).toBe(strong);
  });

  test('that was never seen changes nothing', () => {
    const never = { ...marker({ seen: 9, readAgo: 3 }), seen: toMissing<never>('no-data', ago(5)) };
    const link = sampleLink({ marker: never });
    expect(preferMarker(link, judgedAt)).toBe(link);
  });
});

function newestOf({ seen }: LinkMarker) {
  const newest = newestValue(seen);
  if (newest === 'none') throw new Error('Nothing was seen.');
  return newest;
}

const moment = fc.integer({ min: judgedAt - 600_000, max: judgedAt });
const markers: fc.Arbitrary<LinkMarker> = fc.record({
  by: fc.constantFrom('store', 'entry-point'),
  targetResource: fc.constant('copy'),
  written: observationOf(moment),
  seen: observationOf(
    fc.record({ writtenAt: moment, newestWrittenAt: fc.oneof(moment, fc.constant('none' as const)) }),
  ),
  cadence: fc.constant(cadence),
});

describe('whatever a marker says', () => {
  test('its lag is never negative, and its recovery point is never after the marker that was seen', () => {
    fc.assert(
      fc.property(markers, (one) => {
        const proven = provenLag(one);
        const newest = newestValue(one.seen);
        if (proven === 'none' || newest === 'none') return;
        expect(proven.value).toBeGreaterThanOrEqual(0);
        expect(proven.measuredAt).toBeLessThanOrEqual(newest.measuredAt);
        expect(proven.measuredAt - proven.value * 1000).toBeCloseTo(newest.value.writtenAt, 3);
      }),
    );
  });

  test('without new readings nothing gets better as time passes', () => {
    const order = ['not-measured', 'breached', 'at-risk', 'met'];
    fc.assert(
      fc.property(markers, fc.integer({ min: 1, max: 600 }), (one, later) => {
        const link = sampleLink({ lag: toMissing('no-data', judgedAt - 1000), marker: one });
        const at = (now: number) => rpoVerdictOf(60, preferMarker(link, now), now).state;
        const [before, after] = [at(judgedAt), at(judgedAt + later * 1000)];
        if (before === 'met' || before === 'at-risk')
          expect(order.indexOf(after)).toBeLessThanOrEqual(order.indexOf(before));
        if (before === 'not-measured') expect(after).not.toBe('met');
      }),
    );
  });

  test('the evidence is never older than what either source of it measured last, and judging twice changes nothing', () => {
    fc.assert(
      fc.property(links, markers, (base, one) => {
        const link = { ...base, marker: one };
        const preferred = preferMarker(link, judgedAt);
        if (preferred === link) return;
        const proven = provenLag(one);
        expect(newestValue(preferred.lag)).toEqual(proven);
        expect(preferMarker(link, judgedAt)).toEqual(preferred);
      }),
    );
  });
});
