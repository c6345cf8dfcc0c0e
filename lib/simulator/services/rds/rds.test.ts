import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeGlobalClustersCommand,
  type DescribeGlobalClustersMessage,
  FailoverDBClusterCommand,
  paginateDescribeDBInstances,
  RDSClient,
} from '@aws-sdk/client-rds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, worldWith } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const rdsIn = (region: string) => new RDSClient(clientConfig(simulator, region));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

describe('DescribeGlobalClusters', () => {
  it('says the same in every member region: who writes, who reads, and whether they are connected', async () => {
    for (const region of ['us-east-1', 'us-west-2']) {
      const { GlobalClusters = [] } = await rdsIn(region).send(
        new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: 'checkout-global' }),
      );
      expect(GlobalClusters).toHaveLength(1);
      expect(GlobalClusters[0]).toMatchObject({
        GlobalClusterArn: 'arn:aws:rds::111122223333:global-cluster:checkout-global',
        Status: 'available',
        Engine: 'aurora-postgresql',
        EngineVersion: '16.6',
      });
      expect(GlobalClusters[0]?.FailoverState).toBeUndefined();
      expect(GlobalClusters[0]?.GlobalClusterMembers).toMatchObject([
        {
          DBClusterArn: 'arn:aws:rds:us-east-1:111122223333:cluster:checkout-use1',
          IsWriter: true,
          Readers: ['arn:aws:rds:us-west-2:111122223333:cluster:checkout-usw2'],
        },
        {
          DBClusterArn: 'arn:aws:rds:us-west-2:111122223333:cluster:checkout-usw2',
          IsWriter: false,
          SynchronizationStatus: 'connected',
        },
      ]);
    }
  });

  it('knows nothing where no member is, and refuses names, filters and markers that do not exist', async () => {
    const { GlobalClusters = [] } = await rdsIn('eu-west-1').send(new DescribeGlobalClustersCommand({}));
    expect(GlobalClusters.map((each) => each.GlobalClusterIdentifier)).toEqual(['eu-accounts-global']);
    const refuse = (input: DescribeGlobalClustersMessage, name: string) =>
      expect(rdsIn('us-east-1').send(new DescribeGlobalClustersCommand(input))).rejects.toMatchObject({ name });
    await refuse({ GlobalClusterIdentifier: 'none' }, 'GlobalClusterNotFoundFault');
    await refuse({ Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue');
    await refuse({ Marker: 'rubbish' }, 'InvalidParameterValue');
    await refuse({ MaxRecords: 5 }, 'InvalidParameterValue');
  });
});

describe('DescribeDBClusters', () => {
  it('describes the cluster of the region, by identifier or ARN, with its writer instance', async () => {
    const arn = 'arn:aws:rds:us-east-1:111122223333:cluster:checkout-use1';
    for (const DBClusterIdentifier of ['checkout-use1', 'CHECKOUT-USE1', arn]) {
      const { DBClusters } = await rdsIn('us-east-1').send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
      expect(DBClusters).toMatchObject([
        {
          DBClusterArn: arn,
          Status: 'available',
          MultiAZ: true,
          GlobalClusterIdentifier: 'checkout-global',
          DBClusterMembers: [
            { DBInstanceIdentifier: 'checkout-use1-1', IsClusterWriter: true },
            { DBInstanceIdentifier: 'checkout-use1-2', IsClusterWriter: false },
          ],
        },
      ]);
    }
  });

  it('names the source of a secondary, where no instance writes', async () => {
    const { DBClusters } = await rdsIn('us-west-2').send(new DescribeDBClustersCommand({}));
    expect(DBClusters?.[0]?.ReplicationSourceIdentifier).toBe(
      'arn:aws:rds:us-east-1:111122223333:cluster:checkout-use1',
    );
    expect(DBClusters?.[0]?.DBClusterMembers?.some((each) => each.IsClusterWriter)).toBe(false);
  });

  it('refuses a cluster of another region as not found', async () => {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: 'checkout-use1' });
    await expect(rdsIn('us-west-2').send(command)).rejects.toMatchObject({
      name: 'DBClusterNotFoundFault',
      message: 'DBCluster checkout-use1 not found.',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('DescribeDBInstances', () => {
  it('lists the instances of a cluster', async () => {
    const Filters = [{ Name: 'db-cluster-id', Values: ['checkout-use1'] }];
    const { DBInstances } = await rdsIn('us-east-1').send(new DescribeDBInstancesCommand({ Filters }));
    expect(DBInstances).toMatchObject([
      { DBInstanceIdentifier: 'checkout-use1-1', DBInstanceStatus: 'available', Endpoint: { Port: 5432 } },
      { DBInstanceIdentifier: 'checkout-use1-2', DBClusterIdentifier: 'checkout-use1' },
    ]);
    const unknown = new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'none' });
    await expect(rdsIn('us-east-1').send(unknown)).rejects.toMatchObject({ name: 'DBInstanceNotFoundFault' });
  });

  it('names the source and the replica of a replication across regions, and what the replica says of it', async () => {
    const one = async (region: string, DBInstanceIdentifier: string) =>
      (await rdsIn(region).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances?.[0];
    const source = await one('us-east-1', 'media-index-use1');
    expect(source).toMatchObject({
      Engine: 'mysql',
      ReadReplicaDBInstanceIdentifiers: ['arn:aws:rds:us-west-2:111122223333:db:media-index-usw2'],
    });
    expect(source?.DBClusterIdentifier).toBeUndefined();
    expect(await one('us-west-2', 'media-index-usw2')).toMatchObject({
      DBInstanceStatus: 'available',
      ReadReplicaSourceDBInstanceIdentifier: 'arn:aws:rds:us-east-1:111122223333:db:media-index-use1',
      StatusInfos: [{ StatusType: 'read replication', Normal: true, Status: 'replicating' }],
    });
  });

  it('pages', async () => {
    const [global] = simulator.world.auroraGlobals(simulator.world.accountId);
    if (global === undefined) throw new Error('the default fleet has an Aurora global cluster');
    const instances = Array.from({ length: 45 }, (_, index) => ({
      identifier: `many-${index}`,
      instanceClass: 'db.r6g.large',
      availabilityZone: 'us-east-1a',
    }));
    const members = global.members.map((member) => ({ ...member, instances }));
    const door = await serveWorld(
      worldWith({ auroraGlobals: () => [{ ...global, members }], databaseInstances: () => [] }),
    );
    const client = new RDSClient(clientConfig(door, 'us-east-1'));
    const sizes: number[] = [];
    for await (const page of paginateDescribeDBInstances({ client, pageSize: 20 }, {})) {
      sizes.push(page.DBInstances?.length ?? 0);
    }
    expect(sizes).toEqual([20, 20, 5]);
    await door.close();
  });
});

it('does not pretend to fail a cluster over within its region', async () => {
  const command = new FailoverDBClusterCommand({ DBClusterIdentifier: 'checkout-usw2' });
  await expect(rdsIn('us-west-2').send(command)).rejects.toMatchObject({
    name: 'NotImplemented',
    $metadata: { httpStatusCode: 501 },
  });
});
