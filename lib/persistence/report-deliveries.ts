import { and, asc, eq, inArray, lt, notInArray, or, sql } from 'drizzle-orm';
import { endedDeliveryStates } from '../domain/reports/delivery';
import type { EditionMade } from '../domain/reports/delivery-rules';
import type { EpochMs } from '../domain/time';
import { type DeclaredPlace, reportCopy, reportDelivery, reportDestination } from './report-delivery-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

export type { DeclaredPlace } from './report-delivery-schema';

/** Names a place of a delivery. */
export interface PlaceKey {
  readonly deliveryId: string;
  readonly destination: string;
}

export type StoredPlace = typeof reportDestination.$inferSelect;
export type StoredDelivery = typeof reportDelivery.$inferSelect;
export type StoredCopy = typeof reportCopy.$inferSelect;
export type DeliveryKey = Pick<StoredDelivery, 'kind' | 'subjectId' | 'part' | 'deliveryId' | 'destination'>;

/** Takes up what the fleet file declares: places that are new, or named again, are declared since `now`. Returns them. */
export async function syncPlaces(
  store: Store,
  declared: readonly (PlaceKey & { readonly declared: DeclaredPlace })[],
  now: EpochMs,
): Promise<readonly StoredPlace[]> {
  return store.db.transaction(async (tx) => {
    for (const place of declared) {
      await tx
        .insert(reportDestination)
        .values({ ...place, sinceMs: now })
        .onConflictDoUpdate({
          target: [reportDestination.deliveryId, reportDestination.destination],
          set: {
            declared: place.declared,
            sinceMs: sql`case when ${reportDestination.withdrawnMs} is null then ${reportDestination.sinceMs} else ${now}::double precision end`,
            withdrawnMs: null,
          },
          // Nothing is written while the file stays as it is.
          setWhere: sql`${reportDestination.withdrawnMs} is not null or ${reportDestination.declared} is distinct from excluded.declared`,
        });
    }
    const known = await tx.select().from(reportDestination);
    const isDeclared = (one: StoredPlace) => declared.some((place) => isSamePlace(place, one));
    const gone = known.filter((one) => one.withdrawnMs === null && !isDeclared(one));
    for (const one of gone) await tx.update(reportDestination).set({ withdrawnMs: now }).where(isPlace(one));
    return known.filter(isDeclared);
  });
}

/** The places that the fleet file names, in their order by name. */
export async function readPlaces(store: Store): Promise<readonly StoredPlace[]> {
  return store.db
    .select()
    .from(reportDestination)
    .where(sql`${reportDestination.withdrawnMs} is null`)
    .orderBy(asc(reportDestination.deliveryId), asc(reportDestination.destination));
}

/** Every edition of the executive report of the whole fleet. */
export async function readEditionsMade(store: Store): Promise<readonly EditionMade[]> {
  // The report of a part of the fleet stands under another subject, which has more than the month in it.
  const { rows } = await store.db.execute<{ month: string; edition: number; made_ms: number }>(sql`
    select subject_id as month, edition, made_ms from antipode.report
    where kind = 'executive' and length(subject_id) = 7 order by subject_id, edition`);
  return rows.map(({ month, edition, made_ms: madeAt }) => ({ month, edition, madeAt }));
}

/** Notes deliveries that are due; those on record stay as they are. */
export async function insertDue(store: Store, due: readonly DeliveryKey[], now: EpochMs): Promise<void> {
  if (due.length === 0) return;
  const rows = due.map((key) => ({ ...key, state: 'due' as const, dueMs: now, sinceMs: now, nextMs: now }));
  await store.db.insert(reportDelivery).values(rows).onConflictDoNothing();
}

/** Deliveries that have not come to an end, the one that is due longest first. */
export async function readOpenDeliveries(store: Store): Promise<readonly StoredDelivery[]> {
  return store.db
    .select()
    .from(reportDelivery)
    .where(notInArray(reportDelivery.state, [...endedDeliveryStates]))
    .orderBy(asc(reportDelivery.dueMs), asc(reportDelivery.subjectId), asc(reportDelivery.part));
}

/**
 * Begins an attempt: written down before anything is handed over. `taken` where another engine has begun it, or may still be
 * at work on it.
 *
 * @param seconds for so long, by the database's clock, nobody else begins it
 */
