'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { TableDefinition } from './define-table';

export interface DataTableProps<R> {
  readonly table: TableDefinition<R>;
  readonly rows: readonly R[];
  /** Fleet time. */
  readonly now: number;
  /** Shown where there is no row at all: a claim with evidence, or why nothing can be said. */
  readonly empty: ReactNode;
  /** Height of its window: all of the page that is left, or a part of it. */
  readonly height?: 'page' | 'part';
}

/** The table's code comes apart from the page's: the frame and the headings do not wait for it. */
const TableView = dynamic(() => import('./table-view'), {
  loading: () => <div className="m-4 h-40 rounded-panel bg-raised" />,
});

/**
 * Many rows: sorted, filtered and grouped by what stands in the address, drawn only where they are seen, walked by
 * keyboard. While the pointer or the focus is on it, a new order waits to be applied.
 */
export function DataTable<R>(props: DataTableProps<R>) {
  return <TableView {...(props as unknown as DataTableProps<unknown>)} />;
}
