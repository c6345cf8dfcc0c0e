'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { usePreferences } from '../shell/preferences-provider';
import { FilterHidesAll } from '../states/filter-hides-all';
import { RefusedValues } from '../url/refused-values';
import { useUrlState } from '../url/use-url-state';
import type { DataTableProps } from './data-table';
import { isFiltered, type TableChoices } from './define-table';
import { useRowModel } from './row-model';
import { TableBody } from './table-body';
import { TableHeadRow } from './table-head-row';
import { TableToolbar } from './table-toolbar';
import { useHeldOrder } from './use-held-order';
import { useRowKeys } from './use-row-keys';

/** Height of a row in CSS pixels; the style sheet has the same. */
const rowPx = { compact: 32, comfortable: 40 } as const;
const secondLinePx = 18;
const headPx = 32;

const heights = {
  page: 'max-h-[max(20rem,calc(100dvh-17rem))]',
  part: 'max-h-[26rem]',
} as const;

export default function TableView({ table, rows, now, empty, height = 'page' }: DataTableProps<unknown>) {
  const { values, refused, set } = useUrlState(table.url);
  const choices = useMemo(() => table.toChoices(values), [table, values]);
  const choose = (change: Partial<TableChoices>, step?: 'push' | 'replace') => set(table.toUrl(change), step);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { lines: wanted, matching } = useRowModel(table, rows, choices, closed);

  const [isOver, setOver] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const { row: _selected, ...ordered } = choices;
  const held = useHeldOrder(wanted, JSON.stringify([ordered, [...closed]]), isOver || isFocused);

  const scroller = useRef<HTMLElement>(null);
  const { density } = usePreferences();
  const groupPx = rowPx[density];
  const size = groupPx + (table.lines === 2 ? secondLinePx : 0);
  const virtual = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    count: held.lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (held.lines[index]?.kind === 'group' ? groupPx : size),
    getItemKey: (index) => held.lines[index]?.id ?? index,
    overscan: 8,
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
    // What the server draws, and the first picture in the browser.
    initialRect: { width: 0, height: 640 },
  });
  const shape = `${size} ${held.lines.map(({ kind }) => kind[0]).join('')}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the kinds of the lines
  useEffect(() => virtual.measure(), [shape, virtual]);

  const keys = useRowKeys({
    scroller,
    lines: held.lines,
    scrollTo: (index, align) => virtual.scrollToIndex(index, { align }),
    selected: choices.row,
    hrefOf: (line) => (line.kind === 'row' ? table.hrefOf?.(line.row) : undefined),
    select: (id) => choose({ row: id === choices.row ? '' : id }, 'replace'),
    toggle: (id) => setClosed((before) => toggled(before, id)),
  });

  const isSelectedHere = choices.row === '' || rows.some((row) => table.rowId(row) === choices.row);
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div className="flex min-w-0 flex-col">
      <TableToolbar table={table} rows={rows} choices={choices} matching={matching} held={held} choose={choose} />
      {(refused.length > 0 || !isSelectedHere) && (
        <div className="border-line border-b px-4 py-1.5 text-table">
          <RefusedValues refused={refused} />
          {!isSelectedHere && <p role="status">{`The ${table.noun[0]} this link leads to is not listed here now.`}</p>}
        </div>
      )}
      {matching === 0 ? (
        <FilterHidesAll
          noun={table.noun[1]}
          isFiltered={isFiltered(choices)}
          onClear={() => choose({ text: '', facets: noFacets(choices) })}
        />
      ) : (
        <section
          ref={scroller}
          aria-label={table.caption}
          data-table={table.name}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be focusable
          tabIndex={0}
          className={`relative overflow-auto outline-offset-[-2px] ${heights[height]}`}
          onPointerEnter={(event) => event.pointerType === 'mouse' && setOver(true)}
          onPointerLeave={() => setOver(false)}
          onFocus={() => setFocused(true)}
          onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocused(false)}
          onKeyDown={keys.onKeyDown}
        >
          <table
            aria-rowcount={held.lines.length + 1}
            className="w-full table-fixed border-separate border-spacing-0 text-left text-table"
          >
            <caption className="sr-only">{table.caption}</caption>
            <TableHeadRow table={table} order={choices.order} onOrder={(order) => choose({ order })} />
            <TableBody
              table={table}
              lines={held.lines}
              items={virtual.getVirtualItems()}
              totalPx={virtual.getTotalSize()}
              marginPx={headPx}
              now={now}
              active={keys.active}
              selected={choices.row}
              closed={closed}
              onToggle={(id) => setClosed((before) => toggled(before, id))}
              onSelect={keys.select}
            />
          </table>
        </section>
      )}
    </div>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

function noFacets({ facets }: TableChoices): TableChoices['facets'] {
  return Object.fromEntries(Object.keys(facets).map((id) => [id, []]));
}
