import type {
  GetMultiRegionAccessPointRoutesRequest,
  GetMultiRegionAccessPointRoutesResult,
  MultiRegionAccessPointRoute,
  SubmitMultiRegionAccessPointRoutesRequest,
  SubmitMultiRegionAccessPointRoutesResult,
} from '@aws-sdk/client-s3-control';
import type { Call } from '../../wire';
import { AccessPointError, type RouteChange, routeEndpointRegions } from '../../world/access-points';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { invalidRequest, noSuchAccessPoint, requireOwnAccount, requireRegion } from './refuse';

/** S3 Control GetMultiRegionAccessPointRoutes, at any of the five endpoints. @throws AwsError NoSuchMultiRegionAccessPoint */
export function getRoutes(
  input: Given<GetMultiRegionAccessPointRoutesRequest>,
  world: World,
  call: Call,
): GetMultiRegionAccessPointRoutesResult {
  const { arn, routes } = findAccessPoint(input, world, call);
  return {
    Mrap: arn,
    Routes: routes.map(({ active, bucket, region }) => ({
      Bucket: bucket,
      Region: region,
      TrafficDialPercentage: active ? 100 : 0,
    })),
  };
}

/**
 * S3 Control SubmitMultiRegionAccessPointRoutes, at any of the five endpoints. Routes that are not named stay as they
 * are. In AWS a change takes up to two minutes to lead requests elsewhere; here nobody's requests follow it.
 * @throws AwsError NoSuchMultiRegionAccessPoint; InvalidRequest when no route would be active
 */
export function submitRoutes(
  input: Given<SubmitMultiRegionAccessPointRoutesRequest>,
  world: World,
  call: Call,
): SubmitMultiRegionAccessPointRoutesResult {
  const { arn } = findAccessPoint(input, world, call);
  const changes = input.RouteUpdates.map(toChange);
  try {
    world.changeAccessPointRoutes(arn, changes);
  } catch (error) {
    throw error instanceof AccessPointError ? invalidRequest(error.message) : error;
  }
  return {};
}

function toChange({ Bucket, Region, TrafficDialPercentage }: MultiRegionAccessPointRoute): RouteChange {
  if (TrafficDialPercentage !== 0 && TrafficDialPercentage !== 100) {
    throw invalidRequest(`TrafficDialPercentage must be 0 or 100: ${TrafficDialPercentage}`);
  }
  return {
    ...(Bucket !== undefined && { bucket: Bucket }),
    ...(Region !== undefined && { region: Region }),
    active: TrafficDialPercentage === 100,
  };
}

function findAccessPoint(
  { AccountId, Mrap }: { readonly AccountId?: string; readonly Mrap: string },
  world: World,
  call: Call,
) {
  requireRegion(routeEndpointRegions, call);
  requireOwnAccount(AccountId, call);
  const found = world.accessPoints(accountOf(call)).find(({ arn }) => arn === Mrap);
  if (found === undefined) throw noSuchAccessPoint(Mrap);
  return found;
}
