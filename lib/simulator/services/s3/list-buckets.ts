import type { ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableHex } from '../stable-id';
import { pageScope, takePage } from '../take-page';

const mostBuckets = 10_000;

/** S3 ListBuckets: the account's buckets of all regions by name, from any region. @throws AwsError InvalidArgument */
export function listBuckets(input: Given<ListBucketsRequest>, world: World, call: Call): ListBucketsOutput {
  const { MaxBuckets = mostBuckets, ContinuationToken, Prefix = '', BucketRegion } = input;
  if (!(MaxBuckets >= 1 && MaxBuckets <= mostBuckets)) {
    throw new AwsError('InvalidArgument', `MaxBuckets must be between 1 and ${mostBuckets}`, 400);
  }
  const account = accountOf(call);
  const named = world
    .buckets(account)
    .filter(({ name, region }) => name.startsWith(Prefix) && (BucketRegion ?? region) === region)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const page = takePage(named, (bucket) => bucket.name, {
    scope: pageScope(call, { Prefix, BucketRegion }),
    limit: MaxBuckets,
    token: ContinuationToken,
    refuseToken: () => new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400),
  });
  return {
    Buckets: page.items.map(({ name, region }) => ({
      Name: name,
      BucketRegion: region,
      BucketArn: `arn:aws:s3:::${name}`,
      CreationDate: foundingDate,
    })),
    Owner: { ID: stableHex(account, 64) },
    ...(Prefix !== '' && { Prefix }),
    ContinuationToken: page.nextToken,
  };
}