export async function beginDelivery(
  store: Store,
  seen: StoredDelivery,
  { holder, seconds, now }: { readonly holder: string; readonly seconds: number; readonly now: EpochMs },
): Promise<StoredDelivery | 'taken'> {
  const isFree = or(sql`${reportDelivery.state} <> 'begun'`, sql`${reportDelivery.heldUntil} <= clock_timestamp()`);
  const [row] = await store.db
    .update(reportDelivery)
    .set({
      state: 'begun',
      sinceMs: now,
      attempts: seen.attempts + 1,
      nextMs: null,
      holder,
      heldUntil: sql`clock_timestamp() + make_interval(secs => ${seconds})`,
    })
    .where(
      and(isDelivery(seen), eq(reportDelivery.state, seen.state), eq(reportDelivery.attempts, seen.attempts), isFree),
    )
    .returning();
  return row ?? 'taken';
}

/** What is written down of an attempt that has ended. */
export type DeliveryEnd = Pick<
  StoredDelivery,
  | 'state'
  | 'sinceMs'
  | 'attempts'
  | 'nextMs'
  | 'sentence'
  | 'sha256'
  | 'handed'
  | 'triedMs'
  | 'failingSinceMs'
  | 'needsPerson'
>;

/** Writes down how an attempt ended; `lost` where another engine has taken it over meanwhile, and nothing is written. */
export async function endDelivery(
  tx: StoreTransaction,
  begun: StoredDelivery,
  end: DeliveryEnd,
): Promise<'written' | 'lost'> {
  const rows = await tx
    .update(reportDelivery)
    .set({ ...end, heldUntil: null })
    .where(
      and(
        isDelivery(begun),
        eq(reportDelivery.state, 'begun'),
        eq(reportDelivery.holder, begun.holder),
        eq(reportDelivery.attempts, begun.attempts),
      ),
    )
    .returning({ part: reportDelivery.part });
  return rows.length === 1 ? 'written' : 'lost';
}

/** The delivery that says how each place stands: of those that are not at an end the newest, else the newest of all. */
export async function readNewestDeliveries(store: Store): Promise<readonly StoredDelivery[]> {
  const open = sql`(${notInArray(reportDelivery.state, [...endedDeliveryStates])})`;
  return store.db
    .selectDistinctOn([reportDelivery.deliveryId, reportDelivery.destination])
    .from(reportDelivery)
    .orderBy(
      asc(reportDelivery.deliveryId),
      asc(reportDelivery.destination),
      sql`${open} desc, ${reportDelivery.dueMs} desc, ${reportDelivery.subjectId} desc, ${reportDelivery.part} desc`,
    );
}

/** A report that is kept for its deliveries alone. */
export async function findReportCopy(
  store: Store,
  { kind, subjectId, part }: Pick<StoredCopy, 'kind' | 'subjectId' | 'part'>,
): Promise<StoredCopy | 'none'> {
  const [row] = await store.db
    .select()
    .from(reportCopy)
    .where(and(eq(reportCopy.kind, kind), eq(reportCopy.subjectId, subjectId), eq(reportCopy.part, part)));
  return row ?? 'none';
}

/** Keeps a report for its deliveries; the first one stays, and is what every place gets. */
export async function keepReportCopy(store: Store, copy: StoredCopy): Promise<void> {
  await store.db.insert(reportCopy).values(copy).onConflictDoNothing();
}

/** Forgets copies made before a moment that no delivery waits for. */
export async function pruneReportCopies(store: Store, before: EpochMs): Promise<void> {
  const waiting = store.db
    .select({ part: reportDelivery.part })
    .from(reportDelivery)
    .where(notInArray(reportDelivery.state, [...endedDeliveryStates]));
  await store.db
    .delete(reportCopy)
    .where(and(lt(reportCopy.madeMs, before), sql`not ${inArray(reportCopy.part, waiting)}`));
}

function isSamePlace(one: PlaceKey, other: PlaceKey): boolean {
  return one.deliveryId === other.deliveryId && one.destination === other.destination;
}

function isPlace({ deliveryId, destination }: PlaceKey) {
  return and(eq(reportDestination.deliveryId, deliveryId), eq(reportDestination.destination, destination));
}

function isDelivery({ kind, subjectId, part, deliveryId, destination }: DeliveryKey) {
  return and(
    eq(reportDelivery.kind, kind),
    eq(reportDelivery.subjectId, subjectId),
    eq(reportDelivery.part, part),
    eq(reportDelivery.deliveryId, deliveryId),
    eq(reportDelivery.destination, destination),
  );
}
