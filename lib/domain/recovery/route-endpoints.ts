import type { RegionCode } from '../fleet';

/**
 * Where routes of S3 Multi-Region Access Points are read and switched, whatever regions their buckets are in; fixed by AWS
 * (S3 user guide, failover controls). Any one of the five is enough.
 */
export const routeEndpointRegions: readonly RegionCode[] = [
  'us-east-1',
  'us-west-2',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
];

/** What people call an access point: its alias, at the end of its ARN. */
export function aliasOfAccessPoint(arn: string): string {
  return arn.split(':accesspoint/').at(-1) ?? arn;
}
