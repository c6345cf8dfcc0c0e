import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { readUrlState } from '../url/url-state';
import { defineTable, isFiltered, type TableChoices } from './define-table';
import { countChanges } from './hold-order';
import { type Line, useRowModel } from './row-model';

interface Store {
  readonly id: string;
  readonly lag: number | null;
  readonly regions: readonly string[];
  readonly tier: number;
}

const stores: readonly Store[] = [
  { id: 'db-10', lag: 3, regions: ['us-east-1', 'us-west-2'], tier: 2 },
  { id: 'db-2', lag: null, regions: ['us-east-1'], tier: 0 },
  { id: 'cache', lag: 40, regions: ['eu-west-1'], tier: 1 },
  { id: 'queue', lag: 3, regions: ['eu-west-1'], tier: 0 },
];

const table = defineTable<Store>({
  name: 'stores',
  caption: 'Stores',
  noun: ['store', 'stores'],
  prefix: 's-',
  order: { by: 'lag', direction: 'descending' },
  rowId: ({ id }) => id,
  textOf: ({ id, regions }) => [id, ...regions].join(' '),
  columns: [
    { id: 'id', head: 'Store', sortBy: ({ id }) => id, cell: ({ id }) => id },
    { id: 'lag', head: 'Lag', unit: 's', align: 'figure', sortBy: ({ lag }) => lag, cell: ({ lag }) => lag },
    { id: 'note', head: 'Note', cell: () => 'none' },
  ],
  facets: [{ id: 'region', label: 'Region', valuesOf: ({ regions }) => regions }],
  groupings: [
    { id: 'region', label: 'region', of: ({ regions }) => regions[0] ?? 'nowhere' },
    { id: 'tier', label: 'tier', of: ({ tier }) => `Tier ${tier}`, order: 'name' },
  ],
});

const usual = table.toChoices(readUrlState(table.url, {}).values);

/** The lines as they stand, a group's head in capitals with how many it has. */
function linesFor(change: Partial<TableChoices>, closed: readonly string[] = []): string {
  function Lines() {
    const { lines, matching } = useRowModel(table, stores, { ...usual, ...change }, new Set(closed));
    return <>{`${matching}: ${lines.map(words).join(' ')}`}</>;
  }
  return renderToStaticMarkup(<Lines />);
}

function words(line: Line<Store>): string {
  return line.kind === 'row' ? line.id : `${line.name.toUpperCase()}(${line.rows.length})`;
}

describe('rows', () => {
  test('stand in their usual order, what is not known last, ties by their names as a person orders them', () => {
    expect(linesFor({})).toBe('4: cache db-10 queue db-2');
  });

  test('with what is not known stay last in the other direction too', () => {
    expect(linesFor({ order: { by: 'lag', direction: 'ascending' } })).toBe('4: db-10 queue cache db-2');
  });

  test('with numbers in their names are ordered by the number', () => {
    expect(linesFor({ order: { by: 'id', direction: 'ascending' } })).toBe('4: cache db-2 db-10 queue');
  });

  test('are filtered by every word, in any order and any case', () => {
    expect(linesFor({ text: 'US db' })).toBe('2: db-10 db-2');
    expect(linesFor({ text: 'us mars' })).toBe('0: ');
  });

  test('are picked by any of their values, and by several facets at once', () => {
    expect(linesFor({ facets: { region: ['us-west-2'] } })).toBe('1: db-10');
    expect(linesFor({ facets: { region: ['us-west-2', 'eu-west-1'] }, text: 'queue' })).toBe('1: queue');
    expect(linesFor({ facets: { region: ['mars-north-1'] } })).toBe('0: ');
  });

  test('are grouped, a group standing where its foremost row would', () => {
    expect(linesFor({ group: 'region' })).toBe('4: EU-WEST-1(2) cache queue US-EAST-1(2) db-10 db-2');
    expect(linesFor({ group: 'tier' })).toBe('4: TIER 0(2) queue db-2 TIER 1(1) cache TIER 2(1) db-10');
  });

  test('of a closed group are not seen and still counted', () => {
    expect(linesFor({ group: 'region' }, ['group region:eu-west-1'])).toBe('4: EU-WEST-1(2) US-EAST-1(2) db-10 db-2');
  });
});

describe('a table in the address', () => {
  test('is the usual one without parameters', () => {
    expect(usual).toEqual({
      text: '',
      order: { by: 'lag', direction: 'descending' },
      group: 'none',
      row: '',
      facets: { region: [] },
    });
    expect(table.queryOf(usual)).toBe('');
    expect(isFiltered(usual)).toBe(false);
  });

  test('reads back from the link that leads to it', () => {
    const query = table.queryOf({ group: 'tier', row: 'a/b', facets: { region: ['eu-west-1', 'us-west-2'] } });
    const { values, refused } = readUrlState(table.url, new URLSearchParams(query));
    expect(table.toChoices(values)).toMatchObject({
      group: 'tier',
      row: 'a/b',
      facets: { region: ['eu-west-1', 'us-west-2'] },
    });
    expect([refused, isFiltered(table.toChoices(values))]).toEqual([[], true]);
  });

  test('is ordered only by columns that order something', () => {
    expect(readUrlState(table.url, { 's-sort': 'note' }).refused.map(({ value }) => value)).toEqual(['note']);
  });
});

describe('changes of the order', () => {
  test.each([
    [['a', 'b', 'c'], ['a', 'b', 'c'], 0],
    [['a', 'b', 'c'], ['c', 'a', 'b'], 1],
    [['a', 'b', 'c'], ['c', 'b', 'a'], 2],
    [['a', 'b'], ['a', 'b', 'new'], 1],
    [['a', 'b'], ['b'], 1],
    [[], ['a'], 1],
  ])('from %j to %j are %i', (shown, wanted, changes) => expect(countChanges(shown, wanted)).toBe(changes));

  test('are none exactly when nothing would move, and never more than there are rows', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String));
    fc.assert(
      fc.property(ids, ids, (shown, wanted) => {
        const changes = countChanges(shown, wanted);
        expect(changes === 0).toBe(shown.join() === wanted.join());
        expect(changes).toBeLessThanOrEqual(shown.length + wanted.length);
      }),
    );
  });
});
