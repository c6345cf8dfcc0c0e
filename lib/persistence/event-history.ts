import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { HealthEventEntity } from '../domain/entities';
import type { AlarmTransition } from '../domain/events/alarm-event';
import { keptDays } from '../domain/history/resolution';
import type { EpochMs } from '../domain/time';
import { alarmHistory, eventRecord, healthEventHistory } from './event-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

const dayMs = 86_400_000;

/**
 * Records changes of the state of alarms, within the transaction that changes them. Recording one again changes nothing.
 * Of one alarm one state stands at most. A state that follows on the same one was interrupted by another that nobody read:
 * when that began is not known.
 */
export async function recordAlarms(tx: StoreTransaction, transitions: readonly AlarmTransition[]): Promise<void> {
  for (const { id, state, at, begins, accountId, region, workloadId, name, reason } of transitions) {
    const { alarmId, sinceMs, closedMs } = alarmHistory;
    const isOther = sql`${alarmHistory.state} <> ${state}`;
    await tx
      .update(alarmHistory)
      .set({
        closedMs: sql`greatest(${sinceMs}, ${at}::double precision)`,
        closedExactly: sql`${begins === 'known'}::boolean and ${isOther} and ${sinceMs} < ${at}::double precision`,
      })
      .where(and(eq(alarmId, id), isNull(closedMs), or(isOther, lt(sinceMs, at))));
    if (state !== 'alarm' && state !== 'insufficient-data') continue;
    await tx
      .insert(alarmHistory)
      .values({ alarmId: id, sinceMs: at, begins, state, accountId, region, workloadId, name, reason })
      .onConflictDoNothing();
  }
}

/** Records what AWS Health says of an event, in its newest words. */
export async function recordHealthEvents(tx: StoreTransaction, events: readonly HealthEventEntity[]): Promise<void> {
  for (const document of events) {
    const { id, startedAt, category, region } = document;
    const row = {
      startedMs: startedAt,
      endedMs: overBy(document),
      category,
      region: region === 'global' ? 'none' : region,
      document,
    };
    await tx
      .insert(healthEventHistory)
      .values({ eventId: id, ...row })
      .onConflictDoUpdate({ target: healthEventHistory.eventId, set: row });
  }
}

/** The end AWS gives; of one that is closed without one, its last update. */
function overBy({ status, endedAt, updatedAt }: HealthEventEntity): EpochMs | null {
  if (endedAt !== 'none') return endedAt;
  return status === 'closed' ? updatedAt : null;
}

/** Notes from when on changes are recorded; the first word counts. */
export async function noteEventRecord(store: Store, now: EpochMs): Promise<void> {
  await store.db.insert(eventRecord).values({ sinceMs: now }).onConflictDoNothing();
}

/** Forgets what was over longer ago than history is kept, 455 days. What stands stays, however old. */
export async function forgetEvents(store: Store, now: EpochMs): Promise<void> {
  const oldest = now - keptDays.day * dayMs;
  await store.db.delete(alarmHistory).where(lt(alarmHistory.closedMs, oldest));
  await store.db.delete(healthEventHistory).where(lt(healthEventHistory.endedMs, oldest));
}
