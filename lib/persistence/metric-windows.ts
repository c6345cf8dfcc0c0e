import { desc, inArray, lt, notInArray, sql } from 'drizzle-orm';
import type { MetricWindow } from '../domain/series/metric-window';
import type { EpochMs } from '../domain/time';
import { metricWindow } from './schema';
import type { Store } from './store';
import { inTransaction } from './transaction';

/** Channel of the wake-up when windows were written; the payload is a JSON list of their keys, or empty for many. */
export const windowChannel = 'antipode_metric_window';

/** What is written of an interest: what was fetched, or why nothing was. */
export interface WindowWrite {
  readonly key: string;
  /** `kept`: what was fetched before stays. */
  readonly window: MetricWindow | 'kept';
  readonly refusal: string | 'none';
  readonly receivedAt: EpochMs;
}

export interface StoredWindow {
  readonly key: string;
  readonly window: MetricWindow | 'none';
  readonly refusal: string | 'none';
}

/** Windows that are kept at the most, and for how long after they were written last. */
const mostKept = 600;
const keptFor = sql`interval '30 minutes'`;
/** A notification holds 8,000 bytes. */
const longestPayload = 7000;

/** Writes what was fetched and wakes whoever waits for it. */
export async function writeMetricWindows(store: Store, writes: readonly WindowWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await inTransaction(store, async (tx) => {
    for (const { key, window, refusal, receivedAt } of writes) {
      const document = window === 'kept' ? null : window;
      const row = { refusal: refusal === 'none' ? '' : refusal, receivedMs: receivedAt, writtenAt: sql`now()` };
      await tx
        .insert(metricWindow)
        .values({ key, document, ...row })
        .onConflictDoUpdate({
          target: metricWindow.key,
          set: document === null ? row : { document, ...row },
        });
    }
    const payload = JSON.stringify(writes.map(({ key }) => key));
    await tx.execute(sql`select pg_notify(${windowChannel}, ${payload.length > longestPayload ? '' : payload})`);
  });
}

export async function readMetricWindows(store: Store, keys: readonly string[]): Promise<readonly StoredWindow[]> {
  if (keys.length === 0) return [];
  const rows = await store.db
    .select({ key: metricWindow.key, document: metricWindow.document, refusal: metricWindow.refusal })
    .from(metricWindow)
    .where(inArray(metricWindow.key, [...keys]));
  return rows.map(({ key, document, refusal }) => ({
    key,
    window: document ?? 'none',
    refusal: refusal === '' ? 'none' : refusal,
  }));
}

/** Forgets windows that were not written for half an hour, and the oldest of too many. */
export async function pruneMetricWindows(store: Store): Promise<void> {
  await store.db.delete(metricWindow).where(lt(metricWindow.writtenAt, sql`now() - ${keptFor}`));
  const newest = store.db
    .select({ key: metricWindow.key })
    .from(metricWindow)
    .orderBy(desc(metricWindow.writtenAt))
    .limit(mostKept);
  await store.db.delete(metricWindow).where(notInArray(metricWindow.key, newest));
}
