import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attachedFormats,
  destinationsOf,
  parsePartKey,
  toDestinationKey,
  toFileName,
  toObjectKey,
  toPartKey,
} from './delivery';
import { lastMonday, owedBy, retryMs, standingAfter, startOfWeek, triedForMs } from './delivery-rules';

const at = (text: string) => Date.parse(text);
const dayMs = 86_400_000;

describe('what a place is owed', () => {
  const editions = [
    { month: '2026-08', edition: 1, madeAt: at('2026-09-02T00:00:00Z') },
    { month: '2026-09', edition: 1, madeAt: at('2026-10-02T00:00:00Z') },
    { month: '2026-08', edition: 2, madeAt: at('2026-10-05T00:00:00Z') },
  ];
  const now = at('2026-10-20T00:00:00Z');
  const owed = (since: string) =>
    owedBy('month-closed', at(since), editions, now).map(({ month, part }) => `${month} ${toPartKey(part)}`);

  test('is the newest month on the day it is declared, so that somebody sees it work, and not the whole past', () => {
    expect(owed('2026-10-19T00:00:00Z')).toEqual(['2026-09 edition-1']);
  });

  test('is from then on every edition, restatements among them', () => {
    expect(owed('2026-10-03T00:00:00Z')).toEqual(['2026-09 edition-1']);
    expect(owed('2026-09-10T00:00:00Z')).toEqual(['2026-08 edition-1', '2026-09 edition-1', '2026-08 edition-2']);
  });

  test('is the last edition of the newest month only, where that had been restated by then', () => {
    const restated = [...editions, { month: '2026-09', edition: 2, madeAt: at('2026-10-12T00:00:00Z') }];
    const parts = owedBy('month-closed', at('2026-10-19T00:00:00Z'), restated, now).map(({ part }) => toPartKey(part));
    expect(parts).toEqual(['edition-2']);
  });

  test('is one month and no year of them, where a store freezes its whole past once it has been declared', () => {
    const since = at('2026-11-20T00:00:00Z');
    const year = Array.from({ length: 13 }, (_, index) => ({
      month: new Date(Date.UTC(2025, 9 + index, 1)).toISOString().slice(0, 7),
      edition: 1,
      madeAt: since + 60_000 * index,
    }));
    for (let frozen = 1; frozen <= year.length; frozen += 1) {
      const owing = owedBy('month-closed', since, year.slice(0, frozen), since + dayMs);
      expect(owing.map(({ month }) => month)).toEqual(frozen === year.length ? ['2026-10'] : []);
    }
  });

  test('is nothing before the first month has closed', () => {
    expect(owedBy('month-closed', 0, [], now)).toEqual([]);
  });

  test('of weeks is Monday at six, and no Monday before it was declared', () => {
    const week = (since: string, when: string) => owedBy('weekly', at(since), editions, at(when));
    expect(week('2026-11-17T00:00:00Z', '2026-11-23T05:59:59Z')).toEqual([]);
    expect(week('2026-11-17T00:00:00Z', '2026-11-23T06:00:00Z')).toEqual([
      { month: '2026-11', part: { kind: 'week', monday: '2026-11-23' } },
    ]);
    expect(week('2026-11-17T00:00:00Z', '2026-12-11T00:00:00Z')).toEqual([
      { month: '2026-12', part: { kind: 'week', monday: '2026-12-07' } },
    ]);
  });

  test('the last Monday is one, has come, and is less than a week ago', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
        const monday = lastMonday(now);
        const date = new Date(monday);
        expect([date.getUTCDay(), date.getUTCHours(), date.getUTCMinutes()]).toEqual([1, 6, 0]);
        expect(now - monday).toBeGreaterThanOrEqual(0);
        expect(now - monday).toBeLessThan(7 * dayMs);
        expect(startOfWeek(date.toISOString().slice(0, 10))).toBe(monday);
      }),
    );
  });
});

