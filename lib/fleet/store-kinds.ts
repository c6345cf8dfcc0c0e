import type { StoreKind } from '../domain/fleet';

/** What `resource` names, by the kind of store. */
const resourceNames = {
  'aurora-global': 'the global cluster identifier',
  'dynamodb-global-table': 'the table name',
  's3-replication': 'the source bucket',
  'rds-replica': 'the source instance identifier',
  'elasticache-global': 'the global datastore identifier',
  'sqs-queue': 'the queue name',
  backup: 'the vault name',
} as const;

export type FleetStoreKind = keyof typeof resourceNames;

/** The kinds a fleet file may name. */
export const fleetStoreKinds = Object.keys(resourceNames) as readonly FleetStoreKind[];

/** What `resource` names for a kind, e.g. "the table name". Every kind the console knows has one. */
export function describeResource(kind: StoreKind | FleetStoreKind): string {
  return resourceNames[kind];
}
