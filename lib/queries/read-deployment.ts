import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { keptDays } from '@/lib/domain/history/resolution';
import type { FleetClockAnchor } from '@/lib/domain/time';
import { describeStore, type StoreDescription } from '@/lib/persistence/describe-store';
import { webConfig } from './web-environment';
import { webStore } from './web-store';

/** How this console is deployed, without a secret in it. */
export interface DeploymentFacts {
  readonly version: string;
  readonly clock: FleetClockAnchor;
  readonly simulated: boolean;
  readonly store: StoreDescription & {
    /** `embedded`: the console's own PostgreSQL on this machine; `given`: the one DATABASE_URL names. */
    readonly place: 'embedded' | 'given';
  };
  /** How long each resolution of history is kept, in days. */
  readonly keptDays: typeof keptDays;
}

/** The facts of this deployment. Throws AccessRefused; fails when the store cannot be reached. */
export async function readDeployment(actor: Actor | 'nobody'): Promise<DeploymentFacts> {
  requirePermission(actor, 'read-fleet');
  const { clock, simulated, databaseUrl } = webConfig();
  const store = await describeStore(webStore());
  return {
    version: process.env.ANTIPODE_VERSION ?? 'unknown',
    clock,
    simulated,
    store: { ...store, place: isEmbedded(databaseUrl) ? 'embedded' : 'given' },
    keptDays,
  };
}

/** Only the console's own server is reached by a socket in a folder. */
function isEmbedded(databaseUrl: string): boolean {
  return new URL(databaseUrl).searchParams.get('host')?.startsWith('/') === true;
}
