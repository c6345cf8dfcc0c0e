import type { DatabaseState } from './database-roles';
import type { SimulatedGlobalDatastore, SimulatedReplicationGroup } from './types';
import type { WorldState } from './world-state';

/** An ElastiCache global datastore as it stands: roles change at the end of a failover, which it spends `modifying`. */
export function describeDatastore(state: WorldState, datastore: SimulatedGlobalDatastore): SimulatedGlobalDatastore {
  const database = state.databases?.[datastore.identifier];
  if (database === undefined) return datastore;
  const status = database.change === undefined ? 'available' : 'modifying';
  return {
    ...datastore,
    status,
    ...(database.change !== undefined && { promotes: database.change.to }),
    members: datastore.members.map((member) => ({
      ...member,
      role: member.region === database.writer ? 'PRIMARY' : 'SECONDARY',
      status,
      ...(isFilling(database, member) && { filling: true as const }),
    })),
  };
}

/** A secondary that the new primary fills anew; while roles change nobody has been told to start. */
function isFilling({ writer, followers, change }: DatabaseState, { region }: SimulatedReplicationGroup): boolean {
  return change === undefined && region !== writer && !followers.includes(region);
}
