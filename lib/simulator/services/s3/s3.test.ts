import {
  GetBucketLocationCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  paginateListBuckets,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const s3In = (region: string) => new S3Client({ ...clientConfig(simulator, region), forcePathStyle: true });

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

const buckets = [
  'acme-audit-use1',
  'acme-audit-usw2',
  'acme-media-use1',
  'acme-media-usw2',
  'acme-thumbnails-use1',
  'acme-thumbnails-usw2',
];

describe('buckets', () => {
  it('of all regions are listed in any region, page by page and by region', async () => {
    const names: string[] = [];
    for await (const page of paginateListBuckets({ client: s3In('eu-central-1'), pageSize: 4 }, {})) {
      names.push(...(page.Buckets ?? []).map((each) => each.Name ?? ''));
    }
    expect(names).toEqual(buckets);
    const west = await s3In('us-east-1').send(new ListBucketsCommand({ BucketRegion: 'us-west-2', Prefix: 'acme-m' }));
    expect(west.Buckets).toMatchObject([{ Name: 'acme-media-usw2', BucketRegion: 'us-west-2' }]);
    await expect(
      s3In('us-east-1').send(new ListBucketsCommand({ ContinuationToken: 'rubbish' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('say where they are: us-east-1 by saying nothing', async () => {
    const locate = async (Bucket: string) =>
      (await s3In('us-east-1').send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint;
    expect(await locate('acme-media-use1')).toBeUndefined();
    expect(await locate('acme-media-usw2')).toBe('us-west-2');
  });

  it('are versioned, as replication demands', async () => {
    const { Status } = await s3In('us-west-2').send(new GetBucketVersioningCommand({ Bucket: 'acme-audit-usw2' }));
    expect(Status).toBe('Enabled');
  });

  it('answer in their own region, and send callers there from any other', async () => {
    const head = new HeadBucketCommand({ Bucket: 'acme-media-usw2' });
    expect((await s3In('us-west-2').send(head)).BucketRegion).toBe('us-west-2');
    await expect(s3In('us-east-1').send(head)).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
    const replication = new GetBucketReplicationCommand({ Bucket: 'acme-media-use1' });
    await expect(s3In('us-west-2').send(replication)).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $metadata: { httpStatusCode: 301 },
    });
  });

  it('that do not exist are not found', async () => {
    const Bucket = 'acme-none';
    await expect(s3In('us-east-1').send(new GetBucketReplicationCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(s3In('us-east-1').send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('replication rules', () => {
  const ruleOf = async (Bucket: string) =>
    (await s3In('us-east-1').send(new GetBucketReplicationCommand({ Bucket }))).ReplicationConfiguration?.Rules?.[0];

  it('with time control promise 15 minutes and have metrics', async () => {
    expect(await ruleOf('acme-media-use1')).toMatchObject({
      ID: 'rtc',
      Status: 'Enabled',
      Destination: {
        Bucket: 'arn:aws:s3:::acme-media-usw2',
        ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
        Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
      },
    });
  });

  it('without it promise nothing, with metrics or without', async () => {
    expect(await ruleOf('acme-audit-use1')).toMatchObject({
      ID: 'audit',
      Destination: { Metrics: { Status: 'Enabled' } },
    });
    const plain = await ruleOf('acme-thumbnails-use1');
    expect(plain).toMatchObject({ ID: 'plain', Destination: { Bucket: 'arn:aws:s3:::acme-thumbnails-usw2' } });
    expect(plain?.Destination).not.toHaveProperty('Metrics');
    expect(plain?.Destination).not.toHaveProperty('ReplicationTime');
  });

  it('are missing at the bucket that receives', async () => {
    const command = new GetBucketReplicationCommand({ Bucket: 'acme-media-usw2' });
    await expect(s3In('us-west-2').send(command)).rejects.toMatchObject({
      name: 'ReplicationConfigurationNotFoundError',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
