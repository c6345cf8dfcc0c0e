import { sql } from 'drizzle-orm';
import { splitRange } from '../domain/history/resolution';
import type { EpochMs, Seconds } from '../domain/time';
import { readLayouts } from './history-layouts';
import { historyMinute, historyRollUps } from './history-schema';
import type { Store } from './store';

/** The largest lag of a link, or age of a vault, over a range. */
export interface LinkPeak {
  readonly linkId: string;
  readonly lagSeconds: Seconds;
}

/**
 * The largest lag of every link of some workloads from `startAt` to before `endAt`, both whole minutes. A link without
 * any figure in the range has none. Few rows are read, and of them the lags alone.
 */
export async function readLinkPeaks(
  store: Store,
  workloadIds: readonly string[],
  startAt: EpochMs,
  endAt: EpochMs,
): Promise<readonly LinkPeak[]> {
  if (workloadIds.length === 0 || endAt <= startAt) return [];
  const parts = await Promise.all(splitRange(startAt, endAt).map((part) => readPart(store, workloadIds, part)));
  const rows = parts.flat();
  const layouts = await readLayouts(store, store.db, rows);
  const peaks = new Map<string, Seconds>();
  for (const { workloadId, layout, place, lag } of rows) {
    const link = layouts.get(workloadId, layout).links[place - 1];
    if (link === undefined) throw new Error('A row of history holds a link that its layout does not have.');
    const before = peaks.get(link.linkId);
    if (before === undefined || lag > before) peaks.set(link.linkId, lag);
  }
  return [...peaks].map(([linkId, lagSeconds]) => ({ linkId, lagSeconds }));
}

interface PeakRow {
  readonly workloadId: string;
  readonly layout: number;
  /** Place of the link in its layout, from 1 on. */
  readonly place: number;
  readonly lag: Seconds;
}

async function readPart(
  store: Store,
  workloadIds: readonly string[],
  { resolution, startAt, endAt }: ReturnType<typeof splitRange>[number],
): Promise<readonly PeakRow[]> {
  const table = resolution === 'minute' ? historyMinute : historyRollUps[resolution];
  const lags = resolution === 'minute' ? historyMinute.linkLags : historyRollUps[resolution].linkMaxLags;
  const ids = sql.join(
    workloadIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const { rows } = await store.db.execute(sql`
    select ${table.workloadId} as workload_id, ${table.layout} as layout, each.place::int as place, max(each.lag) as lag
    from ${table}, unnest(${lags}) with ordinality as each(lag, place)
    where ${table.workloadId} in (${ids}) and ${table.atMs} >= ${startAt} and ${table.atMs} < ${endAt}
      and each.lag is not null
    group by ${table.workloadId}, ${table.layout}, each.place`);
  return rows.map((row) => ({
    workloadId: String(row.workload_id),
    layout: Number(row.layout),
    place: Number(row.place),
    lag: Number(row.lag),
  }));
}
