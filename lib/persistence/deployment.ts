import type { Deployment } from './index';
import { deployment } from './schema';
import type { Store } from './store';

/**
 * Fixes what every program must agree on, for the life of the store: the first writer wins, everyone gets what is
 * fixed. The caller compares it with what it wanted.
 */
export async function ensureDeployment(store: Store, wanted: Deployment): Promise<Deployment> {
  await store.db
    .insert(deployment)
    .values({ ...wanted.clock, simulated: wanted.simulated })
    .onConflictDoNothing();
  const [row] = await store.db.select().from(deployment);
  if (row === undefined) throw new Error('The store lost its deployment row while it was read.');
  const { anchorFleetMs, anchorWallMs, speed, simulated } = row;
  return { clock: { anchorFleetMs, anchorWallMs, speed }, simulated };
}

/** What was fixed; `none` before any program was there. */
export async function findDeployment(store: Store): Promise<Deployment | 'none'> {
  const [row] = await store.db.select().from(deployment);
  if (row === undefined) return 'none';
  const { anchorFleetMs, anchorWallMs, speed, simulated } = row;
  return { clock: { anchorFleetMs, anchorWallMs, speed }, simulated };
}
