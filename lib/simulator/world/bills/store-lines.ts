import type { WorkloadDeclaration } from '../fleet-declaration';
import { onlySecondary } from '../fleet-resources';
import type { BucketReplicationStore, DatabaseReplicaStore, GlobalDatastore } from '../store-declarations';
import type { BillLine } from './bill-line';
import type { DemandBook } from './billed-demand';
import { priceIn } from './list-prices';
import { type LineWriter, perWrite } from './write-line';

function bucketLines(
  { regionalLine, transferLines }: LineWriter,
  workload: string,
  store: BucketReplicationStore,
): BillLine[] {
  const service = 'Amazon Simple Storage Service';
  const source = store.writer;
  const target = onlySecondary(store);
  const { storedGb, writtenGbPerHour, putsPerHour } = store.billed;
  const follow = (perHour: number) => ({ kind: 'demand' as const, perHour, utcOffsetHours: -5 });
  const each = [source, target].flatMap((region) => {
    const place = { service, region, workload };
    return [
      regionalLine(place, 'TimedStorage-ByteHrs', 'GB-Mo', priceIn(region, 'bucketGbMonth'), {
        kind: 'stored',
        perMonth: storedGb,
      }),
      regionalLine(
        place,
        'Requests-Tier1',
        '1K Requests',
        priceIn(region, 'bucketThousandPuts'),
        follow(putsPerHour / 1000),
      ),
    ];
  });
  const timeControl = regionalLine(
    { service, region: source, workload },
    'S3RTC-Out-Bytes',
    'GB',
    priceIn(source, 'replicationTimeControlGb'),
    follow(writtenGbPerHour),
  );
  return [
    ...each,
    ...transferLines({ service, workload }, source, target, follow(writtenGbPerHour)),
    ...(store.timeControl ? [timeControl] : []),
  ];
}

/** An instance and its replica in the other region. */
function replicaLines(
  { regionalLine, transferLines }: LineWriter,
  demands: DemandBook,
  workload: string,
  store: DatabaseReplicaStore,
): BillLine[] {
  const service = 'Amazon Relational Database Service';
  const source = store.writer;
  const target = onlySecondary(store);
  const each = [source, target].flatMap((region) => {
    const place = { service, region, workload };
    return [
      regionalLine(place, `InstanceUsage:${store.instanceClass}`, 'Hrs', priceIn(region, 'rdsInstanceHour'), {
        kind: 'steady',
        perHour: 1,
      }),
      regionalLine(place, 'RDS:GP3-Storage', 'GB-Mo', priceIn(region, 'rdsStorageGbMonth'), {
        kind: 'monthly',
        perMonth: 200,
      }),
    ];
  });
  const demand = demands.of(workload);
  if (demand === undefined) return each;
  return [...each, ...transferLines({ service, workload }, source, target, perWrite(demand, 2e-6))];
}

/** A global cache: two nodes a region, written in the first and copied to the others. */
function cacheLines({ regionalLine, transferLines }: LineWriter, workload: string, store: GlobalDatastore): BillLine[] {
  const place = { service: 'Amazon ElastiCache', workload };
  const nodes = [store.writer, ...store.secondaries].map((region) =>
    regionalLine({ ...place, region }, 'NodeUsage:cache.r6g.large', 'Hrs', priceIn(region, 'cacheNodeHour'), {
      kind: 'steady',
      perHour: 2,
    }),
  );
  const copied = { kind: 'demand', perHour: 1.9, utcOffsetHours: -5 } as const;
  return [...nodes, ...store.secondaries.flatMap((region) => transferLines(place, store.writer, region, copied))];
}

/** Backups, and their copies in the other region. */
function backupLines(
  { regionalLine, transferLines }: LineWriter,
  { id: workload, backup }: WorkloadDeclaration,
): BillLine[] {
  if (backup === undefined) return [];
  const service = 'AWS Backup';
  const { source, copy } = backup;
  const stored = [source.region, copy.region].map((region) =>
    regionalLine({ service, region, workload }, 'WarmStorage-ByteHrs-EFS', 'GB-Mo', priceIn(region, 'backupGbMonth'), {
      kind: 'stored',
      perMonth: 1_350,
    }),
  );
  const copied = { kind: 'steady', perHour: 38 / 24 } as const;
  return [...stored, ...transferLines({ service, workload }, source.region, copy.region, copied)];
}

/** A queue in each of its regions: a message is sent, received and deleted; where nobody is served it is only polled. */
function queueLines(
  { regionalLine }: LineWriter,
  demands: DemandBook,
  { id: workload, queue }: WorkloadDeclaration,
): BillLine[] {
  const demand = demands.of(workload);
  return (queue?.regions ?? []).map((region, index) => {
    const busy = demand !== undefined && index === 0;
    const course = busy ? perWrite(demand, 3e-6) : ({ kind: 'steady', perHour: 0.00072 } as const);
    const place = { service: 'Amazon Simple Queue Service', workload, region };
    return regionalLine(place, 'Requests', '1M Requests', priceIn(region, 'queueMillionRequests'), course);
  });
}

/** Buckets, database replicas, caches, backups and queues. */
export function storeLines(
  writer: LineWriter,
  demands: DemandBook,
  workloads: readonly WorkloadDeclaration[],
): BillLine[] {
  const stores = workloads.flatMap((workload) => workload.stores.map((store) => ({ workload: workload.id, store })));
  return [
    ...stores.flatMap(({ workload, store }) =>
      store.kind === 's3-replication' ? bucketLines(writer, workload, store) : [],
    ),
    ...stores.flatMap(({ workload, store }) =>
      store.kind === 'rds-replica' ? replicaLines(writer, demands, workload, store) : [],
    ),
    ...stores.flatMap(({ workload, store }) =>
      store.kind === 'elasticache-global' ? cacheLines(writer, workload, store) : [],
    ),
    ...workloads.flatMap((workload) => backupLines(writer, workload)),
    ...workloads.flatMap((workload) => queueLines(writer, demands, workload)),
  ];
}
