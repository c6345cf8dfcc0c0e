import type {
  DistributionConfig,
  DistributionSummary,
  GetDistributionRequest,
  GetDistributionResult,
  ListDistributionsRequest,
  ListDistributionsResult,
} from '@aws-sdk/client-cloudfront';
import { AwsError, type Call } from '../../wire';
import type { SimulatedDistribution, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableUpper } from '../stable-id';

const mostDistributions = 100;
const originGroupId = 'storefront';
const failoverStatuses = [500, 502, 503, 504];

/**
 * CloudFront ListDistributions, by id. The marker is the id of the last distribution of the page before.
 * @throws AwsError InvalidArgument for a marker that names no distribution or a page size that is no count
 */
export function listDistributions(
  input: Given<ListDistributionsRequest>,
  world: World,
  call: Call,
): ListDistributionsResult {
  const limit = Math.min(input.MaxItems ?? mostDistributions, mostDistributions);
  if (!(limit >= 1)) throw new AwsError('InvalidArgument', 'MaxItems must be a positive integer.');
  const all = world.distributions(accountOf(call)).toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const before = input.Marker ? all.findIndex((each) => each.id === input.Marker) : -1;
  if (input.Marker && before === -1) throw new AwsError('InvalidArgument', `The marker ${input.Marker} is not valid.`);
  const page = all.slice(before + 1, before + 1 + limit);
  const isTruncated = before + 1 + limit < all.length;
  return {
    DistributionList: {
      Marker: input.Marker ?? '',
      NextMarker: isTruncated ? page.at(-1)?.id : undefined,
      MaxItems: limit,
      IsTruncated: isTruncated,
      Quantity: page.length,
      Items: page.map(toSummary),
    },
  };
}

/** CloudFront GetDistribution. @throws AwsError NoSuchDistribution */
export function getDistribution(input: Given<GetDistributionRequest>, world: World, call: Call): GetDistributionResult {
  const found = world.distributions(accountOf(call)).find((each) => each.id === input.Id);
  if (found === undefined) {
    throw new AwsError('NoSuchDistribution', 'The specified distribution does not exist.');
  }
  return {
    ETag: stableUpper(`etag:${found.id}`, 13),
    Distribution: {
      Id: found.id,
      ARN: found.arn,
      Status: 'Deployed',
      LastModifiedTime: foundingDate,
      InProgressInvalidationBatches: 0,
      DomainName: found.domainName,
      DistributionConfig: { CallerReference: `simulated-${found.id}`, DefaultRootObject: '', ...configOf(found) },
    },
  };
}

function toSummary(distribution: SimulatedDistribution): DistributionSummary {
  return {
    Id: distribution.id,
    ARN: distribution.arn,
    Status: 'Deployed',
    LastModifiedTime: foundingDate,
    DomainName: distribution.domainName,
    ...configOf(distribution),
  };
}

/** What a distribution's summary and its configuration have in common. */
function configOf({ aliases, origins }: SimulatedDistribution) {
  return {
    Aliases: { Quantity: aliases.length, Items: [...aliases] },
    Origins: {
      Quantity: origins.length,
      Items: origins.map((origin) => ({
        Id: origin.id,
        DomainName: origin.domainName,
        OriginPath: '',
        CustomHeaders: { Quantity: 0 },
        CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' as const },
        ConnectionAttempts: 2,
        ConnectionTimeout: 3,
      })),
    },
    OriginGroups: {
      Quantity: 1,
      Items: [
        {
          Id: originGroupId,
          FailoverCriteria: { StatusCodes: { Quantity: failoverStatuses.length, Items: [...failoverStatuses] } },
          Members: { Quantity: origins.length, Items: origins.map((origin) => ({ OriginId: origin.id })) },
        },
      ],
    },
    DefaultCacheBehavior: { TargetOriginId: originGroupId, ViewerProtocolPolicy: 'redirect-to-https' as const },
    CacheBehaviors: { Quantity: 0 },
    CustomErrorResponses: { Quantity: 0 },
    Comment: 'Static files of the storefront',
    PriceClass: 'PriceClass_All' as const,
    Enabled: true,
    ViewerCertificate: { CloudFrontDefaultCertificate: false, MinimumProtocolVersion: 'TLSv1.2_2021' as const },
    Restrictions: { GeoRestriction: { RestrictionType: 'none' as const, Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2and3' as const,
    IsIPV6Enabled: true,
    Staging: false,
  } satisfies Partial<DistributionConfig>;
}
