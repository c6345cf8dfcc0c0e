import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import {
  auroraLag,
  birthOfTests,
  linkTruth,
  pass,
  portrayWorld,
  type Reading,
  readMetric,
  tableLatency,
} from './testing-worlds';
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

describe('a stalled replication', () => {
  function stalledWorld(workload: string, store: string, seconds: number, ends: { target?: string } = {}): World {
    const world = bornAndLived(600);
    world.injectFault({ kind: 'replication-stalled', workload, store, ...ends });
    pass(world, seconds);
    return world;
  }
  const others = (world: World, store: string) =>
    world.truth().links.filter((each) => each.store !== store && !['thumbnails', 'audit-files'].includes(each.store));

  it('of objects lets them pile up while they go on being written: waiting and lag grow in the metrics', () => {
    const world = stalledWorld('media', 'originals', 3600);
    expect(originals(world).lossSeconds).toBeGreaterThan(3590);
    const waiting = originals(world).committed - originals(world).replicated;
    expect(waiting).toBeGreaterThan(1000);
    const latency = values(world, bucketMetric('ReplicationLatency', 'us-west-2', 'rtc'));
    expect(latency.at(-1)).toBeGreaterThan(3300);
    const pending = values(world, bucketMetric('OperationsPendingReplication', 'us-west-2', 'rtc'));
    expect(pending.at(-1)).toBeGreaterThan(waiting * 0.9);
    expect(pending.at(-1)).toBeLessThanOrEqual(waiting);
    const bytes = values(world, bucketMetric('BytesPendingReplication', 'us-west-2', 'rtc'));
    expect(bytes.at(-1)).toBe((pending.at(-1) ?? Number.NaN) * 2_400_000);
    expect(world.alarms('us-west-2', world.accountId).filter((each) => each.state === 'ALARM')).toMatchObject([
      { name: 'media-originals-replication-latency' },
    ]);
  });

  it('leaves every other store, every region and every user alone, and AWS Health says nothing', () => {
    const world = stalledWorld('media', 'originals', 3600);
    for (const link of others(world, 'originals')) expect(link.lossSeconds).toBeLessThan(3);
    for (const { servedShare } of world.truth().users) expect(servedShare).toBeGreaterThan(0.99);
    expect(world.regions.every(({ code }) => world.regionAnswers(code))).toBe(true);
    expect(world.healthEvents()).toEqual([]);
  });

  it('drains once it goes on, and nothing was lost', () => {
    const world = stalledWorld('media', 'originals', 3600);
    world.healFaults({ kind: 'replication-stalled', workload: 'media', store: 'originals' });
    pass(world, 300);
    expect(originals(world).lossSeconds).toBeLessThan(20);
    expect(originals(world).committed - originals(world).replicated).toBeLessThan(100);
  });

  it('of a MySQL replica reads 0 for a minute and then -1, and the replica says that it is broken', () => {
    const world = stalledWorld('media', 'index', 900);
    const since = readMetric(world, replicaLag).filter((point) => point.at >= birthOfTests + 540_000);
    expect(since.map((point) => point.value)).not.toContain(60);
    expect(since.at(-1)?.value).toBe(-1);
    expect(replicaState(world)).toBe('error');
    const west = world.alarms('us-west-2', world.accountId);
    expect(west.find((each) => each.name === 'media-index-usw2-replica-lag')?.state).toBe('OK');
  });

  it('of Aurora shows its growing lag; of a table it shows nothing at all, because nothing arrives', () => {
    const aurora = stalledWorld('checkout', 'orders', 900);
    expect(values(aurora, auroraLag).at(-1)).toBeGreaterThan(600_000);
    const table = stalledWorld('storefront', 'sessions', 900, { target: 'us-west-2' });
    const newest = readMetric(table, tableLatency('us-east-1', 'us-west-2')).at(-1)?.at;
    expect(newest).toBeLessThan(birthOfTests + 600_000);
    expect(readMetric(table, tableLatency('us-east-1', 'eu-central-1')).at(-1)?.at).toBeGreaterThan(
      birthOfTests + 1_200_000,
    );
    expect(linkTruth(table, 'sessions', 'us-east-1', 'us-west-2').lossSeconds).toBeGreaterThan(890);
    expect(linkTruth(table, 'sessions', 'us-west-2', 'us-east-1').lossSeconds).toBeLessThan(3);
  });

  it('is refused for what does not exist and for a table that could not go on writing', () => {
    const world = bornAndLived(60);
    const stall = (workload: string, store: string, source?: string) => () =>
      world.injectFault({ kind: 'replication-stalled', workload, store, ...(source !== undefined && { source }) });
    expect(stall('media', 'negatives')).toThrow(
      'No store "negatives" of workload "media" can be stalled in this fleet',
    );
    expect(stall('media', 'originals', 'eu-west-1')).toThrow('does not replicate from eu-west-1');
    expect(stall('checkout', 'idempotency')).toThrow('is strongly consistent');
    expect(world.activeFaults()).toEqual([]);
  });
});

