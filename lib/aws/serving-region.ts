import type { RegionCode } from '../domain/fleet';

export const awsServices = [
  'autoscaling',
  'backup',
  'cloudfront',
  'cloudwatch',
  'codepipeline',
  'costexplorer',
  'dynamodb',
  'ecs',
  'eks',
  'elasticache',
  'elbv2',
  'eventbridge',
  'globalaccelerator',
  'health',
  'kms',
  'lambda',
  'rds',
  'recoverycluster',
  'route53',
  's3',
  's3control',
  'secretsmanager',
  'servicequotas',
  'sns',
  'sqs',
  'sts',
] as const;
export type AwsService = (typeof awsServices)[number];

const globalServicesRegion: RegionCode = 'us-east-1';

/** Global Accelerator is told and asked at one endpoint; names of others do not resolve. */
const acceleratorRegion: RegionCode = 'us-west-2';

/** Services with one control plane for all regions; it cannot be asked while its region is lost. */
const globalServices: readonly AwsService[] = ['cloudfront', 'costexplorer', 'health', 'route53'];

/**
 * The region whose endpoint answers for a service. The control planes of Route 53 and CloudFront, Cost Explorer and the
 * active endpoint of AWS Health are in us-east-1 whatever region is asked about, and Global Accelerator in us-west-2;
 * everything else is regional.
 */
export function servingRegionOf(service: AwsService, region: RegionCode): RegionCode {
  if (service === 'globalaccelerator') return acceleratorRegion;
  return globalServices.includes(service) ? globalServicesRegion : region;
}
