import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkEntity } from './entities';
import { caughtUpAt, followResync } from './follow-resync';
import { toMissing, toObserved } from './observe';
import { links, sampleLink } from './testing/arbitraries';

const start = Date.parse('2026-11-20T12:00:00Z');
const minuteMs = 60_000;
const cadence = { cadenceSeconds: 60, publishDelaySeconds: 150 };

/** The link as the collector holds it a while after the start of minute `index`, with what it remembers. */
function live(lags: readonly (number | 'none')[], first: Partial<LinkEntity> = {}): LinkEntity {
  let link: LinkEntity = { ...sampleLink(), lagCadence: cadence, writesCadence: cadence, ...first };
  for (const [index, lag] of lags.entries()) {
    const at = start + index * minuteMs;
    const now = at + 120_000;
    const before = link.lag.state === 'observed' ? link.lag : link.lag.lastKnown;
    link = {
      ...link,
      copyState: first.copyState ?? toObserved('replicating', now - 5000, now - 5000, 'aws-api'),
      writesPerSecond: toObserved(100, at, now, 'cloudwatch'),
      writingSince: start - 3_600_000,
      lag: lag === 'none' ? toMissing('no-data', at, before) : toObserved(lag, at, now, 'cloudwatch'),
    };
    const { resync: _before, usualLag: _usual, ...rest } = link;
    link = { ...rest, ...followResync(link, now) };
  }
  return link;
}

const calm = Array.from({ length: 5 }, () => 1);

describe('a link that', () => {
  test('runs as usual has nothing to come back from', () => {
    const link = live([...calm, 1.4, 0.9]);
    expect(link.resync).toBeUndefined();
    expect(link.usualLag?.lagSeconds).toBeCloseTo(1.24, 1);
  });

  test('falls far behind is noticed, since the moment of the last write that arrived', () => {
    const { resync } = live([...calm, 61, 121]);
    expect(resync).toMatchObject({ phase: 'falling-behind', since: start + 5 * minuteMs - 61_000 });
    expect(resync?.worst).toEqual({ at: start + 6 * minuteMs, lagSeconds: 121 });
  });

  test('drains has every lag since it turned, and the worst before', () => {
    const { resync } = live([...calm, 61, 121, 181, 130, 80]);
    expect(resync).toMatchObject({ phase: 'draining', worst: { lagSeconds: 181 }, phaseSince: start + 8 * minuteMs });
    expect(resync?.points.map(({ lagSeconds }) => lagSeconds)).toEqual([130, 80]);
  });

  test('is back at its usual lag has caught up, and that is forgotten after an hour', () => {
    const link = live([...calm, 61, 181, 80, 1]);
    expect(link.resync).toMatchObject({ phase: 'caught-up', worst: { lagSeconds: 181 } });
    expect(live([...calm, 61, 181, 80, ...Array.from({ length: 70 }, () => 1)]).resync).toBeUndefined();
  });

  test('delivers nothing while its source takes writes is stalled since it delivered last', () => {
    const { resync } = live([...calm, ...Array.from({ length: 12 }, () => 'none' as const)]);
    expect(resync).toMatchObject({ phase: 'stalled', since: start + 4 * minuteMs });
  });

  test('is made anew, or waits for that, is said to be whatever its lag', () => {
    const anew = (value: 'rebuilding' | 'pending-resync') =>
      live([1], { copyState: toObserved(value, start + 118_000, start + 118_000, 'aws-api') }).resync?.phase;
    expect([anew('rebuilding'), anew('pending-resync')]).toEqual(['rebuilding', 'waits-for-resync']);
  });

  test('climbs slowly is not taken for one that is usually that far behind', () => {
    const climbing = Array.from({ length: 40 }, (_, index) => 1 + index * 3);
    expect(live([...calm, ...climbing]).resync?.phase).toBe('falling-behind');
  });

  test('was never seen calm is not said to be behind', () => {
    expect(live([400]).resync).toBeUndefined();
  });
});

test('silence is no recovery: while nothing can be told, what was known stands', () => {
  const behind = live([...calm, 61, 121]);
  const dark: LinkEntity = {
    ...behind,
    lag: toMissing('unreachable', start, behind.lag.state === 'observed' ? behind.lag : 'none'),
    writesPerSecond: toMissing('unreachable', start),
  };
  const later = start + 3_600_000;
  expect(followResync({ ...dark, copyState: toMissing('unreachable', start) }, later).resync).toEqual(behind.resync);
});

describe('whatever the evidence', () => {
  const now = Date.parse('2026-11-20T12:10:37Z');

  test('looking twice at the same moment says the same, and points stay few, dated and in order', () => {
    fc.assert(
      fc.property(links, (link) => {
        const once = followResync(link, now);
        const { resync: _resync, usualLag: _usual, ...rest } = link;
        const twice = followResync({ ...rest, ...once }, now);
        expect(twice).toEqual(once);
        const points = once.resync?.points ?? [];
        expect(points.length).toBeLessThanOrEqual(12);
        for (const { at, lagSeconds } of points) expect([at <= now, lagSeconds >= 0]).toEqual([true, true]);
        if (once.resync !== undefined) expect(once.resync.since).toBeLessThanOrEqual(now);
      }),
    );
  });

  test('a link begins to be behind only above where it counts as caught up', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4000, noNaN: true }), (usual) => {
        expect(caughtUpAt(usual)).toBeLessThan(Math.max(3 * usual, usual + 30));
      }),
    );
  });
});