describe('a queue whose consumers stop', () => {
  const stall = { kind: 'replication-stalled', workload: 'checkout', store: 'events' } as const;
  const queueMetric = (name: string, region = 'us-east-1'): Reading => ({
    region,
    namespace: 'AWS/SQS',
    name,
    dimensions: { QueueName: 'checkout-events' },
    statistic: 'Maximum',
  });
  const age = queueMetric('ApproximateAgeOfOldestMessage');
  const visible = queueMetric('ApproximateNumberOfMessagesVisible');

  it('keeps its messages: the oldest ages and the backlog grows by all that is sent, and nothing is taken', () => {
    const world = bornAndLived(600);
    world.injectFault(stall);
    pass(world, 1800);
    expect(values(world, age).at(-1)).toBeGreaterThan(1600);
    expect(values(world, age).at(-1)).toBeLessThanOrEqual(1800);
    const sent = values(world, { ...queueMetric('NumberOfMessagesSent'), statistic: 'Sum' });
    expect(values(world, visible).at(-1)).toBeGreaterThan((sent.at(-1) ?? Number.NaN) * 20);
    expect(values(world, { ...queueMetric('NumberOfMessagesDeleted'), statistic: 'Sum' }).slice(-20)).toEqual(
      Array.from({ length: 20 }, () => 0),
    );
    expect(values(world, queueMetric('ApproximateAgeOfOldestMessage', 'us-west-2')).at(-1)).toBeGreaterThan(1600);
    for (const { servedShare } of world.truth().users) expect(servedShare).toBeGreaterThan(0.99);
  });

  it('drains once they go on, and then is as it was', () => {
    const world = bornAndLived(600);
    world.injectFault(stall);
    pass(world, 1800);
    world.healFaults(stall);
    pass(world, 300);
    const taken = values(world, { ...queueMetric('NumberOfMessagesDeleted'), statistic: 'Sum' });
    expect(Math.max(...taken)).toBeGreaterThan(4000);
    expect(values(world, visible).at(-1)).toBeLessThan(Math.max(...values(world, visible)));
    pass(world, 3600);
    expect(values(world, { ...age, minutes: 20 }).every((each) => each < 10)).toBe(true);
    expect(values(world, { ...visible, minutes: 20 }).every((each) => each < 100)).toBe(true);
  });

  it('stops in one region alone when told so, and knows no target', () => {
    const world = bornAndLived(60);
    world.injectFault({ ...stall, source: 'us-east-1' });
    pass(world, 900);
    expect(values(world, age).at(-1)).toBeGreaterThan(700);
    expect(values(world, queueMetric('ApproximateAgeOfOldestMessage', 'us-west-2')).at(-1)).toBeLessThan(10);
    expect(() => world.injectFault({ ...stall, source: 'us-east-1', target: 'us-west-2' })).toThrow(
      'nothing replicates',
    );
    expect(() => world.injectFault({ ...stall, source: 'eu-west-1' })).toThrow('known: us-east-1, us-west-2');
  });

  it('piles up and drains the same however time is cut', () => {
    const [whole, cut] = [3, 3].map((seed) => openWorld({ seed, now: birthOfTests }));
    if (whole === undefined || cut === undefined) throw new Error('Two worlds were opened.');
    for (const world of [whole, cut]) {
      const stride = world === whole ? 10_000 : 7;
      const live = (seconds: number) => {
        const end = world.now + seconds * 1000;
        while (world.now < end) world.advanceTo(Math.min(end, world.now + stride * 1000));
      };
      live(95);
      world.injectFault(stall);
      live(4000);
      world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
      live(600);
      world.healFaults({});
      live(900);
    }
    expect(portrayWorld(cut)).toBe(portrayWorld(whole));
  });
});

describe('objects that fail to be copied', () => {
  const fault = { kind: 'objects-failing', workload: 'media', store: 'originals' } as const;
  const failedSum = (world: World) =>
    values(world, { ...bucketMetric('OperationsFailedReplication', 'us-east-1', 'rtc'), statistic: 'Sum' });

  it('are counted by the metric minute by minute, whatever the lag, and are lost with the source', () => {
    const world = bornAndLived(600);
    world.injectFault(fault);
    pass(world, 1800);
    const { failed, committed, replicated, lossSeconds } = originals(world);
    expect(failed).toBeGreaterThan(20);
    expect(committed - replicated).toBeGreaterThan(failed);
    expect(lossSeconds).toBeLessThan(20);
    const told = failedSum(world);
    expect(told.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(told.slice(-20).every((each) => each > 0)).toBe(true);
    world.healFaults(fault);
    pass(world, 300);
    expect(originals(world).failed).toBe(failed);
    expect(failedSum(world).reduce((sum, each) => sum + each, 0)).toBe(failed);
    expect(failedSum(world).at(-1)).toBe(0);
  });

  it('are the same ones however time is cut', () => {
    const [striding, stepping] = [3, 3].map((seed) => {
      const world = openWorld({ seed, now: birthOfTests });
      world.injectFault(fault);
      return world;
    });
    if (striding === undefined || stepping === undefined) throw new Error('Two worlds were opened.');
    for (let second = 1; second <= 1800; second += 1) stepping.advanceTo(birthOfTests + second * 1000);
    striding.advanceTo(birthOfTests + 1_800_000);
    expect(failedSum(stepping)).toEqual(failedSum(striding));
    expect(originals(stepping)).toEqual(originals(striding));
  });

  it('are some of the small objects that are kept, too', () => {
    const world = bornAndLived(60);
    world.injectFault(fault);
    const resource = 'acme-media-use1';
    for (let count = 0; count < 300; count += 1) {
      world.keepItem({ resource, region: 'us-east-1', key: `object-${count}`, value: 'a' });
    }
    pass(world, 120);
    const keys = Array.from({ length: 300 }, (_, count) => `object-${count}`);
    const missing = keys.filter((key) => world.keptItem(resource, 'us-west-2', key) === undefined);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThan(30);
    expect(missing.map((key) => world.keptItem(resource, 'us-east-1', key)?.replication)).toContain('failed');
  });

  it('are refused for a store that copies no objects', () => {
    const world = bornAndLived(60);
    expect(() => world.injectFault({ ...fault, store: 'index' })).toThrow(
      'copies objects in this fleet; known: media originals',
    );
  });
});
