import type { ReactNode } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { DataTable } from '../table/data-table';
import { type ListedLink, linkTable } from './link-columns';

export interface LinkListProps {
  readonly rows: readonly ListedLink[];
  readonly now: EpochMs;
  readonly empty: ReactNode;
}

/** Every link, as the address filters, orders and groups them. */
export function LinkList({ rows, now, empty }: LinkListProps) {
  return <DataTable table={linkTable} rows={rows} now={now} empty={empty} />;
}
