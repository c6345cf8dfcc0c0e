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

/** The kinds a fleet file may name. */
export const fleetStoreKinds = Object.keys(resourceNames) as readonly StoreKind[];

/** What `resource` names for a kind, e.g. "the table name". */
export function describeResource(kind: StoreKind): string {
  return resourceNames[kind];
}
