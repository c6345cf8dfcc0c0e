import type { StoreKind } from '@/lib/domain/fleet';
import { auroraGlobal } from './aurora-global';
import { dynamodbGlobalTable } from './dynamodb-global-table';
import { elasticacheGlobal } from './elasticache-global';
import { rdsReplica } from './rds-replica';
import { s3Replication } from './s3-replication';
import type { StoreAdapter } from './store-adapter';

/** Every store kind the console knows: a new one is a file and a line here. */
export const storeAdapters: Readonly<Record<StoreKind, StoreAdapter>> = {
  'aurora-global': auroraGlobal,
  'dynamodb-global-table': dynamodbGlobalTable,
  's3-replication': s3Replication,
  'rds-replica': rdsReplica,
  'elasticache-global': elasticacheGlobal,
};
