import type { ReactNode } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import type { Tone } from '../status/tones';
import {
  type Ordering,
  toQuery,
  type UrlField,
  type UrlSpec,
  urlChoice,
  urlOrdering,
  urlText,
  urlTexts,
} from '../url/url-state';

/** What a row is ordered by; null where it is not known, which comes last in either direction. */
export type SortValue = number | string | null;

export interface Column<R> {
  readonly id: string;
  readonly head: string;
  /** The unit of its figures, in the head. */
  readonly unit?: string;
  /** `figure`: right-aligned. */
  readonly align?: 'start' | 'figure';
  /** Of the column, in the steps of the style sheet, e.g. `w-40`. */
  readonly width?: string;
  /** Absent: the column orders nothing. */
  sortBy?(row: R): SortValue;
  /** One line; what is longer is cut off with an ellipsis. Words for what is not known, never `–` or 0. */
  cell(row: R, now: EpochMs): ReactNode;
}

/** A property that rows are picked by. */
export interface Facet<R> {
  /** Also the parameter of the address. */
  readonly id: string;
  readonly label: string;
  /** A row may have several, e.g. both ends of a link. */
  valuesOf(row: R): readonly string[];
  /** Words for a value, where they are not the value itself. */
  readonly words?: (value: string) => string;
}

/** A property that rows are put together by. */
export interface Grouping<R> {
  readonly id: string;
  readonly label: string;
  of(row: R): string;
  /** `rows`: a group stands where its foremost row would, the usual one; `name`: by their names. */
  readonly order?: 'rows' | 'name';
  /** Beside the name of a group: what its rows come to. */
  summary?(rows: readonly R[], now: EpochMs): ReactNode;
}

export interface TableOptions<R> {
  /** Of its kind on the page; names test ids, and parameters where a page has several tables. */
  readonly name: string;
  readonly caption: string;
  /** What a row is: `['link', 'links']`. */
  readonly noun: readonly [one: string, many: string];
  /** The first one stays in place while the rest scrolls sideways. */
  readonly columns: readonly Column<R>[];
  readonly facets?: readonly Facet<R>[];
  readonly groupings?: readonly Grouping<R>[];
  readonly order: Ordering;
  /** Put before its parameters, so that two tables of a page do not meet in the address. */
  readonly prefix?: string;
  /** Lines a row has room for; every row is equally high. */
  readonly lines?: 1 | 2;
  rowId(row: R): string;
  /** All that the text filter looks at. */
  textOf(row: R): string;
  /** Where the row leads; Enter goes there. */
  hrefOf?(row: R): string;
  /** Marks the edge of a row that needs attention. */
  toneOf?(row: R): Tone;
  /** Attributes by which a row is found by machine, e.g. `data-compliance`. */
  marksOf?(row: R): Readonly<Record<`data-${string}`, string | boolean>>;
}

/** What a table keeps in the address. */
export interface TableChoices {
  readonly text: string;
  readonly order: Ordering;
  readonly group: string;
  /** The row a link leads to; empty for none. */
  readonly row: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

export interface TableDefinition<R> extends TableOptions<R> {
  readonly url: UrlSpec;
  toChoices(values: Readonly<Record<string, unknown>>): TableChoices;
  toUrl(change: Partial<TableChoices>): Readonly<Record<string, unknown>>;
  /** The query that leads to the table with these choices, `?…` or nothing. */
  queryOf(change: Partial<TableChoices>): string;
}

/** A table, once, beside the component that shows it: its columns, and what of it lives in the address. */
export function defineTable<R>(options: TableOptions<R>): TableDefinition<R> {
  const { prefix = '', columns, facets = [], groupings = [], order } = options;
  const keys = columns.filter(({ sortBy }) => sortBy !== undefined).map(({ id }) => id);
  const name = (part: string) => `${prefix}${part}`;
  const url: Record<string, UrlField<unknown>> = {
    [name('filter')]: urlText('Filter'),
    [name('sort')]: urlOrdering('Sort', keys, order),
    [name('group')]: urlChoice('Group', ['none', ...groupings.map(({ id }) => id)], 'none'),
    [name('row')]: urlText('Row'),
    ...Object.fromEntries(facets.map(({ id, label }) => [name(id), urlTexts(label)])),
  };
  const toUrl = (change: Partial<TableChoices>) => {
    const { text, order: by, group, row, facets: picked } = change;
    const given = { [name('filter')]: text, [name('sort')]: by, [name('group')]: group, [name('row')]: row };
    const known = Object.entries(given).filter(([, value]) => value !== undefined);
    return {
      ...Object.fromEntries(known),
      ...Object.fromEntries(Object.entries(picked ?? {}).map(([id, values]) => [name(id), values])),
    };
  };
  return {
    ...options,
    url,
    toUrl,
    queryOf: (change) => toQuery(url, toUrl(change)),
    toChoices: (values) => ({
      text: values[name('filter')] as string,
      order: values[name('sort')] as Ordering,
      group: values[name('group')] as string,
      row: values[name('row')] as string,
      facets: Object.fromEntries(facets.map(({ id }) => [id, values[name(id)] as readonly string[]])),
    }),
  };
}

/** Whether anything hides rows. */
export function isFiltered({ text, facets }: TableChoices): boolean {
  return text !== '' || Object.values(facets).some((values) => values.length > 0);
}
