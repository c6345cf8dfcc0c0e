import {
  type ColumnDef,
  getCoreRowModel,
  getExpandedRowModel,
  getFilteredRowModel,
  getGroupedRowModel,
  getSortedRowModel,
  type Row,
  useReactTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Ordering } from '../url/url-state';
import type { TableChoices, TableDefinition } from './define-table';

/** One line of the body as it should stand: a group's head, or a row. */
export type Line<R> =
  | { readonly kind: 'group'; readonly id: string; readonly name: string; readonly rows: readonly R[] }
  | { readonly kind: 'row'; readonly id: string; readonly row: R };

/** Names of the columns that are never seen and only picked or grouped by. */
const facetColumn = (id: string) => `facet ${id}`;
const groupColumn = (id: string) => `group ${id}`;

/** Groups that are closed, by the id of their line. */
export type ClosedGroups = ReadonlySet<string>;

export interface RowModel<R> {
  readonly lines: readonly Line<R>[];
  /** Rows that pass the filter, those in closed groups included. */
  readonly matching: number;
}

/** Filters, orders and groups by TanStack Table. Ties keep the order of the ids, so that nothing jumps without a cause. */
export function useRowModel<R>(
  table: TableDefinition<R>,
  rows: readonly R[],
  choices: TableChoices,
  closed: ClosedGroups,
): RowModel<R> {
  const { direction } = choices.order;
  const columns = useMemo(() => toColumns(table, direction), [table, direction]);
  const data = useMemo(() => [...rows].sort((a, b) => compare(table.rowId(a), table.rowId(b))), [table, rows]);
  const { text, order, group, facets } = choices;
  const grouping = group === 'none' ? [] : [groupColumn(group)];
  const instance = useReactTable<R>({
    data,
    columns,
    getRowId: (row) => table.rowId(row),
    getCoreRowModel: getCoreRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getGroupedRowModel: getGroupedRowModel(),
    getExpandedRowModel: getExpandedRowModel(),
    autoResetAll: false,
    globalFilterFn: (row, _column, wanted: readonly string[]) => {
      const all = table.textOf(row.original).toLowerCase();
      return wanted.every((word) => all.includes(word));
    },
    getColumnCanGlobalFilter: (column) => column.id === columns[0]?.id,
    state: {
      globalFilter: toWords(text),
      columnFilters: Object.entries(facets)
        .filter(([, values]) => values.length > 0)
        .map(([id, value]) => ({ id: facetColumn(id), value })),
      sorting: [{ id: order.by, desc: order.direction === 'descending' }],
      grouping,
      expanded: true,
    },
  });
  const model = instance.getRowModel();
  const matching = instance.getFilteredRowModel().rows.length;
  const byName = table.groupings?.find(({ id }) => id === group)?.order === 'name';
  const lines = useMemo(() => {
    const found = model.rows.flatMap((row) => toLines(row, closed));
    return byName ? inOrderOfNames(found) : found;
  }, [model, closed, byName]);
  return { lines, matching };
}

function toColumns<R>(
  { columns, facets = [], groupings = [] }: TableDefinition<R>,
  direction: Ordering['direction'],
): ColumnDef<R>[] {
  return [
    ...columns.map(
      (column): ColumnDef<R> => ({
        id: column.id,
        accessorFn: (row) => column.sortBy?.(row) ?? undefined,
        enableSorting: column.sortBy !== undefined,
        sortUndefined: 'last',
        sortingFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
        // A group stands where its foremost row would.
        aggregationFn: (id, leaves) =>
          foremost(
            leaves.map((leaf) => leaf.getValue(id)),
            direction,
          ),
      }),
    ),
    ...facets.map(
      (facet): ColumnDef<R> => ({
        id: facetColumn(facet.id),
        accessorFn: (row) => facet.valuesOf(row),
        filterFn: (row, id, wanted: readonly string[]) =>
          row.getValue<readonly string[]>(id).some((value) => wanted.includes(value)),
      }),
    ),
    ...groupings.map((one): ColumnDef<R> => ({ id: groupColumn(one.id), accessorFn: (row) => one.of(row) })),
  ];
}

/** Of the values that are known the one that comes first in this direction. */
function foremost(values: readonly unknown[], direction: Ordering['direction']): unknown {
  const known = values.filter((value) => value !== undefined).sort(compare);
  return direction === 'descending' ? known.at(-1) : known[0];
}

/** Numbers by size; words as a person orders them, `db-2` before `db-10`. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return words.compare(String(a), String(b));
}

const words = new Intl.Collator('en', { numeric: true });

function toWords(text: string): readonly string[] | undefined {
  const found = text.toLowerCase().split(/\s+/).filter(Boolean);
  return found.length === 0 ? undefined : found;
}

function toLines<R>(row: Row<R>, closed: ClosedGroups): readonly Line<R>[] {
  if (!row.getIsGrouped()) {
    const hidden = row.parentId !== undefined && closed.has(row.parentId);
    return hidden ? [] : [{ kind: 'row', id: row.id, row: row.original }];
  }
  const rows = row.getLeafRows().map((leaf) => leaf.original);
  return [{ kind: 'group', id: row.id, name: String(row.groupingValue), rows }];
}

function inOrderOfNames<R>(lines: readonly Line<R>[]): readonly Line<R>[] {
  const groups: { readonly name: string; readonly lines: Line<R>[] }[] = [];
  for (const line of lines) {
    if (line.kind === 'group') groups.push({ name: line.name, lines: [line] });
    else groups.at(-1)?.lines.push(line);
  }
  return groups.sort((a, b) => words.compare(a.name, b.name)).flatMap((one) => one.lines);
}
