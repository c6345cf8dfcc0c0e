/** The month of the price lists that these prices are from. */
export const pricesAsOf = 'August 2026';

/** What AWS counts when it bills the console's own calls. Everything else the console calls is free of charge. */
export const billedUnits = [
  'cloudwatch-metrics',
  'cloudwatch-requests',
  'cost-explorer-pages',
  'dynamodb-writes',
  'dynamodb-copied-writes',
  'dynamodb-reads',
  's3-writes',
  's3-copied-writes',
  's3-reads',
  'sqs-requests',
  'secrets-manager-requests',
  'kms-requests',
] as const;
export type BilledUnit = (typeof billedUnits)[number];

/** How much of each unit; a unit that is left out is not used. */
export type UnitCounts = Readonly<Partial<Record<BilledUnit, number>>>;

/** The price of a unit. */
export interface UnitPrice {
  /** What is counted, for a person: plural, e.g. `metrics requested`. */
  readonly counts: string;
  /** The calls that use it. */
  readonly calls: string;
  /** The service on the bill. */
  readonly service: string;
  /** US dollars for `per` units. */
  readonly usd: number;
  readonly per: number;
  readonly source: string;
}

/**
 * List prices of us-east-1, before any free tier: what a month may cost and not what it costs at best. Some regions are
 * dearer for DynamoDB and S3 requests; CloudWatch, which is nearly all of it, costs the same everywhere.
 */
export const prices: Readonly<Record<BilledUnit, UnitPrice>> = {
  'cloudwatch-metrics': {
    counts: 'metrics requested',
    calls: 'cloudwatch:GetMetricData',
    service: 'CloudWatch',
    usd: 0.01,
    per: 1000,
    source: 'aws.amazon.com/cloudwatch/pricing: $0.01 per 1,000 metrics requested, no free tier',
  },
  'cloudwatch-requests': {
    counts: 'requests',
    calls: 'cloudwatch:DescribeAlarms',
    service: 'CloudWatch',
    usd: 0.01,
    per: 1000,
    source: 'aws.amazon.com/cloudwatch/pricing: $0.01 per 1,000 requests',
  },
  'cost-explorer-pages': {
    counts: 'pages',
    calls: 'ce:GetCostAndUsage and the other reads of Cost Explorer',
    service: 'Cost Explorer',
    usd: 0.01,
    per: 1,
    source: 'aws.amazon.com/aws-cost-management/pricing: $0.01 per paginated request',
  },
  'dynamodb-writes': {
    counts: 'write request units',
    calls: 'dynamodb:PutItem',
    service: 'DynamoDB',
    usd: 0.625,
    per: 1_000_000,
    source: 'aws.amazon.com/dynamodb/pricing/on-demand: $0.625 per million write request units',
  },
  'dynamodb-copied-writes': {
    counts: 'replicated write request units',
    calls: 'copies of what dynamodb:PutItem wrote',
    service: 'DynamoDB',
    usd: 0.625,
    per: 1_000_000,
    source: 'aws.amazon.com/dynamodb/pricing/on-demand: $0.625 per million, in every other replica',
  },
  'dynamodb-reads': {
    counts: 'eventually consistent reads',
    calls: 'dynamodb:GetItem',
    service: 'DynamoDB',
    usd: 0.0625,
    per: 1_000_000,
    source: 'aws.amazon.com/dynamodb/pricing/on-demand: half a read request unit each, $0.125 per million units',
  },
  's3-writes': {
    counts: 'PUT requests',
    calls: 's3:PutObject',
    service: 'S3',
    usd: 0.005,
    per: 1000,
    source: 'aws.amazon.com/s3/pricing: $0.005 per 1,000 PUT, COPY, POST and LIST requests',
  },
  's3-copied-writes': {
    counts: 'replication PUT requests',
    calls: 'copies of what s3:PutObject wrote',
    service: 'S3',
    usd: 0.005,
    per: 1000,
    source: 'aws.amazon.com/s3/pricing: replication is billed as PUT requests of the destination class',
  },
  's3-reads': {
    counts: 'GET and other requests',
    calls: 's3:GetObject, s3:GetReplicationConfiguration, s3:GetBucketLocation',
    service: 'S3',
    usd: 0.0004,
    per: 1000,
    source: 'aws.amazon.com/s3/pricing: $0.0004 per 1,000 GET and all other requests',
  },
  'sqs-requests': {
    counts: 'requests',
    calls: 'sqs:GetQueueUrl, sqs:GetQueueAttributes',
    service: 'SQS',
    usd: 0.4,
    per: 1_000_000,
    source: 'aws.amazon.com/sqs/pricing: $0.40 per million requests',
  },
  'secrets-manager-requests': {
    counts: 'requests',
    calls: 'secretsmanager:DescribeSecret',
    service: 'Secrets Manager',
    usd: 0.05,
    per: 10_000,
    source: 'aws.amazon.com/secrets-manager/pricing: $0.05 per 10,000 API calls',
  },
  'kms-requests': {
    counts: 'requests',
    calls: 'kms:DescribeKey',
    service: 'KMS',
    usd: 0.03,
    per: 10_000,
    source: 'aws.amazon.com/kms/pricing: $0.03 per 10,000 requests',
  },
};

/** US dollars for a name that is asked of Route 53, by the dearest of its policies that the console's names may have. */
export const nameLookupUsd = 0.7 / 1_000_000;

/** Whether the prices above hold: other partitions of AWS (China, US government) have their own, which are not known here. */
export type Pricing = 'list-prices' | 'unknown';

export function pricingOf(regions: readonly string[]): Pricing {
  return regions.some((code) => /^(cn|us-gov|us-iso|us-isob|eu-isoe|eusc)-/.test(code)) ? 'unknown' : 'list-prices';
}

/** What some units cost in US dollars, not rounded. */
export function costOf(units: UnitCounts): number {
  return billedUnits.reduce((sum, unit) => {
    const count = units[unit];
    return count === undefined ? sum : sum + (count * prices[unit].usd) / prices[unit].per;
  }, 0);
}

/** An amount rounded against us: up to the next whole cent. */
export function roundCostUp(usd: number): number {
  // What binary fractions add far behind the cents is no cent.
  return Math.max(0, Math.ceil(usd * 100 - 1e-7)) / 100;
}

/** Adds counts up, unit by unit; the second ones `times` over. */
export function addUnits(a: UnitCounts, b: UnitCounts, times = 1): UnitCounts {
  const sum: Partial<Record<BilledUnit, number>> = { ...a };
  for (const unit of billedUnits) {
    const more = b[unit];
    if (more === undefined || more === 0) continue;
    const before = sum[unit];
    sum[unit] = before === undefined ? more * times : before + more * times;
  }
  return sum;
}
