import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { withCompanions } from '@/lib/domain/testing/sample-companions';
import { calmFleetEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import { buildEntries, findPlace, mostShown, searchEntries } from './entries';
import { fuzzyMatch } from './fuzzy-match';

const now = Date.UTC(2026, 7, 12, 3, 12, 40);
const copy = { id: 'copy-link', name: 'Copy a link to this page', run: () => undefined };
const calm = buildEntries(buildFleetOverview(withCompanions(calmFleetEntities(now), now), now), [copy]);
const found = (query: string) => searchEntries(calm, query).map(({ kind, name }) => `${kind} ${name}`);

describe('the palette', () => {
  test.each([
    ['uw2', 'region us-west-2'],
    ['eu-west-1', 'region eu-west-1'],
    ['chk', 'workload Checkout'],
    ['storefront', 'workload Storefront'],
    ['Work', 'page Workloads'],
    ['drills', 'page Drills'],
    ['copy link', 'action Copy a link to this page'],
    ['sessions', 'store sessions'],
    ['1111', 'account 111122223333'],
  ])('%j leads first to %s', (query, first) => expect(found(query)[0]).toBe(first));

  test('leads to pages, workloads, regions, accounts, stores, findings, moves and actions', () => {
    const down = buildEntries(buildFleetOverview(regionDownEntities(now, { failedFor: 700 }), now), [copy]);
    expect(new Set([...calm, ...down].map(({ kind }) => kind))).toEqual(
      new Set(['page', 'action', 'finding', 'workload', 'region', 'store', 'account', 'move']),
    );
  });

  test('opens what was chosen wherever it stands since, and nothing once it is gone', () => {
    const down = buildEntries(buildFleetOverview(regionDownEntities(now, { failedFor: 700 }), now), [copy]);
    const before = searchEntries(calm, 'us-east-1');
    const after = searchEntries(down, 'us-east-1');
    const chosen = before.find(({ kind }) => kind === 'region')?.id;
    expect(after[findPlace(after, chosen)]).toMatchObject({ kind: 'region', name: 'us-east-1' });
    const finding = after.find(({ kind }) => kind === 'finding')?.id;
    expect(finding).toBeDefined();
    expect(findPlace(before, finding)).toBe(-1);
    expect([findPlace(before, undefined), findPlace([], undefined)]).toEqual([0, -1]);
  });

  test('knows each thing once and has a name and an address for it', () => {
    expect(new Set(calm.map(({ id }) => id)).size).toBe(calm.length);
    for (const entry of calm) {
      expect(entry.name).not.toBe('');
      if (entry.kind !== 'action') expect(entry.href).toMatch(/^\//);
    }
  });

  test('finds the move out of a region by the words people use, and only leads to where it is looked at', () => {
    expect(found('move checkout us-east-1')[0]).toBe('move Move Checkout out of us-east-1…');
    const move = calm.find(({ id }) => id === 'move checkout us-east-1');
    expect(move).toMatchObject({ href: '/recovery/start?workload=checkout&source=us-east-1' });
  });

  test('without a query offers pages and actions, and with one that nothing answers, nothing', () => {
    expect(found('')).toContain('page Overview');
    expect(found('')).not.toContain('workload Checkout');
    expect(found('zzqx')).toEqual([]);
  });

  test('stays quick and short however many things there are', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      kind: 'store' as const,
      id: `store ${index}`,
      name: `orders-${index}`,
      detail: 'orders of Checkout',
      href: '/',
    }));
    expect(searchEntries(many, 'ordrs 4999')[0]?.name).toBe('orders-4999');
    expect(searchEntries(many, 'o')).toHaveLength(mostShown);
  });
});

describe('a match', () => {
  test('needs every word, in any order', () => {
    expect(fuzzyMatch('west us', 'us-west-2')).not.toBe('none');
    expect(fuzzyMatch('west mars', 'us-west-2')).toBe('none');
  });

  test('as a whole is worth more than letters here and there', () => {
    const whole = fuzzyMatch('orders', 'orders');
    const spread = fuzzyMatch('orders', 'old records expire soon');
    expect(whole).toBeGreaterThan(spread === 'none' ? 0 : spread);
  });

  test('is found for every text by itself, and breaks on nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (query, text) => {
        fuzzyMatch(query, text);
        expect(fuzzyMatch(text, text)).not.toBe('none');
      }),
    );
  });
});
