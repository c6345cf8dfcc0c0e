import type { StoreKind } from '@/lib/domain/fleet';
import { auroraGlobal } from './aurora-global';
import { backup } from './backup';
import { dynamodbGlobalTable } from './dynamodb-global-table';
import { elasticacheGlobal } from './elasticache-global';
import { rdsReplica } from './rds-replica';
import { s3Replication } from './s3-replication';
import { sqsQueue } from './sqs-queue';
import type { LinkAdapter, StoreAdapter } from './store-adapter';

/** Every store kind the console knows: a new one is a file and a line here. */
export const storeAdapters = {
  'aurora-global': auroraGlobal,
  'dynamodb-global-table': dynamodbGlobalTable,
  's3-replication': s3Replication,
  'rds-replica': rdsReplica,
  'elasticache-global': elasticacheGlobal,
  'sqs-queue': sqsQueue,
  backup,
} as const satisfies Readonly<Record<StoreKind, StoreAdapter>>;

/** The kinds that replicate. */
export const linkAdapters: readonly LinkAdapter[] = Object.values<StoreAdapter>(storeAdapters).filter(
  (adapter) => adapter.shape === 'links',
);
