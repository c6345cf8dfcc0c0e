import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, type Scope } from '../scope';
import {
  addressOf,
  canBeOpened,
  endsSoon,
  judgeAccessLink,
  linkReads,
  needsReading,
  openedIdPattern,
} from './access-link';

const dayMs = 86_400_000;

describe('a read-only link', () => {
  const link = { revoked: 'not-revoked', expiresAt: 10 * dayMs } as const;

  test('opens until the moment it expires, and at that moment no more', () => {
    expect(judgeAccessLink(link, true, 10 * dayMs - 1)).toBe('open');
    expect(judgeAccessLink(link, true, 10 * dayMs)).toBe('expired');
  });

  test('that was revoked, or whose maker lost the right, is never open whatever time is left', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.boolean(), fc.boolean(), (expiresAt, now, isRevoked, makerStands) => {
        const revoked = isRevoked ? { by: 'ada', at: 0 } : 'not-revoked';
        const state = judgeAccessLink({ revoked, expiresAt }, makerStands, now);
        expect(state === 'open').toBe(!isRevoked && makerStands && now < expiresAt);
      }),
    );
  });

  test('warns three days ahead that its screen goes dark, unless it was made for a few days anyway', () => {
    const month = { madeAt: 0, expiresAt: 30 * dayMs };
    expect([26, 27, 27.1, 29.9, 30, 31].map((day) => endsSoon(month, day * dayMs))).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    const oneDay = { madeAt: 0, expiresAt: dayMs };
    expect([0, 0.5, 0.8].map((day) => endsSoon(oneDay, day * dayMs))).toEqual([false, false, true]);
  });

  test('to a wall reads what a wall needs, and one to a report that report and nothing of the fleet', () => {
    expect(linkReads.filter((read) => needsReading('wall', read))).toEqual(['fleet', 'stream', 'acknowledgements']);
    expect(linkReads.filter((read) => needsReading('report', read))).toEqual(['executive-report']);
  });

  test('opens addresses of one screen, and no id leads elsewhere', () => {
    expect(addressOf({ opens: 'wall', id: 'noc' })).toBe('/wall/noc');
    expect(addressOf({ opens: 'report', id: 'executive' })).toBe('/reports/executive');
    for (const id of ['', '../settings', 'noc/..', 'noc?x', '//evil.test', 'NOC', 'a b', '-noc', 'x'.repeat(65)]) {
      expect(openedIdPattern.test(id), id).toBe(false);
      expect(canBeOpened({ opens: 'wall', id }), id).toBe(false);
    }
  });

  test('to a report that there is none of is not made, since it would lie about until one is called so', () => {
    expect(canBeOpened({ opens: 'report', id: 'executive' })).toBe(true);
    expect(['monthly', 'noc', 'executives'].filter((id) => canBeOpened({ opens: 'report', id }))).toEqual([]);
    expect(canBeOpened({ opens: 'wall', id: 'executive' })).toBe(true);
  });
});

describe('a scope', () => {
  const labels = fc.oneof(
    fc.constant('all' as const),
    fc.subarray(['a', 'b', 'c']).map((list): readonly string[] => list),
  );
  const scopes: fc.Arbitrary<Scope> = fc.record({ accounts: labels, regions: labels, workloads: labels });
  const shows = (allowed: 'all' | readonly string[], label: string) => allowed === 'all' || allowed.includes(label);

  test('is within another exactly where that one shows everything it shows', () => {
    fc.assert(
      fc.property(scopes, scopes, (inner, outer) => {
        const kinds = ['accounts', 'regions', 'workloads'] as const;
        // `d` is what comes to the fleet one day: only `all` shows it.
        const isWider = kinds.some((kind) =>
          ['a', 'b', 'c', 'd'].some((label) => shows(inner[kind], label) && !shows(outer[kind], label)),
        );
        expect(isWithin(inner, outer)).toBe(!isWider);
      }),
    );
  });
});
