import { GetBucketReplicationCommand } from '@aws-sdk/client-s3';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { type Notice, toEach } from '../notices';
import type { Answer, CallScope } from '../types';
import { findBucketRegion, findBucketRegionSeenFrom, isNamed, readRegion } from './find-bucket-region';
import type { BucketReplication, ReplicationRule } from './readings';
import { toReplicationRule } from './to-replication-rule';

const call: AwsCall<'s3'> = {
  service: 's3',
  action: 's3:GetReplicationConfiguration',
  shows: 'Replication rules of buckets',
};

/**
 * Reads how a bucket replicates, from the region it is in. `elsewhere`: the bucket is not in the asked region, which
 * then cannot tell. `absent`: there is no such bucket.
 */
export function fetchBucketReplication(
  edge: AwsEdge,
  scope: CallScope,
  bucket: string,
): Promise<Answer<BucketReplication | 'elsewhere' | 'absent'>> {
  return ask<'s3', BucketReplication | 'elsewhere' | 'absent'>(edge, scope, call, async (asking) => {
    const notices: string[] = [];
    const region = await findBucketRegionSeenFrom(scope.region, asking, bucket);
    if (region === 'absent') return { value: 'absent', notices };
    if (region !== scope.region) return { value: 'elsewhere', notices };
    const rules = await readRules(asking, bucket, (sentence) => notices.push(sentence));
    if (rules === 'elsewhere') return { value: 'elsewhere', notices };
    return { value: { bucket, region, rules }, notices };
  });
}

async function readRules(
  asking: Asking<'s3'>,
  bucket: string,
  notice: Notice,
): Promise<readonly ReplicationRule[] | 'elsewhere'> {
  const { client, signal } = asking;
  try {
    const output = await client.send(new GetBucketReplicationCommand({ Bucket: bucket }), { abortSignal: signal });
    const wire = output.ReplicationConfiguration?.Rules ?? [];
    const rules = toEach(wire, toReplicationRule, notice, 'replication rules');
    return await Promise.all(rules.map((rule) => withRegion(asking, rule, notice)));
  } catch (error) {
    if (isNamed(error, 'ReplicationConfigurationNotFoundError')) return [];
    if (readRegion(error) !== 'none') return 'elsewhere';
    throw error;
  }
}

/** The configuration names the destination, not its region. */
async function withRegion(
  asking: Asking<'s3'>,
  rule: Omit<ReplicationRule, 'destinationRegion'>,
  notice: Notice,
): Promise<ReplicationRule> {
  const region = await findBucketRegion(asking, rule.destinationBucket);
  if (region !== 'absent') return { ...rule, destinationRegion: region };
  notice(`The destination bucket ${rule.destinationBucket} of rule ${rule.id} does not exist.`);
  return { ...rule, destinationRegion: 'unknown' };
}
