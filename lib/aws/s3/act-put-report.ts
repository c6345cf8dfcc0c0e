import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { RegionCode } from '../../domain/fleet';
import { type Act, act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';
import { readRegion } from './find-bucket-region';

const call: Act<'s3'> = { service: 's3', action: 's3:PutObject', as: 'write' };

/** A report as an object. */
export interface ReportObject {
  readonly bucket: string;
  readonly key: string;
  readonly body: Uint8Array;
  /** Of the body, in base64: S3 refuses anything else in its place. */
  readonly sha256Base64: string;
  readonly contentType: string;
}

/**
 * Writes a report into a bucket of the scope's region, over the object of that key. A bucket of another region is refused
 * with the region it is in, and one that is another account's as well: the name of a bucket that was deleted is anybody's.
 */
export async function actPutReport(edge: AwsEdge, scope: CallScope, report: ReportObject): Promise<ActAnswer> {
  let bucketRegion: RegionCode | 'none' = 'none';
  const answer = await act(edge, scope, call, async ({ client, signal }) => {
    try {
      await client.send(toRequest(scope, report), { abortSignal: signal });
    } catch (error) {
      bucketRegion = readRegion(error);
      throw error;
    }
  });
  return answer.state === 'unknown' ? sayElsewhere(answer, scope, report, bucketRegion) : answer;
}

function toRequest({ accountId }: CallScope, { bucket, key, body, sha256Base64, contentType }: ReportObject) {
  return new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: body,
    ContentType: contentType,
    ChecksumSHA256: sha256Base64,
    ExpectedBucketOwner: accountId,
  });
}

/** That a bucket is elsewhere is a redirect to whoever asks, and no answer to a request that changes something. */
function sayElsewhere(
  answer: ActAnswer,
  { accountId, region }: CallScope,
  { bucket }: ReportObject,
  bucketRegion: RegionCode | 'none',
): ActAnswer {
  if (bucketRegion === 'none' || bucketRegion === region) return answer;
  const { action, endpointRegion, requestId } = answer;
  return {
    ...{ action, endpointRegion, requestId },
    state: 'refused',
    source: 'failed',
    message: `${action} in ${region} (account ${accountId}) was refused: the bucket ${bucket} is in ${bucketRegion}. Nothing was changed.`,
    next: `Write ${bucketRegion} as the region of ${bucket} in the fleet file.`,
  };
}
