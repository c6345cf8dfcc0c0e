import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator, testNow } from '../../testing/test-simulator';
import { openWorld } from '../../world';
import { worldFolder } from '../../world/testing-worlds';

let simulator: RunningSimulator;
let west: S3Client;

beforeAll(async () => {
  simulator = await startTestSimulator();
  west = s3In('us-west-2');
});
afterAll(() => simulator.stop());

const s3In = (region: string, account?: string) =>
  new S3Client({ ...clientConfig(simulator, region, account), forcePathStyle: true });
const make = (Bucket: string, region: 'us-west-2' | 'eu-central-1' = 'us-west-2') =>
  s3In(region).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }));

it('a bucket that is made is in its region, without versions, and one of the account’s', async () => {
  await make('acme-reports-west');
  const { LocationConstraint } = await west.send(new GetBucketLocationCommand({ Bucket: 'acme-reports-west' }));
  expect(LocationConstraint).toBe('us-west-2');
  expect((await west.send(new GetBucketVersioningCommand({ Bucket: 'acme-reports-west' }))).Status).toBeUndefined();
  const { Buckets } = await west.send(new ListBucketsCommand({ Prefix: 'acme-reports' }));
  expect(Buckets?.map(({ Name }) => Name)).toEqual(['acme-reports-west']);
});

it('whole documents come back from it as they were, with the checksum they were written with', async () => {
  await make('acme-documents');
  const Body = Buffer.alloc(300_000, 'report');
  const ChecksumSHA256 = createHash('sha256').update(Body).digest('base64');
  const object = { Bucket: 'acme-documents', Key: 'a/b.pdf' };
  const owner = { ExpectedBucketOwner: '111122223333' };
  await west.send(new PutObjectCommand({ ...object, ...owner, Body, ChecksumSHA256, ContentType: 'application/pdf' }));
  const head = await west.send(new HeadObjectCommand({ ...object, ...owner, ChecksumMode: 'ENABLED' }));
  expect(head).toMatchObject({ ContentLength: 300_000, ChecksumSHA256, ContentType: 'application/pdf' });
  expect(head.VersionId).toBeUndefined();
  expect((await west.send(new HeadObjectCommand(object))).ChecksumSHA256).toBeUndefined();
  const found = await west.send(new GetObjectCommand(object));
  expect(Buffer.from((await found.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
  await west.send(new PutObjectCommand({ ...object, Body: 'another' }));
  expect(await (await west.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('another');
});

it('refuses what does not match its checksum, and whoever takes it for another’s', async () => {
  await make('acme-checked');
  const object = { Bucket: 'acme-checked', Key: 'a', Body: 'b' };
  const ChecksumSHA256 = createHash('sha256').update('c').digest('base64');
  await expect(west.send(new PutObjectCommand({ ...object, ChecksumSHA256 }))).rejects.toMatchObject({
    name: 'BadDigest',
  });
  await expect(
    west.send(new PutObjectCommand({ ...object, ExpectedBucketOwner: '444455556666' })),
  ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
});

it('is refused where the name is taken or none, where another region is meant, and with what is not simulated', async () => {
  await make('acme-twice');
  await expect(make('acme-twice', 'eu-central-1')).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  await expect(make('acme-media-use1')).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  await expect(make('acme..bad')).rejects.toMatchObject({ name: 'InvalidBucketName' });
  const elsewhere = {
    Bucket: 'acme-elsewhere',
    CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
  } as const;
  await expect(west.send(new CreateBucketCommand(elsewhere))).rejects.toMatchObject({
    name: 'IllegalLocationConstraintException',
  });
  const locked = new CreateBucketCommand({ Bucket: 'acme-locked', ObjectLockEnabledForBucket: true });
  await expect(s3In('us-east-1').send(locked)).rejects.toMatchObject({ name: 'NotImplemented' });
});

it('is there after a restart without a checkpoint, with what is in it', () => {
  const folder = worldFolder();
  const before = openWorld({ seed: 1, folder, now: testNow });
  const { accountId } = before;
  before.createBucket({ accountId, region: 'eu-west-1', name: 'acme-kept' });
  before.keepItem({ resource: 'made-bucket/acme-kept', region: 'eu-west-1', key: 'a', value: '1' });
  const after = openWorld({ seed: 1, folder, now: testNow + 60_000 });
  expect(after.buckets(accountId).at(-1)).toMatchObject({ name: 'acme-kept', region: 'eu-west-1', isMade: true });
  expect(after.keptItem('made-bucket/acme-kept', 'eu-west-1', 'a')?.value).toBe('1');
  after.close();
});
