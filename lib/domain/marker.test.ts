import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMarkerBody, parseMarkerBody } from './marker-reading';
import { toMarkerSeen } from './read-marker';

const asked = { askedAt: 100_000, receivedAt: 100_400, newestWrittenAt: 90_000, vantage: 'aws-api' } as const;

describe('the body of a marker', () => {
  test('reads as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (writtenAt) => {
        expect(parseMarkerBody(formatMarkerBody(writtenAt))).toEqual({ writtenAt });
      }),
    );
  });

  test('says null before the first', () => {
    expect(parseMarkerBody('{"writtenAt":null}')).toBe('none-yet');
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '<html>',
    '{"writtenAt":"5"}',
    '{"writtenAt":0}',
    '{"writtenAt":-1}',
    '{"writtenAt":1.5}',
    '{"writtenAt":1e99}',
  ])('that is %s is no marker, and no 0', (text) => expect(parseMarkerBody(text)).toBe('unusable'));
});

describe('a marker that was read', () => {
  test('is measured when it was asked for', () => {
    expect(toMarkerSeen({ writtenAt: 91_000 }, asked)).toEqual({
      state: 'observed',
      value: { writtenAt: 91_000, newestWrittenAt: 90_000 },
      measuredAt: 100_000,
      receivedAt: 100_400,
      vantage: 'aws-api',
    });
  });

  test('from the future is missing, for a reason: a clock is wrong, and nothing is proven', () => {
    expect(toMarkerSeen({ writtenAt: 100_401 }, asked)).toEqual({ state: 'missing', reason: 'unusable' });
  });

  test('that was written while the answer was on its way counts from the answer, so that its lag is not rounded away', () => {
    expect(toMarkerSeen({ writtenAt: 100_200 }, asked)).toMatchObject({ state: 'observed', measuredAt: 100_400 });
  });

  test('is missing where there is none yet or it is none', () => {
    expect(toMarkerSeen('none-yet', asked)).toEqual({ state: 'missing', reason: 'no-data' });
    expect(toMarkerSeen('unusable', asked)).toEqual({ state: 'missing', reason: 'unusable' });
  });
});
