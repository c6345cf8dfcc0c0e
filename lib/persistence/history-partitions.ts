import { sql } from 'drizzle-orm';
import { keptDays } from '../domain/history/resolution';
import { type HistoryResolution, historyResolutions } from '../domain/history/types';
import type { EpochMs } from '../domain/time';
import { retryPassing } from './retry-passing';
import type { Store } from './store';

const dayMs = 86_400_000;

/** The tables and how many days one of their partitions spans. */
const tables: Readonly<Record<HistoryResolution, { readonly name: string; readonly spanDays: number }>> = {
  minute: { name: 'history_minute', spanDays: 1 },
  'five-minutes': { name: 'history_five_minutes', spanDays: 7 },
  hour: { name: 'history_hour', spanDays: 35 },
  day: { name: 'history_day', spanDays: 364 },
};

/** Partitions a store is known to have: asked for once per program. */
const known = new WeakMap<Store, Set<string>>();

interface Partition {
  readonly name: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/**
 * Makes sure that every table of history can take records from `startAt` to `endAt` (fleet time, both included). Safe
 * to call at any time and from several programs at once.
 */
export async function ensureHistoryPartitions(store: Store, startAt: EpochMs, endAt: EpochMs): Promise<void> {
  const have = known.get(store) ?? new Set<string>();
  known.set(store, have);
  for (const resolution of historyResolutions) {
    for (const partition of partitionsOf(resolution, startAt, endAt)) {
      if (have.has(partition.name)) continue;
      await retryPassing(() => store.db.execute(createPartition(resolution, partition)));
      have.add(partition.name);
    }
  }
}

/**
 * Drops every partition that ended before what its resolution keeps: minutes 15 days, five minutes 63, hours and days
 * 455. Nothing is deleted row by row.
 *
 * @returns the names of what was dropped.
 */
export async function dropExpiredHistory(store: Store, now: EpochMs): Promise<readonly string[]> {
  const dropped: string[] = [];
  for (const resolution of historyResolutions) {
    const oldest = now - keptDays[resolution] * dayMs;
    for (const name of await listPartitions(store, resolution)) {
      const endAt = endOf(resolution, name);
      if (endAt === 'not-ours' || endAt > oldest) continue;
      await retryPassing(() => store.db.execute(sql.raw(`drop table if exists antipode.${name}`)));
      known.get(store)?.delete(name);
      dropped.push(name);
    }
  }
  return dropped;
}

/** Start of the oldest minute that may still be written at `now`. */
export function oldestKeptMinute(now: EpochMs): EpochMs {
  return Math.ceil((now - keptDays.minute * dayMs) / dayMs) * dayMs;
}

function partitionsOf(resolution: HistoryResolution, startAt: EpochMs, endAt: EpochMs): readonly Partition[] {
  const { name, spanDays } = tables[resolution];
  const spanMs = spanDays * dayMs;
  const partitions: Partition[] = [];
  for (let at = Math.floor(startAt / spanMs) * spanMs; at <= endAt; at += spanMs) {
    partitions.push({ name: `${name}_${toDateDigits(at)}`, startAt: at, endAt: at + spanMs });
  }
  return partitions;
}

/** The names are made of our own words and digits alone: nothing in them can come from outside. */
function createPartition(resolution: HistoryResolution, { name, startAt, endAt }: Partition) {
  return sql.raw(
    `create table if not exists antipode.${name} partition of antipode.${tables[resolution].name} for values from (${startAt}) to (${endAt})`,
  );
}

async function listPartitions(store: Store, resolution: HistoryResolution): Promise<readonly string[]> {
  const { rows } = await store.pool.query<{ name: string }>(
    `select child.relname as name from pg_inherits
       join pg_class child on child.oid = pg_inherits.inhrelid
      where pg_inherits.inhparent = $1::regclass order by 1`,
    [`antipode.${tables[resolution].name}`],
  );
  return rows.map((row) => row.name);
}

/** Where a partition ends, by its name; a table somebody attached under another name is left alone. */
function endOf(resolution: HistoryResolution, partition: string): EpochMs | 'not-ours' {
  const { name, spanDays } = tables[resolution];
  const digits = new RegExp(`^${name}_(\\d{4})(\\d{2})(\\d{2})$`).exec(partition);
  if (digits === null) return 'not-ours';
  const [, year, month, day] = digits.map(Number);
  if (year === undefined || month === undefined || day === undefined) return 'not-ours';
  return Date.UTC(year, month - 1, day) + spanDays * dayMs;
}

function toDateDigits(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
}
