import { sql } from 'drizzle-orm';
import type { AccountId } from '../domain/fleet';
import type { BilledUnit } from '../domain/polling/prices';
import { pollingUsage } from './schema';
import type { Store } from './store';

/** Units counted in a month, to be added to what is kept of it. */
export interface UsageDelta {
  readonly accountId: AccountId;
  /** `2026-08` */
  readonly month: string;
  readonly unit: BilledUnit;
  readonly units: number;
  /** Among the units, those that AWS may not have billed. */
  readonly unsureUnits: number;
  /** What the next batch may hold at most: counted by `settlePollingUsage` if that batch is never written. */
  readonly atRiskUnits: number;
}

/** Adds to what is kept. Several programs may do so at once. */
export async function addPollingUsage(store: Store, deltas: readonly UsageDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await store.db
    .insert(pollingUsage)
    .values([...deltas])
    .onConflictDoUpdate({
      target: [pollingUsage.accountId, pollingUsage.month, pollingUsage.unit],
      set: {
        units: sql`${pollingUsage.units} + excluded.units`,
        unsureUnits: sql`${pollingUsage.unsureUnits} + excluded.unsure_units`,
        atRiskUnits: sql`excluded.at_risk_units`,
      },
    });
}

/** Counts what an earlier run may have sent and not written before it was killed, once, and reads every count. */
export async function settlePollingUsage(store: Store): Promise<readonly UsageDelta[]> {
  await store.db
    .update(pollingUsage)
    .set({
      units: sql`${pollingUsage.units} + ${pollingUsage.atRiskUnits}`,
      unsureUnits: sql`${pollingUsage.unsureUnits} + ${pollingUsage.atRiskUnits}`,
      atRiskUnits: 0,
    })
    .where(sql`${pollingUsage.atRiskUnits} > 0`);
  return store.db.select().from(pollingUsage);
}

/** Notes an orderly end: everything is written. */
export async function closePollingUsage(store: Store): Promise<void> {
  await store.db.update(pollingUsage).set({ atRiskUnits: 0 }).where(sql`${pollingUsage.atRiskUnits} > 0`);
}