describe('after an attempt', () => {
  const dueAt = at('2026-11-02T00:00:00Z');

  test('that failed it is tried again after a minute, then half as often, and never less than every six hours', () => {
    expect([1, 2, 3, 8, 9, 10, 40].map((attempts) => retryMs(attempts) / 60_000)).toEqual([
      1, 2, 4, 128, 256, 360, 360,
    ]);
    expect(standingAfter('failed', { dueAt, attempts: 3, endedAt: dueAt + 5000 })).toEqual({
      state: 'failed',
      nextAttemptAt: dueAt + 5000 + 240_000,
      attempts: 3,
    });
  });

  test('it is given up after seven days of trying, and not before it was tried at all', () => {
    let now = dueAt;
    let attempts = 0;
    for (let state = 'due'; state !== 'given-up'; ) {
      attempts += 1;
      const standing = standingAfter(attempts % 3 === 0 ? 'in-doubt' : 'failed', { dueAt, attempts, endedAt: now });
      state = standing.state;
      if (standing.nextAttemptAt !== 'none') now = standing.nextAttemptAt;
    }
    expect(now - dueAt).toBeGreaterThanOrEqual(triedForMs);
    expect(now - dueAt).toBeLessThan(triedForMs + 6 * 3_600_000);
    expect(attempts).toBeGreaterThan(30);
  });

  test('whose outcome is not known it is not called failed', () => {
    expect(standingAfter('in-doubt', { dueAt, attempts: 1, endedAt: dueAt }).state).toBe('in-doubt');
  });

  test('waiting for a report or for a mail server is no attempt', () => {
    expect(standingAfter('waiting', { dueAt, attempts: 1, endedAt: dueAt })).toMatchObject({
      state: 'due',
      attempts: 0,
    });
    expect(standingAfter('not-configured', { dueAt, attempts: 1, endedAt: dueAt })).toMatchObject({
      state: 'not-configured',
      attempts: 0,
    });
    const later = { dueAt, attempts: 1, endedAt: dueAt + triedForMs };
    expect(standingAfter('not-configured', later)).toEqual({ state: 'given-up', nextAttemptAt: 'none', attempts: 0 });
  });

  test('that succeeded nothing follows, however late it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(100 * dayMs), (attempts, passed) => {
        const standing = standingAfter('delivered', { dueAt, attempts, endedAt: dueAt + passed });
        expect(standing).toEqual({ state: 'delivered', nextAttemptAt: 'none', attempts });
      }),
    );
  });
});

describe('names', () => {
  const edition = { kind: 'edition', edition: 1 } as const;

  test('of files and objects are made of the month and the edition, and of nothing that somebody has written', () => {
    expect(toFileName('2026-10', edition, 'pdf')).toBe('executive-report-2026-10-edition-1.pdf');
    expect(toObjectKey('antipode', '2026-10', edition, 'pdf')).toBe(
      'antipode/executive/2026-10/executive-report-2026-10-edition-1.pdf',
    );
    expect(() => toFileName('../../etc', edition, 'pdf')).toThrow();
    expect(() => parsePartKey('edition-1/../x')).toThrow();
  });

  test('of parts are read back as they were written', () => {
    for (const part of [edition, { kind: 'week', monday: '2026-11-23' } as const])
      expect(parsePartKey(toPartKey(part))).toEqual(part);
  });

  test('of places tell any two apart, and stay the same where only who gets the mail has changed', () => {
    const delivery = {
      id: 'board',
      send: 'month-closed',
      folder: '/var/reports',
      buckets: [{ region: 'us-west-2', bucket: 'acme-reports' }],
      accountId: '111122223333',
      prefix: 'antipode',
      mail: ['a@acme.example'],
      formats: ['json', 'pdf', 'csv'],
    } as const;
    const keys = destinationsOf(delivery).map(toDestinationKey);
    expect(keys).toEqual(['folder:/var/reports', 'bucket:us-west-2/acme-reports', 'mail']);
    expect(destinationsOf({ ...delivery, mail: ['b@acme.example'] }).map(toDestinationKey)).toEqual(keys);
    expect(destinationsOf({ ...delivery, folder: 'none', mail: [] })).toHaveLength(1);
    expect(attachedFormats(delivery.formats)).toEqual(['pdf', 'csv']);
  });
});
