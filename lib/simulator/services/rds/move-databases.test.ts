import {
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeGlobalClustersCommand,
  FailoverGlobalClusterCommand,
  type FailoverGlobalClusterMessage,
  PromoteReadReplicaCommand,
  RDSClient,
  RemoveFromGlobalClusterCommand,
  SwitchoverGlobalClusterCommand,
} from '@aws-sdk/client-rds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld, type World } from '../../world';
import { pass } from '../../world/testing-worlds';

let world: World;
let door: WireDoor;
const rdsIn = (region: string) => new RDSClient(clientConfig(door, region));
const primary = 'arn:aws:rds:us-east-1:111122223333:cluster:checkout-use1';
const secondary = 'arn:aws:rds:us-west-2:111122223333:cluster:checkout-usw2';
const GlobalClusterIdentifier = 'checkout-global';
const input = { GlobalClusterIdentifier, TargetDbClusterIdentifier: secondary };

beforeEach(async () => {
  world = openWorld({ seed: 1, now: testNow });
  door = await serveWorld(world);
  pass(world, 120);
});
afterEach(() => door.close());

async function globalCluster() {
  const { GlobalClusters = [] } = await rdsIn('us-west-2').send(
    new DescribeGlobalClustersCommand({ GlobalClusterIdentifier }),
  );
  return GlobalClusters[0];
}

describe('SwitchoverGlobalCluster', () => {
  it('shows who hands over to whom, and then that it happened', async () => {
    const { GlobalCluster } = await rdsIn('us-east-1').send(new SwitchoverGlobalClusterCommand(input));
    expect(GlobalCluster).toMatchObject({
      Status: 'switching-over',
      FailoverState: {
        Status: 'pending',
        FromDbClusterArn: primary,
        ToDbClusterArn: secondary,
        IsDataLossAllowed: false,
      },
    });
    pass(world, 600);
    const after = await globalCluster();
    expect(after).toMatchObject({
      Status: 'available',
      GlobalClusterMembers: [
        { DBClusterArn: primary, IsWriter: false, Readers: [], SynchronizationStatus: 'connected' },
        { DBClusterArn: secondary, IsWriter: true, Readers: [primary], SynchronizationStatus: 'connected' },
      ],
    });
    expect(after?.FailoverState).toBeUndefined();
  });

  it('is refused elsewhere than in the region of the primary', async () => {
    await expect(rdsIn('us-west-2').send(new SwitchoverGlobalClusterCommand(input))).rejects.toMatchObject({
      name: 'InvalidGlobalClusterStateFault',
    });
  });
});

describe('FailoverGlobalCluster', () => {
  const failover = (region: string, more: Partial<FailoverGlobalClusterMessage>) =>
    rdsIn(region).send(new FailoverGlobalClusterCommand({ ...input, ...more }));

  it('gives the primary up when data loss is allowed; what was lost may be in a snapshot of the old primary', async () => {
    const snapshotsOf = async () => {
      const asked = new DescribeDBClusterSnapshotsCommand({ DBClusterIdentifier: 'checkout-use1' });
      return (await rdsIn('us-east-1').send(asked)).DBClusterSnapshots ?? [];
    };
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 30);
    const { GlobalCluster } = await failover('us-west-2', { AllowDataLoss: true });
    expect(GlobalCluster?.FailoverState).toMatchObject({ Status: 'pending', IsDataLossAllowed: true });
    pass(world, 10);
    expect((await globalCluster())?.FailoverState?.Status).toBe('failing-over');
    pass(world, 120);
    expect((await globalCluster())?.GlobalClusterMembers).toMatchObject([
      { IsWriter: false, SynchronizationStatus: 'pending-resync' },
      { IsWriter: true },
    ]);
    world.healFaults({});
    pass(world, 600);
    const lost = world.truth().stores.find((each) => each.store === 'orders' && each.region === 'us-east-1')?.lost;
    expect(lost).toBeGreaterThan(0);
    for (const snapshot of await snapshotsOf()) {
      expect(snapshot.DBClusterSnapshotIdentifier).toMatch(
        /^rds:unplanned-global-failover-checkout-use1-2026-11-20-\d\d-\d\d-\d\d$/,
      );
      expect(snapshot.Status).toBe('available');
    }
  });

  it('is a switchover where data loss is not allowed, and refuses to be both', async () => {
    await expect(failover('us-west-2', { AllowDataLoss: true, Switchover: true })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    });
    await expect(failover('us-west-2', {})).rejects.toMatchObject({ name: 'InvalidGlobalClusterStateFault' });
    const { GlobalCluster } = await failover('us-east-1', {});
    expect(GlobalCluster?.FailoverState?.IsDataLossAllowed).toBe(false);
  });

  it('is refused in another region than the target, for what does not exist, and while one is under way', async () => {
    const refused = (region: string, more: Partial<FailoverGlobalClusterMessage>, name: string) =>
      expect(failover(region, { AllowDataLoss: true, ...more })).rejects.toMatchObject({ name });
    await refused('us-east-1', {}, 'InvalidDBClusterStateFault');
    await refused('us-west-2', { GlobalClusterIdentifier: 'none' }, 'GlobalClusterNotFoundFault');
    await refused('us-west-2', { TargetDbClusterIdentifier: 'none' }, 'DBClusterNotFoundFault');
    await failover('us-west-2', { AllowDataLoss: true });
    await refused('us-west-2', {}, 'InvalidGlobalClusterStateFault');
    pass(world, 200);
    await refused('us-east-1', { TargetDbClusterIdentifier: primary }, 'InvalidDBClusterStateFault');
  });
});

