import { addAbortSignal, Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { RegionCode } from '../../domain/fleet';
import { longestMarkerBytes, type MarkerReading, parseMarkerBody } from '../../domain/marker-reading';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { isNamed } from './find-bucket-region';
import { toMarkerObjectKey } from './marker-key';

const call: AwsCall<'s3'> = {
  service: 's3',
  action: 's3:GetObject',
  shows: 'Recovery-point markers of buckets',
};

/**
 * Reads the newest marker of a source region that a bucket holds. S3 says that there is none yet only to those who may
 * list the bucket; to others it is denied.
 */
export function fetchBucketMarker(
  edge: AwsEdge,
  scope: CallScope,
  bucket: string,
  source: RegionCode,
): Promise<Answer<MarkerReading>> {
  return ask<'s3', MarkerReading>(edge, scope, call, async ({ client, signal }) => {
    const request = new GetObjectCommand({ Bucket: bucket, Key: toMarkerObjectKey(source) });
    try {
      const { Body } = await client.send(request, { abortSignal: signal });
      const text = await readSmall(Body, signal);
      return { value: text === 'too-long' ? 'unusable' : parseMarkerBody(text), notices: [] };
    } catch (error) {
      if (isNamed(error, 'NoSuchKey')) return { value: 'none-yet', notices: [] };
      throw error;
    }
  });
}

/** Reads a body that may be anything somebody put there: at the first byte too many its connection is closed. */
async function readSmall(body: unknown, signal: AbortSignal): Promise<string | 'too-long'> {
  if (!(body instanceof Readable)) return '';
  addAbortSignal(signal, body);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > longestMarkerBytes) return 'too-long';
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
