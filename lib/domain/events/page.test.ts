import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { densityIndex, toDensity } from './density';
import { eventSources, parseEventId, type TimelineEvent, toEvent } from './event';
import { compareEvents, type EventCursor, isCursor, stoodWithin, takePage } from './page';

const hour = 3_600_000;
const base = Date.UTC(2026, 10, 21);

function event(more: Partial<TimelineEvent> = {}): TimelineEvent {
  return toEvent({
    source: 'finding',
    key: 'a',
    at: base,
    begins: 'known',
    until: 'open',
    kind: 'finding',
    severity: 'warning',
    accountId: 'none',
    region: 'none',
    workloadId: 'none',
    sentence: 'It stalls',
    ...more,
  });
}

/** Moments and keys that collide often, keys of any Unicode. */
const anyEvent = fc
  .record({
    source: fc.constantFrom(...eventSources),
    at: fc.oneof(fc.nat(4), fc.integer({ min: 0, max: 4e12 }), fc.double({ min: 0, max: 9, noNaN: true })),
    key: fc.oneof(fc.constantFrom('a', 'a/', 'ab', '\uffff', '\u{10000}'), fc.string({ minLength: 1, unit: 'binary' })),
  })
  .filter(({ at }) => at === 0 || at > 1e-6)
  .map(event);
const anyEvents = fc.array(anyEvent, { maxLength: 60 });

/** All pages from the first to the last. */
function walk(events: readonly TimelineEvent[], limit: number): readonly TimelineEvent[] {
  const seen: TimelineEvent[] = [];
  for (let cursor: EventCursor = 'start'; cursor !== 'end'; ) {
    const page = takePage(events, cursor, limit);
    expect(page.events.length).toBeLessThanOrEqual(limit);
    seen.push(...page.events);
    cursor = page.next;
  }
  return seen;
}

describe('pages of the timeline', () => {
  test('together have every event once, in its order, whatever the size of a page', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: 1, max: 70 }), (events, limit) => {
        const seen = walk(events, limit);
        const ids = new Set(events.map(({ id }) => id));
        expect(new Set(seen.map(({ id }) => id))).toEqual(ids);
        expect(seen).toHaveLength(ids.size);
        expect([...seen].sort(compareEvents)).toEqual(seen);
      }),
    );
  });

  test('lose and repeat nothing that was there, when events come in between two of them', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, fc.integer({ min: 1, max: 9 }), (events, later, limit) => {
        const first = takePage(events, 'start', limit);
        if (first.next === 'end') return;
        const rest = takePage([...events, ...later], first.next, 1000).events;
        const seen = new Set([...first.events, ...rest].map(({ id }) => id));
        for (const { id } of events) expect(seen).toContain(id);
        for (const { id } of first.events) expect(rest.map((one) => one.id)).not.toContain(id);
      }),
    );
  });

  test('are in a total order: of two events one comes first, or they are the same', () => {
    fc.assert(
      fc.property(anyEvent, anyEvent, anyEvent, (a, b, c) => {
        expect(Math.sign(compareEvents(a, b))).toBe(-Math.sign(compareEvents(b, a)) + 0);
        expect(compareEvents(a, b) === 0).toBe(a.id === b.id);
        if (compareEvents(a, b) < 0 && compareEvents(b, c) < 0) expect(compareEvents(a, c)).toBeLessThan(0);
      }),
    );
  });

  test('order keys as the store does, by bytes of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ minLength: 1, unit: 'binary' }), (a, b) => {
        const byBytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareEvents(event({ key: a }), event({ key: b })))).toBe(byBytes);
      }),
    );
  });

  test('go on from an id that is read as it was written, and from nothing else', () => {
    fc.assert(
      fc.property(anyEvent, ({ id, source, at, key }) => {
        expect(parseEventId(id)).toEqual({ source, at, key });
      }),
    );
    for (const text of [
      '',
      'end',
      'finding',
      'finding/1',
      'finding/1/',
      'nothing/1/a',
      'finding/-1/a',
      'finding/x/a',
    ]) {
      expect(isCursor(text), text).toBe(false);
    }
  });
});

describe('a range', () => {
  const range = { startAt: base, endAt: base + 24 * hour };

  test('holds what stood in it, also what began before, and nothing of which the end is not known to reach it', () => {
    expect(stoodWithin(event({ at: base - hour, until: 'open' }), range)).toBe(true);
    expect(stoodWithin(event({ at: base - hour, until: base }), range)).toBe(true);
    expect(stoodWithin(event({ at: base - hour, until: base - 1 }), range)).toBe(false);
    expect(stoodWithin(event({ at: base - hour, until: 'unknown' }), range)).toBe(false);
    expect(stoodWithin(event({ at: base - hour, until: 'moment' }), range)).toBe(false);
    expect(stoodWithin(event({ at: range.endAt }), range)).toBe(false);
  });

  test('counts every event once: in the stretch it began in, or before', () => {
    const moments = fc.array(fc.integer({ min: base - hour, max: range.endAt - 1 }), { maxLength: 50 });
    fc.assert(
      fc.property(moments, (all) => {
        const counted = all.map((at) => ({ index: densityIndex(at, range), severity: 'critical' as const, count: 1 }));
        const { buckets, before, bucketMs } = toDensity(range, counted);
        expect(buckets.reduce((sum, { critical }) => sum + critical, before)).toBe(all.length);
        for (const { at, critical } of buckets) {
          const inside = all.filter((one) => one >= at && one < at + bucketMs);
          expect(critical).toBe(inside.length);
        }
      }),
    );
  });
});
