import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator, testNow } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let seconds = 0;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

const s3In = (region: string) => new S3Client({ ...clientConfig(simulator, region), forcePathStyle: true });
const east = { region: 'us-east-1', Bucket: 'acme-media-use1' };
const west = { region: 'us-west-2', Bucket: 'acme-media-usw2' };
type Place = typeof east;

function pass(more: number): void {
  seconds += more;
  simulator.world.advanceTo(testNow + seconds * 1000);
}

const put = ({ region, Bucket }: Place, Key: string, Body: string | Uint8Array) =>
  s3In(region).send(
    new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json', Metadata: { by: 'test' } }),
  );
const get = ({ region, Bucket }: Place, Key: string) => s3In(region).send(new GetObjectCommand({ Bucket, Key }));
const head = ({ region, Bucket }: Place, Key: string) => s3In(region).send(new HeadObjectCommand({ Bucket, Key }));
const textOf = async (place: Place, Key: string) => (await get(place, Key)).Body?.transformToString();

const markerKey = '.antipode/marker/us-east-1';

it('an object is in its bucket at once, and in the copy once the objects of its second are', async () => {
  const body = '{"writtenAt":1234567890000}';
  const { ETag } = await put(east, markerKey, body);
  expect(await textOf(east, markerKey)).toBe(body);
  expect(await head(east, markerKey)).toMatchObject({
    ContentLength: body.length,
    ContentType: 'application/json',
    ETag,
    LastModified: new Date(testNow),
    Metadata: { by: 'test' },
    ReplicationStatus: 'PENDING',
  });
  await expect(get(west, markerKey)).rejects.toBeInstanceOf(NoSuchKey);
  await expect(head(west, markerKey)).rejects.toMatchObject({ name: 'NotFound' });
  pass(4);
  await expect(get(west, markerKey)).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } });
  pass(26);
  expect(await textOf(west, markerKey)).toBe(body);
  expect((await head(west, markerKey)).ReplicationStatus).toBe('REPLICA');
  expect((await head(east, markerKey)).ReplicationStatus).toBe('COMPLETED');
});

it('without replication time control it takes minutes', async () => {
  const from = { region: 'us-east-1', Bucket: 'acme-audit-use1' };
  const to = { region: 'us-west-2', Bucket: 'acme-audit-usw2' };
  await put(from, 'a', 'b');
  pass(60);
  await expect(get(to, 'a')).rejects.toBeInstanceOf(NoSuchKey);
  pass(300);
  expect(await textOf(to, 'a')).toBe('b');
});

it('a stalled replication freezes what the copy holds', async () => {
  await put(east, 'frozen', 'before');
  pass(30);
  simulator.world.injectFault({ kind: 'replication-stalled', workload: 'media', store: 'originals' });
  await put(east, 'frozen', 'after');
  pass(600);
  expect(await textOf(west, 'frozen')).toBe('before');
  simulator.world.healFaults({});
  pass(120);
  expect(await textOf(west, 'frozen')).toBe('after');
});

it('bytes come back as they were, and an empty object is one', async () => {
  const bytes = new Uint8Array([0, 255, 128, 10]);
  await put(east, 'a key/with ünïcode+signs', bytes);
  expect(await (await get(east, 'a key/with ünïcode+signs')).Body?.transformToByteArray()).toEqual(bytes);
  await put(east, 'empty', '');
  expect(await textOf(east, 'empty')).toBe('');
});

it('a delete stays in its region, as the rule does not copy delete markers', async () => {
  await put(east, 'gone', 'a');
  pass(60);
  await s3In('us-east-1').send(new DeleteObjectCommand({ Bucket: east.Bucket, Key: 'gone' }));
  await expect(get(east, 'gone')).rejects.toBeInstanceOf(NoSuchKey);
  pass(60);
  expect(await textOf(west, 'gone')).toBe('a');
});

it('what is written to the copy is not copied back', async () => {
  await put(west, 'local', 'a');
  pass(600);
  expect(await textOf(west, 'local')).toBe('a');
  expect((await head(west, 'local')).ReplicationStatus).toBeUndefined();
  await expect(get(east, 'local')).rejects.toBeInstanceOf(NoSuchKey);
});

it('a bucket of another region sends its callers there, and one that is not there is not found', async () => {
  await expect(put({ ...east, region: 'us-west-2' }, 'a', 'b')).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
  });
  await expect(get({ ...east, Bucket: 'acme-none' }, 'a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

it('refuses what is too large, and what it does not simulate', async () => {
  await expect(put(east, 'large', 'x'.repeat(64 * 1024 + 1))).rejects.toMatchObject({ name: 'EntityTooLarge' });
  const range = new GetObjectCommand({ ...west, Key: markerKey, Range: 'bytes=0-3' });
  await expect(s3In('us-west-2').send(range)).rejects.toMatchObject({ name: 'NotImplemented' });
  const conditional = new PutObjectCommand({ Bucket: east.Bucket, Key: 'a', Body: 'b', IfNoneMatch: '*' });
  await expect(s3In('us-east-1').send(conditional)).rejects.toMatchObject({ name: 'NotImplemented' });
  for (let count = 0; count < 40; count += 1) await put(east, `big-${count}`, 'x'.repeat(64 * 1024));
  await expect(
    Promise.all(Array.from({ length: 40 }, (_, count) => put(east, `bigger-${count}`, 'x'.repeat(64 * 1024)))),
  ).rejects.toThrow('at most 4 MiB');
});
