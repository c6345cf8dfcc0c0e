import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';

const call: AwsCall<'s3'> = {
  service: 's3',
  action: 's3:PutObject',
  shows: 'Reports in buckets',
  as: 'write',
};

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
 * Writes a report into a bucket of the scope's region, over the object of that key. A bucket that is another account's is
 * refused: the name of a bucket that was deleted is anybody's.
 */
export function actPutReport(
  edge: AwsEdge,
  scope: CallScope,
  { bucket, key, body, sha256Base64, contentType }: ReportObject,
): Promise<Answer<'written'>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const request = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: contentType,
      ChecksumSHA256: sha256Base64,
      ExpectedBucketOwner: scope.accountId,
    });
    await client.send(request, { abortSignal: signal });
    return { value: 'written' as const, notices: [] };
  });
}
