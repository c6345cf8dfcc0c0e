import type { BillLine } from './bill-line';
import { demandOf } from './billed-demand';
import { priceIn } from './list-prices';
import { perWrite, regionalLine, transferLines } from './write-line';

interface BilledBucketPair {
  readonly workload: string;
  readonly source: string;
  readonly target: string;
  readonly storedGb: number;
  /** GB written in an average hour, all of which is replicated. */
  readonly writtenGbPerHour: number;
  readonly putsPerHour: number;
  readonly timeControl: boolean;
}

const bucketPairs: readonly BilledBucketPair[] = [
  {
    workload: 'media',
    source: 'us-east-1',
    target: 'us-west-2',
    storedGb: 18_400,
    writtenGbPerHour: 21,
    putsPerHour: 5_200,
    timeControl: true,
  },
  {
    workload: 'media',
    source: 'us-east-1',
    target: 'us-west-2',
    storedGb: 2_300,
    writtenGbPerHour: 2.6,
    putsPerHour: 31_000,
    timeControl: false,
  },
  {
    workload: 'archive',
    source: 'us-east-1',
    target: 'us-west-2',
    storedGb: 9_700,
    writtenGbPerHour: 3.4,
    putsPerHour: 900,
    timeControl: false,
  },
];

function bucketLines(pair: BilledBucketPair): BillLine[] {
  const service = 'Amazon Simple Storage Service';
  const { workload, source, target } = pair;
  const follow = (perHour: number) => ({ kind: 'demand' as const, perHour, utcOffsetHours: -5 });
  const each = [source, target].flatMap((region) => {
    const place = { service, region, workload };
    return [
      regionalLine(place, 'TimedStorage-ByteHrs', 'GB-Mo', priceIn(region, 'bucketGbMonth'), {
        kind: 'stored',
        perMonth: pair.storedGb,
      }),
      regionalLine(
        place,
        'Requests-Tier1',
        '1K Requests',
        priceIn(region, 'bucketThousandPuts'),
        follow(pair.putsPerHour / 1000),
      ),
    ];
  });
  const timeControl = regionalLine(
    { service, region: source, workload },
    'S3RTC-Out-Bytes',
    'GB',
    priceIn(source, 'replicationTimeControlGb'),
    follow(pair.writtenGbPerHour),
  );
  return [
    ...each,
    ...transferLines({ service, workload }, source, target, follow(pair.writtenGbPerHour)),
    ...(pair.timeControl ? [timeControl] : []),
  ];
}

/** The MySQL index of the media workload and its replica in the other region. */
function mediaIndexLines(): BillLine[] {
  const service = 'Amazon Relational Database Service';
  const workload = 'media';
  const each = ['us-east-1', 'us-west-2'].flatMap((region) => {
    const place = { service, region, workload };
    return [
      regionalLine(place, 'InstanceUsage:db.m6g.large', 'Hrs', priceIn(region, 'rdsInstanceHour'), {
        kind: 'steady',
        perHour: 1,
      }),
      regionalLine(place, 'RDS:GP3-Storage', 'GB-Mo', priceIn(region, 'rdsStorageGbMonth'), {
        kind: 'monthly',
        perMonth: 200,
      }),
    ];
  });
  const demand = demandOf(workload);
  const course = demand === undefined ? undefined : perWrite(demand, 2e-6);
  return course === undefined
    ? each
    : [...each, ...transferLines({ service, workload }, 'us-east-1', 'us-west-2', course)];
}

const cacheRegions = ['us-east-1', 'us-west-2', 'eu-central-1'] as const;

/** The global cache of the storefront: two nodes a region, written in the first and copied to the others. */
function cacheLines(): BillLine[] {
  const place = { service: 'Amazon ElastiCache', workload: 'storefront' };
  const [primary, ...secondaries] = cacheRegions;
  const nodes = cacheRegions.map((region) =>
    regionalLine({ ...place, region }, 'NodeUsage:cache.r6g.large', 'Hrs', priceIn(region, 'cacheNodeHour'), {
      kind: 'steady',
      perHour: 2,
    }),
  );
  const copied = { kind: 'demand', perHour: 1.9, utcOffsetHours: -5 } as const;
  return [...nodes, ...secondaries.flatMap((region) => transferLines(place, primary, region, copied))];
}

/** The ledger's daily backups, and their copies in the other region. */
function backupLines(): BillLine[] {
  const service = 'AWS Backup';
  const workload = 'archive';
  const stored = ['us-east-1', 'us-west-2'].map((region) =>
    regionalLine({ service, region, workload }, 'WarmStorage-ByteHrs-EFS', 'GB-Mo', priceIn(region, 'backupGbMonth'), {
      kind: 'stored',
      perMonth: 1_350,
    }),
  );
  const copied = { kind: 'steady', perHour: 38 / 24 } as const;
  return [...stored, ...transferLines({ service, workload }, 'us-east-1', 'us-west-2', copied)];
}

/** The queue of checkout in each of its regions: a message is sent, received and deleted. */
function queueLines(): BillLine[] {
  const demand = demandOf('checkout');
  const place = { service: 'Amazon Simple Queue Service', workload: 'checkout' };
  const price = (region: string) => priceIn(region, 'queueMillionRequests');
  const polling = { kind: 'steady', perHour: 0.00072 } as const;
  const idle = regionalLine({ ...place, region: 'us-west-2' }, 'Requests', '1M Requests', price('us-west-2'), polling);
  if (demand === undefined) return [idle];
  const busy = perWrite(demand, 3e-6);
  return [regionalLine({ ...place, region: 'us-east-1' }, 'Requests', '1M Requests', price('us-east-1'), busy), idle];
}

/** Buckets, the media index, the cache, backups and queues. */
export const storeLines: readonly BillLine[] = [
  ...bucketPairs.flatMap(bucketLines),
  ...mediaIndexLines(),
  ...cacheLines(),
  ...backupLines(),
  ...queueLines(),
];
