import { expect, test } from 'vitest';
import { evictedAfterMs, evictionWords } from './replica-eviction';

const since = Date.UTC(2026, 10, 20, 3, 0);

test('a copy that AWS keeps out says until when it can come back, and then that it may be too late', () => {
  expect(evictionWords({ keptOutSince: since }, since + 3_600_000)).toMatch(
    /^; AWS keeps an end of it out since .*03:00.*, and takes that replica out of the table for good at about .*23:00/,
  );
  expect(evictionWords({ keptOutSince: since }, since + evictedAfterMs)).toMatch(/may have to be made anew$/);
});

test('of a copy that is not kept out nothing is said', () => {
  expect(evictionWords({}, since)).toBe('');
});
