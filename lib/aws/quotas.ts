import type { AwsService } from './serving-region';
import type { BucketRule } from './token-bucket';

/** Requests a second that AWS grants to all clients of an account together, in one region. */
interface Quota {
  /** What shares it: a whole API, or one operation of it. */
  readonly name: string;
  readonly perSecond: number;
}

/**
 * Documented where AWS says so; else assumed, low enough to be safe. Operations that are not listed, and services
 * that are not, are far from any quota at the pace of a console.
 */
const wholeApis: Partial<Record<AwsService, Quota>> = {
  route53: { name: 'route53', perSecond: 5 },
  // The load balancer API refills 10 tokens a second for all that describes.
  elbv2: { name: 'elbv2', perSecond: 10 },
  // Assumed: neither is documented, and both are known to throttle early.
  costexplorer: { name: 'costexplorer', perSecond: 4 },
  health: { name: 'health', perSecond: 10 },
  cloudfront: { name: 'cloudfront', perSecond: 10 },
  servicequotas: { name: 'servicequotas', perSecond: 10 },
};

const operations: Readonly<Record<string, Quota>> = {
  // Older accounts have 50, newer ones 500.
  'cloudwatch:GetMetricData': { name: 'cloudwatch:GetMetricData', perSecond: 50 },
  'cloudwatch:DescribeAlarms': { name: 'cloudwatch:DescribeAlarms', perSecond: 9 },
  'cloudwatch:ListMetrics': { name: 'cloudwatch:ListMetrics', perSecond: 25 },
  'dynamodb:DescribeTable': { name: 'dynamodb:DescribeTable', perSecond: 2500 },
};

/** What limits an operation; `none` where nothing is known to. */
export function quotaOf(service: AwsService, operation: string): Quota | 'none' {
  return operations[`${service}:${operation}`] ?? wholeApis[service] ?? 'none';
}

/**
 * The console takes half of a quota at most: the rest is for those who repair. The burst is half as well, so that no
 * single second sees more than the quota.
 */
export function toPace({ perSecond }: Quota): BucketRule {
  const half = perSecond / 2;
  return { perSecond: half, burst: Math.max(1, half) };
}
