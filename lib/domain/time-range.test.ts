import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedRanges, parseMoment, parseTimeRange, toBounds, writeTimeRange } from './time-range';

const at = (iso: string) => Date.parse(iso);
/** Of any thirteen months in a row the fewest seconds: a year and a February. */
const shortest13Months = (365 + 28) * 86_400;

test('a named range ends now and reaches back by its name', () => {
  const now = at('2026-11-20T03:12:09Z');
  expect(toBounds('1h', now)).toEqual({ startAt: at('2026-11-20T02:12:09Z'), endAt: now });
  expect(toBounds('7d', now).startAt).toBe(at('2026-11-13T03:12:09Z'));
});

test('thirteen months are counted by the calendar, to the last day of a shorter month', () => {
  expect(toBounds('13mo', at('2026-11-20T03:12:09Z')).startAt).toBe(at('2025-10-20T03:12:09Z'));
  expect(toBounds('13mo', at('2027-03-31T12:00:00Z')).startAt).toBe(at('2026-02-28T12:00:00Z'));
});

test('a range in an address reads back as it was written', () => {
  for (const name of namedRanges) expect(parseTimeRange(writeTimeRange(name))).toBe(name);
  const second = fc.integer({ min: at('2025-01-01T00:00:00Z') / 1000, max: at('2030-01-01T00:00:00Z') / 1000 });
  fc.assert(
    fc.property(second, fc.integer({ min: 1, max: shortest13Months }), (start, length) => {
      const range = { startAt: start * 1000, endAt: (start + length) * 1000 };
      expect(parseTimeRange(writeTimeRange(range))).toEqual(range);
    }),
  );
});

test.each([
  '',
  '2h',
  '24H',
  'constructor',
  '2026-11-20T03:00Z',
  '2026-11-20T03:00Z..',
  '2026-11-20T03:00..2026-11-20T06:00',
  '2026-11-20T06:00Z..2026-11-20T03:00Z',
  '2026-11-20T06:00Z..2026-11-20T06:00Z',
  '2026-04-31T06:00Z..2026-05-02T06:00Z',
  '2024-01-01T00:00Z..2026-01-01T00:00Z',
  '1..2',
  '2026-11-20T03:00Z..2026-11-20T04:00Z..2026-11-20T05:00Z',
])('%j is no range', (text) => expect(parseTimeRange(text)).toBe('invalid'));

test('whatever stands in an address is read or refused, and never breaks the page', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseTimeRange(text);
      parseMoment(text);
    }),
  );
});
