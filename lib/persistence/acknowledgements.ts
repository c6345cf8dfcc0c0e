import type { EpochMs } from '../domain/time';
import { findingAcknowledgement } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** A person's word that they have seen a finding. It belongs to the occurrence that began at `since`. */
export interface Acknowledgement {
  readonly findingId: string;
  readonly since: EpochMs;
  readonly actor: string;
  readonly at: EpochMs;
  readonly note: string;
}

/** Records an acknowledgement; a later one for the same occurrence replaces it (the audit trail keeps both). */
export async function acknowledgeFinding(tx: StoreTransaction, acknowledgement: Acknowledgement): Promise<void> {
  const { findingId, since, actor, at, note } = acknowledgement;
  await tx
    .insert(findingAcknowledgement)
    .values({ findingId, sinceMs: since, actor, atMs: at, note })
    .onConflictDoUpdate({
      target: [findingAcknowledgement.findingId, findingAcknowledgement.sinceMs],
      set: { actor, atMs: at, note },
    });
}

/** Every acknowledgement. */
export async function readAcknowledgements(store: Store): Promise<Acknowledgement[]> {
  const rows = await store.db.select().from(findingAcknowledgement);
  return rows.map(({ findingId, sinceMs, actor, atMs, note }) => ({
    findingId,
    since: sinceMs,
    actor,
    at: atMs,
    note,
  }));
}
