import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, linkTruth, pass, type Reading, readMetric } from './testing-worlds';
import type { World } from './types';

const bornAndLived = (seconds: number, seed = 1) => {
  const world = openWorld({ seed, now: birthOfTests });
  pass(world, seconds);
  return world;
};

function bucketMetric(name: string, region: string, rule: 'rtc' | 'plain' | 'audit'): Reading {
  const bucket = { rtc: 'acme-media', plain: 'acme-thumbnails', audit: 'acme-audit' }[rule];
  return {
    region,
    namespace: 'AWS/S3',
    name,
    dimensions: { SourceBucket: `${bucket}-use1`, DestinationBucket: `${bucket}-usw2`, RuleId: rule },
    statistic: 'Maximum',
  };
}

const replicaLag: Reading = {
  region: 'us-west-2',
  namespace: 'AWS/RDS',
  name: 'ReplicaLag',
  dimensions: { DBInstanceIdentifier: 'media-index-usw2' },
  statistic: 'Maximum',
};

const values = (world: World, reading: Reading) => readMetric(world, reading).map((point) => point.value);
const originals = (world: World) => linkTruth(world, 'originals', 'us-east-1', 'us-west-2');
const replicaState = (world: World) =>
  world.databaseInstances(world.accountId).find((each) => each.replication !== undefined)?.replication?.state;

describe('objects copied to another region', () => {
  const world = bornAndLived(3600);

  it('take seconds with replication time control and minutes without', () => {
    expect(originals(world).lossSeconds).toBeGreaterThan(4);
    expect(originals(world).lossSeconds).toBeLessThan(20);
    for (const store of ['thumbnails', 'audit-files']) {
      const link = linkTruth(world, store, 'us-east-1', 'us-west-2');
      expect(link.lossSeconds).toBeGreaterThan(90);
      expect(link.lossSeconds).toBeLessThan(300);
      expect(link.committed - link.replicated).toBeGreaterThan(50);
    }
  });

  it('are told about by their rule: what is under way in the destination region, what failed in the source region', () => {
    for (const name of ['ReplicationLatency', 'OperationsPendingReplication', 'BytesPendingReplication']) {
      expect(values(world, bucketMetric(name, 'us-west-2', 'rtc')).length).toBeGreaterThan(55);
      expect(values(world, bucketMetric(name, 'us-east-1', 'rtc'))).toEqual([]);
    }
    const failed = bucketMetric('OperationsFailedReplication', 'us-east-1', 'rtc');
    expect(values(world, { ...failed, statistic: 'Sum' }).every((each) => each === 0)).toBe(true);
    expect(values(world, { ...failed, statistic: 'SampleCount' }).length).toBeGreaterThan(55);
    expect(values(world, { ...failed, region: 'us-west-2' })).toEqual([]);
    expect(Math.max(...values(world, bucketMetric('ReplicationLatency', 'us-west-2', 'rtc')))).toBeLessThan(25);
    expect(Math.min(...values(world, bucketMetric('ReplicationLatency', 'us-west-2', 'audit')))).toBeGreaterThan(90);
  });

  it('are told about by nobody where the rule has no metrics', () => {
    for (const { code } of world.regions) {
      const named = world.metrics.list(code, world.accountId).filter((metric) => metric.dimensions.RuleId === 'plain');
      expect(named).toEqual([]);
    }
  });

  it('that were under way are lost with their region, and nothing is published of them', () => {
    const lost = bornAndLived(600);
    lost.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const before = originals(lost);
    pass(lost, 900);
    expect(originals(lost)).toEqual(before);
    expect(before.committed - before.replicated).toBeGreaterThan(10);
    const newest = readMetric(lost, bucketMetric('ReplicationLatency', 'us-west-2', 'rtc')).at(-1)?.at;
    expect(newest).toBeLessThanOrEqual(birthOfTests + 600_000);
  });
});

describe('a MySQL replica in another region', () => {
  it('is at most a second or two behind, by its own account in whole seconds', () => {
    const world = bornAndLived(3600);
    expect(replicaState(world)).toBe('replicating');
    expect(linkTruth(world, 'index', 'us-east-1', 'us-west-2').lossSeconds).toBeLessThan(2);
    const lags = values(world, replicaLag);
    expect(lags.length).toBeGreaterThan(55);
    expect(lags.every((each) => each === 0 || each === 1)).toBe(true);
    expect(values(world, { ...replicaLag, region: 'us-east-1' })).toEqual([]);
  });

  it('that loses its source reads 0 for a minute, and only then -1', () => {
    const world = bornAndLived(610);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 59);
    expect(replicaState(world)).toBe('replicating');
    pass(world, 541);
    expect(replicaState(world)).toBe('error');
    const since = readMetric(world, replicaLag).filter((point) => point.at >= birthOfTests + 600_000);
    expect(since.map((point) => point.value).slice(0, 4)).toEqual([0, -1, -1, -1]);
    world.healFaults({});
    pass(world, 600);
    expect(replicaState(world)).toBe('replicating');
    expect(values(world, replicaLag).at(-1)).toBeLessThan(2);
  });
});

describe('a strongly consistent table', () => {
  const idempotency = (world: World) => linkTruth(world, 'idempotency', 'us-east-1', 'us-west-2');

  it('loses nothing, because what is acknowledged is already elsewhere, and publishes no latency', () => {
    const world = bornAndLived(600);
    expect(idempotency(world).committed).toBeGreaterThan(1000);
    expect(idempotency(world).replicated).toBe(idempotency(world).committed);
    expect(idempotency(world).lossSeconds).toBe(0);
    for (const region of ['us-east-1', 'us-west-2']) {
      const metrics = world.metrics.list(region, world.accountId);
      const own = metrics.filter((each) => each.dimensions.TableName === 'checkout-idempotency');
      expect(own.map((each) => each.name)).toContain('ConsumedWriteCapacityUnits');
      expect(own.map((each) => each.name)).not.toContain('ReplicationLatency');
    }
  });

  it('goes on with two of its three copies, and still loses nothing', () => {
    const world = bornAndLived(600);
    const before = idempotency(world).committed;
    world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    pass(world, 600);
    expect(idempotency(world).committed).toBeGreaterThan(before);
    expect(idempotency(world).lossSeconds).toBe(0);
    world.healFaults({});
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 600);
    expect(idempotency(world).lossSeconds).toBe(0);
  });
});

describe('a cache in three regions', () => {
  it('is less than a second behind in each secondary, which alone says so', () => {
    const world = bornAndLived(3600);
    for (const [region, short] of [
      ['us-west-2', 'usw2'],
      ['eu-central-1', 'euc1'],
    ] as const) {
      const lag: Reading = {
        region,
        namespace: 'AWS/ElastiCache',
        name: 'GlobalDatastoreReplicationLag',
        dimensions: { ReplicationGroupId: `storefront-cache-${short}` },
        statistic: 'Maximum',
      };
      expect(values(world, lag).length).toBeGreaterThan(55);
      expect(Math.max(...values(world, lag))).toBeLessThan(1);
      expect(linkTruth(world, 'cache', 'us-east-1', region).lossSeconds).toBeLessThan(2);
    }
    const published = world.metrics.list('us-east-1', world.accountId);
    expect(published.some((each) => each.name === 'GlobalDatastoreReplicationLag')).toBe(false);
  });
});