it('RemoveFromGlobalCluster makes a secondary a cluster of its own, and refuses the primary', async () => {
  const remove = (region: string, DbClusterIdentifier: string) =>
    rdsIn(region).send(new RemoveFromGlobalClusterCommand({ GlobalClusterIdentifier, DbClusterIdentifier }));
  await expect(remove('us-east-1', primary)).rejects.toMatchObject({ name: 'InvalidGlobalClusterStateFault' });
  const { GlobalCluster } = await remove('us-west-2', secondary);
  expect(GlobalCluster?.GlobalClusterMembers).toHaveLength(1);
  pass(world, 600);
  const { DBClusters = [] } = await rdsIn('us-west-2').send(
    new DescribeDBClustersCommand({ DBClusterIdentifier: 'checkout-usw2' }),
  );
  expect(DBClusters[0]).toMatchObject({ Status: 'available' });
  expect(DBClusters[0]?.GlobalClusterIdentifier).toBeUndefined();
  expect(DBClusters[0]?.ReplicationSourceIdentifier).toBeUndefined();
  expect(DBClusters[0]?.DBClusterMembers?.[0]?.IsClusterWriter).toBe(true);
});

describe('PromoteReadReplica', () => {
  const promote = () =>
    rdsIn('us-west-2').send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: 'media-index-usw2' }));
  const instance = async (region: string, DBInstanceIdentifier: string) => {
    const found = await rdsIn(region).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
    return found.DBInstances?.[0];
  };

  it('ends the replication for good, starts the instance again, and leaves the old source to itself', async () => {
    const { DBInstance } = await promote();
    expect(DBInstance).toMatchObject({ DBInstanceStatus: 'modifying' });
    const seen = new Set<string | undefined>();
    for (let passed = 0; passed < 700; passed += 20) {
      pass(world, 20);
      seen.add((await instance('us-west-2', 'media-index-usw2'))?.DBInstanceStatus);
    }
    expect([...seen]).toEqual(['modifying', 'rebooting', 'available']);
    const promoted = await instance('us-west-2', 'media-index-usw2');
    expect(promoted?.ReadReplicaSourceDBInstanceIdentifier).toBeUndefined();
    expect((await instance('us-east-1', 'media-index-use1'))?.ReadReplicaDBInstanceIdentifiers).toEqual([]);
    expect(world.truth().links.some((each) => each.store === 'index')).toBe(false);
    const source = () =>
      world.truth().stores.find((each) => each.store === 'index' && each.region === 'us-east-1')?.committed ?? 0;
    const before = source();
    pass(world, 60);
    expect(source()).toBeGreaterThan(before);
    await expect(promote()).rejects.toMatchObject({
      name: expect.stringMatching(/^InvalidDBInstanceState/),
    });
  });

  it('fails while the replica is being backed up', async () => {
    world.advanceTo(Date.UTC(2026, 10, 21, 4, 1));
    expect((await instance('us-west-2', 'media-index-usw2'))?.DBInstanceStatus).toBe('backing-up');
    await expect(promote()).rejects.toMatchObject({
      name: expect.stringMatching(/^InvalidDBInstanceState/),
    });
    pass(world, 600);
    await promote();
  });
});
