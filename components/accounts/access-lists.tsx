import { type ReactNode, useMemo } from 'react';
import type { AccountRow, SourceRow } from '@/lib/domain/accounts-page/types';
import type { RegionCode } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import { DataTable } from '../table/data-table';
import { accountTable } from './account-columns';
import { sourceTable } from './source-columns';

export interface AccessListProps<R> {
  readonly rows: readonly R[];
  readonly now: EpochMs;
  readonly empty: ReactNode;
}

/** Accounts by regions. */
export function AccountMatrix({
  regions,
  rows,
  now,
  empty,
}: AccessListProps<AccountRow> & { readonly regions: readonly RegionCode[] }) {
  // The same regions are the same table, so that the address is not read anew with every poll.
  const names = regions.join(' ');
  const table = useMemo(() => accountTable(names === '' ? [] : names.split(' ')), [names]);
  return <DataTable table={table} rows={rows} now={now} empty={empty} height="part" />;
}

/** Every source of every place. */
export function SourceList({ rows, now, empty }: AccessListProps<SourceRow>) {
  return <DataTable table={sourceTable} rows={rows} now={now} empty={empty} height="part" />;
}
