import type { ReactNode } from 'react';
import type { EntryPointRow } from '@/lib/domain/routing-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { DataTable } from '../table/data-table';
import { entryPointTable } from './entry-point-columns';

export interface EntryPointListProps {
  readonly rows: readonly EntryPointRow[];
  readonly now: EpochMs;
  readonly empty: ReactNode;
}

/** Every entry point, as the address filters, orders and groups them. */
export function EntryPointList({ rows, now, empty }: EntryPointListProps) {
  return <DataTable table={entryPointTable} rows={rows} now={now} empty={empty} />;
}
