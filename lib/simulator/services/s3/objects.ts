import { createHash } from 'node:crypto';
import type {
  DeleteObjectOutput,
  DeleteObjectRequest,
  GetObjectCommandOutput,
  GetObjectRequest,
  HeadObjectOutput,
  HeadObjectRequest,
  PutObjectOutput,
  PutObjectRequest,
  ReplicationStatus,
} from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../../wire';
import { resourceOfMade } from '../../world';
import type { KeptItem, SimulatedBucket, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { keepOrRefuse } from '../keep-or-refuse';
import { refuseMembers } from '../refuse-members';
import { stableHex } from '../stable-id';
import { findBucketHere } from './buckets';

const mostBytes = 64 * 1024;
/** Of an object in a bucket that somebody made: it holds documents, and few of them. */
const mostDocumentBytes = 1024 * 1024;
const mostKeyBytes = 1024;

/** An object as its bucket keeps it. */
interface ObjectContent {
  readonly base64: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** In base64, where it was written with one. */
  readonly sha256?: string;
}

type Asked = {
  readonly Bucket: string;
  readonly Key: string;
  readonly ChecksumMode?: string;
  readonly ExpectedBucketOwner?: string;
};

/** Headers that the SDK sends by itself and that change nothing here. */
const checksums = [
  'ChecksumAlgorithm',
  'ChecksumCRC32',
  'ChecksumCRC32C',
  'ChecksumCRC64NVME',
  'ChecksumSHA1',
  'ChecksumSHA256',
];

/**
 * S3 PutObject of a small object. It is in the bucket at once, and in the bucket it is copied to when the other objects
 * of this moment are.
 * @throws AwsError NoSuchBucket, PermanentRedirect, AccessDenied, EntityTooLarge, BadDigest; NotImplemented for conditions and storage options
 */
export function putObject(
  input: Given<Omit<PutObjectRequest, 'Body'>> & { readonly Body?: unknown },
  world: World,
  call: Call,
): PutObjectOutput {
  const bucket = findBucketHere(world, call, input.Bucket);
  requireOwner(input.ExpectedBucketOwner, call);
  refuseMembers(call, input, [
    'Bucket',
    'ExpectedBucketOwner',
    'Key',
    'Body',
    'ContentType',
    'ContentLength',
    'ContentMD5',
    'Metadata',
    ...checksums,
  ]);
  requireKey(input.Key);
  const body = input.Body instanceof Uint8Array ? Buffer.from(input.Body) : Buffer.alloc(0);
  const most = bucket.isMade === true ? mostDocumentBytes : mostBytes;
  if (body.byteLength > most) {
    throw new AwsError('EntityTooLarge', `This bucket keeps objects of at most ${most} bytes in this simulation.`, 400);
  }
  const digest = createHash('md5').update(body).digest();
  if (input.ContentMD5 !== undefined && input.ContentMD5 !== digest.toString('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400);
  }
  if (input.ChecksumSHA256 !== undefined && input.ChecksumSHA256 !== sha256Of(body)) {
    throw new AwsError('BadDigest', 'The SHA256 you specified did not match the calculated checksum.', 400);
  }
  const content: ObjectContent = {
    base64: body.toString('base64'),
    contentType: input.ContentType ?? 'binary/octet-stream',
    metadata: { ...input.Metadata },
    ...(input.ChecksumSHA256 !== undefined && { sha256: input.ChecksumSHA256 }),
  };
  const { sequence } = keep(world, bucket, input.Key, JSON.stringify(content), call);
  return { ETag: `"${digest.toString('hex')}"`, ...versionOf(bucket, sequence) };
}

function sha256Of(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64');
}

/** Buckets are found in the caller's own account: whoever expects another owner is told no. */
function requireOwner(expected: string | undefined, call: Call): void {
  if (expected !== undefined && expected !== accountOf(call)) throw new AwsError('AccessDenied', 'Access Denied', 403);
}

/**
 * S3 GetObject of an object that {@link putObject} wrote and that has come here.
 * @throws AwsError NoSuchKey, NoSuchBucket, PermanentRedirect; NotImplemented for ranges, versions and conditions
 */
export function getObject(
  input: Given<GetObjectRequest>,
  world: World,
  call: Call,
): Omit<GetObjectCommandOutput, '$metadata'> {
  const { object, content, bucket } = findObject(input, world, call);
  const body = Buffer.from(content.base64, 'base64');
  return {
    ...headersOf(bucket, object, content, body, input),
    // The wire writes bytes; a stream is only what the client makes of them.
    Body: body as unknown as GetObjectCommandOutput['Body'],
  };
}

/** S3 HeadObject. @throws AwsError NotFound, PermanentRedirect; NotImplemented as for {@link getObject} */
export function headObject(input: Given<HeadObjectRequest>, world: World, call: Call): HeadObjectOutput {
  const { object, content, bucket } = findObject(input, world, call);
  return headersOf(bucket, object, content, Buffer.from(content.base64, 'base64'), input);
}

/**
 * S3 DeleteObject: the bucket no longer has it. Rules here do not copy delete markers, so a copy of it stays.
 * @throws AwsError NoSuchBucket, PermanentRedirect; NotImplemented for versions and conditions
 */
export function deleteObject(input: Given<DeleteObjectRequest>, world: World, call: Call): DeleteObjectOutput {
  const bucket = findBucketHere(world, call, input.Bucket);
  refuseMembers(call, input, ['Bucket', 'Key']);
  requireKey(input.Key);
  const { sequence } = keep(world, bucket, input.Key, null, call);
  return bucket.versioning === 'off' ? {} : { DeleteMarker: true, ...versionOf(bucket, sequence) };
}

function findObject(input: Asked, world: World, call: Call) {
  const bucket = findBucketHere(world, call, input.Bucket);
  requireOwner(input.ExpectedBucketOwner, call);
  refuseMembers(call, input, ['Bucket', 'Key', 'ChecksumMode', 'ExpectedBucketOwner']);
  const object = world.keptItem(resourceOf(world, bucket, call), bucket.region, input.Key);
  if (object !== undefined) {
    // The text is what `putObject` wrote.
    return { bucket, object, content: JSON.parse(object.value) as ObjectContent };
  }
  // The head of an answer has no room for a code.
  if (call.operation === 'HeadObject') throw new AwsError('NotFound', 'Not Found', 404);
  throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: input.Key });
}

