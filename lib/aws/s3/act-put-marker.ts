import { PutObjectCommand } from '@aws-sdk/client-s3';
import { formatMarkerBody } from '../../domain/marker-reading';
import type { EpochMs } from '../../domain/time';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { toMarkerObjectKey } from './marker-key';

const call: AwsCall<'s3'> = {
  service: 's3',
  action: 's3:PutObject',
  shows: 'Recovery-point markers of buckets',
  as: 'write',
};

/**
 * Writes the recovery-point marker of the scope's region into a bucket there, over the one before it.
 *
 * @param copies buckets it is copied to, each of which is billed as well
 */
export function actPutBucketMarker(
  edge: AwsEdge,
  scope: CallScope,
  bucket: string,
  writtenAt: EpochMs,
  copies = 0,
): Promise<Answer<'written'>> {
  return ask(edge, scope, { ...call, copies }, async ({ client, signal }) => {
    const request = new PutObjectCommand({
      Bucket: bucket,
      Key: toMarkerObjectKey(scope.region),
      Body: formatMarkerBody(writtenAt),
      ContentType: 'application/json',
    });
    await client.send(request, { abortSignal: signal });
    return { value: 'written' as const, notices: [] };
  });
}
