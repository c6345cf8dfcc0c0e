import { ChecksumMode, HeadObjectCommand } from '@aws-sdk/client-s3';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { isNamed } from './find-bucket-region';

const call: AwsCall<'s3'> = {
  service: 's3',
  action: 's3:GetObject',
  shows: 'Reports in buckets',
};

/** What is told of an object without reading it. */
export interface ReportObjectHead {
  readonly sizeBytes: number | 'not-told';
  /** In base64; `not-told` where it was written without one. */
  readonly sha256Base64: string | 'not-told';
}

/**
 * Whether an object is in a bucket of the scope's region, and with what in it. It is asked as the reader: what writes can
 * read nothing. S3 says that there is none only to those who may list the bucket; to others it is denied.
 */
export function fetchReportObject(
  edge: AwsEdge,
  scope: CallScope,
  bucket: string,
  key: string,
): Promise<Answer<ReportObjectHead | 'absent'>> {
  return ask<'s3', ReportObjectHead | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const request = new HeadObjectCommand({
      Bucket: bucket,
      Key: key,
      ChecksumMode: ChecksumMode.ENABLED,
      ExpectedBucketOwner: scope.accountId,
    });
    try {
      const { ContentLength, ChecksumSHA256 } = await client.send(request, { abortSignal: signal });
      const told = { sizeBytes: ContentLength ?? 'not-told', sha256Base64: ChecksumSHA256 ?? 'not-told' } as const;
      return { value: told, notices: [] };
    } catch (error) {
      if (isNamed(error, 'NotFound', 'NoSuchKey')) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
