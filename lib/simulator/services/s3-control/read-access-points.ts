import type {
  GetMultiRegionAccessPointRequest,
  GetMultiRegionAccessPointResult,
  ListMultiRegionAccessPointsRequest,
  ListMultiRegionAccessPointsResult,
  MultiRegionAccessPointReport,
} from '@aws-sdk/client-s3-control';
import type { Call } from '../../wire';
import { accessPointHome, type SimulatedAccessPoint } from '../../world/access-points';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { pageScope, takePage } from '../take-page';
import { invalidRequest, noSuchAccessPoint, requireOwnAccount, requireRegion } from './refuse';

const mostAccessPoints = 1000;

/** S3 Control ListMultiRegionAccessPoints, in us-west-2 only. @throws AwsError InvalidRequest, AccessDenied */
export function listMultiRegionAccessPoints(
  input: Given<ListMultiRegionAccessPointsRequest>,
  world: World,
  call: Call,
): ListMultiRegionAccessPointsResult {
  requireRegion([accessPointHome], call);
  requireOwnAccount(input.AccountId, call);
  const { MaxResults = mostAccessPoints, NextToken } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostAccessPoints)) {
    throw invalidRequest(`MaxResults must be between 1 and ${mostAccessPoints}.`);
  }
  const page = takePage(world.accessPoints(accountOf(call)), ({ name }) => name, {
    scope: pageScope(call, undefined),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => invalidRequest('NextToken is not valid.'),
  });
  return { AccessPoints: page.items.map(toReport), NextToken: page.nextToken };
}

/** S3 Control GetMultiRegionAccessPoint by name, in us-west-2 only. @throws AwsError NoSuchMultiRegionAccessPoint */
export function getMultiRegionAccessPoint(
  input: Given<GetMultiRegionAccessPointRequest>,
  world: World,
  call: Call,
): GetMultiRegionAccessPointResult {
  requireRegion([accessPointHome], call);
  requireOwnAccount(input.AccountId, call);
  const found = world.accessPoints(accountOf(call)).find(({ name }) => name === input.Name);
  if (found === undefined) throw noSuchAccessPoint(input.Name);
  return { AccessPoint: toReport(found) };
}

function toReport({ accountId, alias, name, routes }: SimulatedAccessPoint): MultiRegionAccessPointReport {
  return {
    Name: name,
    Alias: alias,
    CreatedAt: foundingDate,
    PublicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    Status: 'READY',
    Regions: routes.map(({ bucket, region }) => ({ Bucket: bucket, Region: region, BucketAccountId: accountId })),
  };
}
