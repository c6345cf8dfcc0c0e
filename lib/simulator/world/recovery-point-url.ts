import { rolesOfDatabases, writingRegionsOf } from './database-roles';
import type { WorkloadDeclaration } from './fleet-declaration';
import { KeptItemError, readKeptItem } from './kept-items';
import type { SimulatedFleet } from './simulated-fleet';
import type { StoreDeclaration } from './store-declarations';
import type { KeptItemWrite } from './types';
import type { WorldState } from './world-state';

/** Where a workload's application takes and tells recovery-point markers. */
export const recoveryPointPath = '/recovery-point';

const key = 'recovery-point';

export interface UrlAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/**
 * What the application of a workload in a region answers at its recovery-point URL. A POST is committed to its store,
 * in a region that may write to it; a GET tells the newest marker that has come to the region's copy.
 */
export function answerRecoveryPoint(
  fleet: SimulatedFleet,
  state: WorldState,
  workload: WorkloadDeclaration,
  region: string,
  posted: string | undefined,
  keep: (write: KeptItemWrite) => void,
): UrlAnswer {
  const store = markedStore(workload);
  if (store === undefined) return { status: 404, body: 'this workload keeps no marker\n' };
  const { resource } = store;
  if (posted === undefined) {
    const writtenAt = Number(readKeptItem(fleet, state, resource, region, key)?.value ?? Number.NaN);
    return json(200, { writtenAt: Number.isFinite(writtenAt) ? writtenAt : null });
  }
  const writtenAt = readMarker(posted);
  if (writtenAt === undefined) {
    return json(400, { error: 'A marker is {"writtenAt":<milliseconds since 1970>}.' });
  }
  if (!writingRegionsOf(store, rolesOfDatabases(state)).includes(region))
    return json(409, { error: `${region} does not write to ${store.id}.` });
  try {
    keep({ resource, region, key, value: String(writtenAt) });
  } catch (error) {
    if (error instanceof KeptItemError) return json(507, { error: error.message });
    throw error;
  }
  return { status: 204, body: '' };
}

/** The database that an application commits to: its transactions and its markers go there. */
export function markedStore({ stores }: WorkloadDeclaration): StoreDeclaration | undefined {
  for (const kind of ['aurora-global', 'rds-replica', 'dynamodb-global-table'] as const) {
    const found = stores.find((each) => each.kind === kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readMarker(body: string): number | undefined {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (read === null || typeof read !== 'object' || !('writtenAt' in read)) return undefined;
  const { writtenAt } = read;
  return typeof writtenAt === 'number' && Number.isSafeInteger(writtenAt) && writtenAt > 0 ? writtenAt : undefined;
}

function json(status: number, body: object): UrlAnswer {
  return { status, body: `${JSON.stringify(body)}\n`, contentType: 'application/json' };
}
