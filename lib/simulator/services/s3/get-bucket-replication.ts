import type { GetBucketReplicationOutput } from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../../wire';
import type { SimulatedBucket } from '../../world/types';
import { accountOf } from '../account';

const promisedMinutes = 15;

/** S3 GetBucketReplication of a bucket. @throws AwsError ReplicationConfigurationNotFoundError where it is not copied */
export function getBucketReplication(bucket: SimulatedBucket, call: Call): GetBucketReplicationOutput {
  const { replication } = bucket;
  if (replication === undefined) {
    throw new AwsError('ReplicationConfigurationNotFoundError', 'The replication configuration was not found', 404, {});
  }
  const threshold = { Minutes: promisedMinutes };
  return {
    ReplicationConfiguration: {
      Role: `arn:aws:iam::${accountOf(call)}:role/${bucket.workload}-replication`,
      Rules: [
        {
          ID: replication.ruleId,
          Priority: 1,
          Status: 'Enabled',
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: {
            Bucket: `arn:aws:s3:::${replication.targetBucket}`,
            ...(replication.timeControl && { ReplicationTime: { Status: 'Enabled', Time: threshold } }),
            ...(replication.metrics && {
              Metrics: { Status: 'Enabled', ...(replication.timeControl && { EventThreshold: threshold }) },
            }),
          },
        },
      ],
    },
  };
}