function headersOf(
  bucket: SimulatedBucket,
  object: KeptItem,
  content: ObjectContent,
  body: Buffer,
  { ChecksumMode }: Asked,
) {
  return {
    ContentLength: body.byteLength,
    ContentType: content.contentType,
    ETag: `"${createHash('md5').update(body).digest('hex')}"`,
    LastModified: new Date(object.writtenAt),
    Metadata: content.metadata,
    ...versionOf(bucket, object.sequence),
    ...(ChecksumMode === 'ENABLED' && content.sha256 !== undefined && { ChecksumSHA256: content.sha256 }),
    AcceptRanges: 'none',
    ...replicationOf(bucket, object),
  };
}

const statuses = { pending: 'PENDING', done: 'COMPLETED', failed: 'FAILED' } as const;

function replicationOf(
  bucket: SimulatedBucket,
  object: KeptItem,
): { readonly ReplicationStatus: ReplicationStatus } | undefined {
  if (object.source !== bucket.region) return { ReplicationStatus: 'REPLICA' };
  return bucket.replication === undefined ? undefined : { ReplicationStatus: statuses[object.replication] };
}

function keep(world: World, bucket: SimulatedBucket, key: string, value: string | null, call: Call) {
  const write = {
    resource: resourceOf(world, bucket, call),
    region: bucket.region,
    key,
    value,
    ...(value === null && { stays: true as const }),
  };
  return keepOrRefuse(world, write, (message) => new AwsError('ServiceUnavailable', message, 503));
}

/** Two buckets of a rule are copies of one store, which goes by the name of the source. */
function resourceOf(world: World, bucket: SimulatedBucket, call: Call): string {
  if (bucket.isMade === true) return resourceOfMade(bucket.name);
  const source = world.buckets(accountOf(call)).find((each) => each.replication?.targetBucket === bucket.name);
  return source?.name ?? bucket.name;
}

function versionOf({ name, versioning }: SimulatedBucket, sequence: number) {
  return versioning === 'off' ? undefined : { VersionId: stableHex(`${name}:version:${sequence}`, 32) };
}

function requireKey(key: string): void {
  if (Buffer.byteLength(key) > mostKeyBytes) throw new AwsError('KeyTooLongError', 'Your key is too long', 400);
}
