import type { RegionCode } from '../domain/fleet';

export const awsServices = [
  'autoscaling',
  'cloudwatch',
  'dynamodb',
  'elbv2',
  'health',
  'rds',
  'route53',
  'sts',
] as const;
export type AwsService = (typeof awsServices)[number];

const globalServicesRegion: RegionCode = 'us-east-1';

/**
 * The region whose endpoint answers for a service. Route 53's control plane and the active endpoint of AWS Health are
 * in us-east-1 whatever region is asked about; everything else is regional.
 */
export function servingRegionOf(service: AwsService, region: RegionCode): RegionCode {
  return service === 'route53' || service === 'health' ? globalServicesRegion : region;
}
