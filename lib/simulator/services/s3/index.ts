import type { BucketLocationConstraint, S3 } from '@aws-sdk/client-s3';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { findBucket, findBucketHere } from './buckets';
import { createBucket } from './create-bucket';
import { getBucketReplication } from './get-bucket-replication';
import { listBuckets } from './list-buckets';
import { deleteObject, getObject, headObject, putObject } from './objects';

/** The simulated part of Amazon S3: buckets and how they replicate, new ones that nothing copies, and small objects in them. */
export function s3(world: World): ServiceImplementation {
  return implement<S3>('S3', {
    CreateBucket: (input, call) => createBucket(input, world, call),
    DeleteObject: (input, call) => deleteObject(input, world, call),
    GetObject: (input, call) => getObject(input, world, call),
    HeadObject: (input, call) => headObject(input, world, call),
    PutObject: (input, call) => putObject(input, world, call),
    ListBuckets: (input, call) => listBuckets(input, world, call),
    GetBucketLocation: (input, call) => {
      const { region } = findBucket(world, call, input.Bucket);
      // The oldest region has no name of its own here.
      return region === 'us-east-1' ? {} : { LocationConstraint: region as BucketLocationConstraint };
    },
    GetBucketReplication: (input, call) => getBucketReplication(findBucketHere(world, call, input.Bucket), call),
    GetBucketVersioning: (input, call) => {
      const { versioning } = findBucketHere(world, call, input.Bucket);
      return versioning === 'off' ? {} : { Status: versioning };
    },
    HeadBucket: (input, call) => {
      const { region, name } = findBucketHere(world, call, input.Bucket);
      return { BucketRegion: region, BucketArn: `arn:aws:s3:::${name}`, AccessPointAlias: false };
    },
  });
}
