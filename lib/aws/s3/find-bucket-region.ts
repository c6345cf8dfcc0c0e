import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import type { RegionCode } from '../../domain/fleet';
import type { Asking } from '../ask';
import { asStep } from '../classify-failure';
import { isRecord } from '../is-record';

/** A bucket never moves, so what one client learned about it stays true. */
const learned = new WeakMap<object, Map<string, RegionCode>>();

/**
 * The region a bucket is in; `absent` where there is no such bucket. AWS answers for buckets of other regions with a
 * refusal that names the region, which is as good as an answer.
 */
export async function findBucketRegion(asking: Asking<'s3'>, bucket: string): Promise<BucketPlace> {
  return rememberedRegion(asking, bucket) ?? askRegion(asking, bucket);
}

/**
 * Whether a bucket is `here`, the region that is asked. That it is elsewhere ends the reading, so it is never told from
 * memory: a region that says nothing must not seem to answer.
 */
export async function findBucketRegionSeenFrom(
  here: RegionCode,
  asking: Asking<'s3'>,
  bucket: string,
): Promise<BucketPlace> {
  return rememberedRegion(asking, bucket) === here ? here : askRegion(asking, bucket);
}

type BucketPlace = RegionCode | 'absent' | 'unknown';

function rememberedRegion({ client }: Asking<'s3'>, bucket: string): RegionCode | undefined {
  return learned.get(client)?.get(bucket);
}

async function askRegion({ client, signal }: Asking<'s3'>, bucket: string): Promise<BucketPlace> {
  const region = await asStep('s3:GetBucketLocation', locate(client, signal, bucket));
  const known = learned.get(client) ?? new Map<string, RegionCode>();
  learned.set(client, known);
  if (region !== 'absent' && region !== 'unknown') known.set(bucket, region);
  return region;
}

async function locate(client: Asking<'s3'>['client'], signal: AbortSignal, bucket: string) {
  try {
    const output = await client.send(new GetBucketLocationCommand({ Bucket: bucket }), { abortSignal: signal });
    return toRegion(output.LocationConstraint);
  } catch (error) {
    if (isNamed(error, 'NoSuchBucket')) return 'absent';
    const elsewhere = readRegion(error);
    if (elsewhere === 'none') throw error;
    return elsewhere;
  }
}

/** us-east-1 is the empty word, and `EU` an old one for eu-west-1. */
function toRegion(constraint: string | undefined): RegionCode {
  if (constraint === undefined || constraint === '') return 'us-east-1';
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}

/** Whether an error of S3 has this name; errors of requests that may fail in many ways have no class of their own. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return isRecord(error) && [error.name, error.Code].some((name) => typeof name === 'string' && names.includes(name));
}

/** The region S3 names when it refuses a request that came to the wrong one. */
export function readRegion(error: unknown): RegionCode | 'none' {
  if (!isRecord(error)) return 'none';
  if (typeof error.Region === 'string' && error.Region !== '') return error.Region;
  const headers = isRecord(error.$response) ? error.$response.headers : undefined;
  const named = isRecord(headers) ? headers['x-amz-bucket-region'] : undefined;
  return typeof named === 'string' && named !== '' ? named : 'none';
}
