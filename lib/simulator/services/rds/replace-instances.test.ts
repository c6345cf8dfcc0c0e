import {
  CreateDBInstanceReadReplicaCommand,
  type CreateDBInstanceReadReplicaMessage,
  DeleteDBInstanceCommand,
  type DeleteDBInstanceMessage,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  PromoteReadReplicaCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld, type World } from '../../world';
import { buildFleet } from '../../world/build-fleet';
import { defaultFleet } from '../../world/default-fleet';
import { linkTruth, pass, readMetric, worldFolder } from '../../world/testing-worlds';

let world: World;
let door: WireDoor;
const rdsIn = (region: string) => new RDSClient(clientConfig(door, region));
const use1 = 'media-index-use1';
const usw2 = 'media-index-usw2';
const arnOf = (region: string, name: string) => `arn:aws:rds:${region}:111122223333:db:${name}`;

beforeEach(async () => {
  world = openWorld({ seed: 1, now: testNow });
  door = await serveWorld(world);
  pass(world, 120);
});
afterEach(() => door.close());

const instance = async (region: string, DBInstanceIdentifier: string) => {
  const found = await rdsIn(region).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  return found.DBInstances?.[0];
};
const promote = async (region: string, DBInstanceIdentifier: string) => {
  await rdsIn(region).send(new PromoteReadReplicaCommand({ DBInstanceIdentifier }));
  pass(world, 700);
};
const remove = (more: Partial<DeleteDBInstanceMessage> = {}, region = 'us-east-1') =>
  rdsIn(region).send(
    new DeleteDBInstanceCommand({ DBInstanceIdentifier: use1, FinalDBSnapshotIdentifier: 'kept', ...more }),
  );
const create = (more: Partial<CreateDBInstanceReadReplicaMessage> = {}, region = 'us-east-1') =>
  rdsIn(region).send(
    new CreateDBInstanceReadReplicaCommand({
      DBInstanceIdentifier: use1,
      SourceDBInstanceIdentifier: arnOf('us-west-2', usw2),
      KmsKeyId: 'alias/aws/rds',
      ...more,
    }),
  );
/** The old source is gone and nothing follows the new writer. */
const standAlone = async () => {
  await promote('us-west-2', usw2);
  await remove();
  pass(world, 900);
};
const index = (region: string) => {
  const found = world.truth().stores.find((each) => each.store === 'index' && each.region === region);
  if (found === undefined) throw new Error(`index has no writes in ${region}`);
  return found;
};
const named = (code: string) => ({ name: expect.stringMatching(new RegExp(`^${code}(Fault)?$`)) });

describe('DeleteDBInstance', () => {
  it('keeps a final snapshot, takes minutes, and leaves nothing that could be read or written', async () => {
    await promote('us-west-2', usw2);
    const { DBInstance } = await remove();
    expect(DBInstance).toMatchObject({ DBInstanceIdentifier: use1, DBInstanceStatus: 'deleting' });
    const snapshot = async () => {
      const found = await rdsIn('us-east-1').send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'kept' }));
      return found.DBSnapshots?.[0];
    };
    expect(await snapshot()).toMatchObject({ Status: 'creating', DBInstanceIdentifier: use1, SnapshotType: 'manual' });
    const { committed } = index('us-east-1');
    pass(world, 180);
    expect((await instance('us-east-1', use1))?.DBInstanceStatus).toBe('deleting');
    pass(world, 700);
    await expect(instance('us-east-1', use1)).rejects.toMatchObject(named('DBInstanceNotFound'));
    expect(await snapshot()).toMatchObject({ Status: 'available' });
    expect(index('us-east-1').committed).toBe(committed);
    expect(index('us-west-2').committed).toBeGreaterThan(0);
  });

  it('makes the copy that stands alone the one that every application writes to', async () => {
    await promote('us-west-2', usw2);
    const lost = index('us-east-1').committed - index('us-east-1').replicated;
    expect(lost).toBeGreaterThan(0);
    await remove();
    const before = index('us-west-2').committed;
    pass(world, 60);
    expect(index('us-west-2').committed).toBeGreaterThan(before);
    // What the old source took after the promotion is in its snapshot, and in no database.
    expect(index('us-east-1').lost).toBeGreaterThanOrEqual(lost);
  });

  it('refuses what RDS refuses: no snapshot said, a name that is taken, an instance that goes already or is not there', async () => {
    await promote('us-west-2', usw2);
    await expect(remove({ FinalDBSnapshotIdentifier: undefined })).rejects.toMatchObject(
      named('InvalidParameterCombination'),
    );
    await expect(remove({ SkipFinalSnapshot: true })).rejects.toMatchObject(named('InvalidParameterCombination'));
    await expect(remove({ DBInstanceIdentifier: 'nobody' })).rejects.toMatchObject(named('DBInstanceNotFound'));
    await expect(remove({}, 'us-west-2')).rejects.toMatchObject(named('DBInstanceNotFound'));
    expect((await instance('us-east-1', use1))?.DBInstanceStatus).toBe('available');
    await remove();
    await expect(remove({ FinalDBSnapshotIdentifier: 'another' })).rejects.toMatchObject(
      named('InvalidDBInstanceState'),
    );
    pass(world, 900);
    await create();
    pass(world, 20_000);
    await promote('us-east-1', use1);
    await expect(remove()).rejects.toMatchObject(named('DBSnapshotAlreadyExists'));
    await expect(
      rdsIn('us-east-1').send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'none' })),
    ).rejects.toMatchObject(named('DBSnapshotNotFound'));
  });

  it('takes no final snapshot of a replica', async () => {
    const replica = { DBInstanceIdentifier: usw2 };
    await expect(remove(replica, 'us-west-2')).rejects.toMatchObject(named('InvalidParameterCombination'));
    await remove({ ...replica, FinalDBSnapshotIdentifier: undefined, SkipFinalSnapshot: true }, 'us-west-2');
    pass(world, 900);
    await expect(instance('us-west-2', usw2)).rejects.toMatchObject(named('DBInstanceNotFound'));
    expect((await instance('us-east-1', use1))?.ReadReplicaDBInstanceIdentifiers).toEqual([]);
  });

  it('deletes nothing that is protected from it', async () => {
    const workloads = defaultFleet.workloads.map((each) => ({
      ...each,
      stores: each.stores.map((store) =>
        store.kind === 'rds-replica' ? { ...store, deletionProtection: true as const } : store,
      ),
    }));
    const guarded = openWorld({ seed: 1, now: testNow, fleet: buildFleet({ ...defaultFleet, workloads }) });
    const other = await serveWorld(guarded);
    const client = new RDSClient(clientConfig(other, 'us-east-1'));
    const asked = new DeleteDBInstanceCommand({ DBInstanceIdentifier: use1, FinalDBSnapshotIdentifier: 'kept' });
    await expect(client.send(asked)).rejects.toMatchObject(named('InvalidParameterCombination'));
    await other.close();
  });
});

describe('CreateDBInstanceReadReplica', () => {
  it('takes hours, and begins to follow with all that was written meanwhile before it', async () => {
    await standAlone();
    const begunAt = world.now;
    const { DBInstance } = await create();
    expect(DBInstance).toMatchObject({
      DBInstanceStatus: 'creating',
      ReadReplicaSourceDBInstanceIdentifier: arnOf('us-west-2', usw2),
    });
    expect(DBInstance?.StatusInfos ?? []).toEqual([]);
    expect((await instance('us-west-2', usw2))?.ReadReplicaDBInstanceIdentifiers).toEqual([arnOf('us-east-1', use1)]);
    expect(world.truth().links.some((each) => each.store === 'index')).toBe(false);
    let status: string | undefined = 'creating';
    let behind = 0;
    while (status === 'creating' && world.now < begunAt + 20_000_000) {
      pass(world, 30);
      status = (await instance('us-east-1', use1))?.DBInstanceStatus;
      if (status === 'available') behind = linkTruth(world, 'index', 'us-west-2', 'us-east-1').lossSeconds;
    }
    expect((world.now - begunAt) / 3_600_000).toBeGreaterThan(1.4);
    expect((world.now - begunAt) / 3_600_000).toBeLessThan(4.1);
    expect(behind).toBeGreaterThan(60);
    expect((await instance('us-east-1', use1))?.StatusInfos).toMatchObject([{ Status: 'replicating', Normal: true }]);
    pass(world, 1800);
    expect(linkTruth(world, 'index', 'us-west-2', 'us-east-1').lossSeconds).toBeLessThan(5);
    const lag = readMetric(world, {
      region: 'us-east-1',
      namespace: 'AWS/RDS',
      name: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: use1 },
      statistic: 'Maximum',
      minutes: 40,
    });
    expect(Math.max(...lag.map(({ value }) => value))).toBeGreaterThan(60);
    expect(lag.at(-1)?.value).toBeLessThan(5);
  });

  it('is whole: promoted in its turn once it has caught up, nothing that the other one took is missing', async () => {
    await standAlone();
    await create();
    pass(world, 20_000);
    const before = index('us-west-2');
    expect(before.lost).toBe(0);
    expect(before.committed - before.replicated).toBeLessThan(60);
    await promote('us-east-1', use1);
    await remove({ DBInstanceIdentifier: usw2, FinalDBSnapshotIdentifier: 'kept-usw2' }, 'us-west-2');
    pass(world, 900);
    await create({ DBInstanceIdentifier: usw2, SourceDBInstanceIdentifier: arnOf('us-east-1', use1) }, 'us-west-2');
    pass(world, 20_000);
    expect(linkTruth(world, 'index', 'us-east-1', 'us-west-2').lossSeconds).toBeLessThan(5);
    expect((await instance('us-east-1', use1))?.ReadReplicaDBInstanceIdentifiers).toEqual([arnOf('us-west-2', usw2)]);
  });

  it('refuses what RDS refuses: a name that is taken, a source that is not there or no writer, a key that is none here', async () => {
    await expect(create()).rejects.toMatchObject(named('DBInstanceAlreadyExists'));
    await standAlone();
    await expect(create({ SourceDBInstanceIdentifier: arnOf('us-west-2', 'nobody') })).rejects.toMatchObject(
      named('DBInstanceNotFound'),
    );
    await expect(create({ KmsKeyId: undefined })).rejects.toMatchObject(named('InvalidParameterCombination'));
    await expect(create({ KmsKeyId: 'alias/of-nobody' })).rejects.toMatchObject(named('KMSKeyNotAccessible'));
    await expect(create({ DBInstanceIdentifier: 'another-name' })).rejects.toMatchObject(
      named('InvalidParameterCombination'),
    );
    await create();
    await expect(create()).rejects.toMatchObject(named('DBInstanceAlreadyExists'));
    await expect(remove()).rejects.toMatchObject(named('InvalidDBInstanceState'));
  });

  it('of a source that is being promoted is refused until it is available', async () => {
    await promote('us-west-2', usw2);
    await remove();
    pass(world, 900);
    await create();
    pass(world, 20_000);
    await rdsIn('us-east-1').send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: use1 }));
    await remove({ DBInstanceIdentifier: usw2, FinalDBSnapshotIdentifier: 'kept-usw2' }, 'us-west-2');
    pass(world, 30);
    const back = { DBInstanceIdentifier: usw2, SourceDBInstanceIdentifier: arnOf('us-east-1', use1) };
    await expect(create(back, 'eu-west-1')).rejects.toMatchObject(named('InvalidDBInstanceState'));
  });

  it('survives the simulator: opened again from its folder, it goes on as it would have', () => {
    const folder = worldFolder();
    const first = openWorld({ seed: 1, now: testNow, folder });
    pass(first, 120);
    first.changeDatabase({ kind: 'promote', resource: use1, target: 'us-west-2' });
    pass(first, 700);
    const deletion = { kind: 'delete-instance', resource: use1, target: 'us-east-1', instance: use1 } as const;
    first.changeDatabase({ ...deletion, snapshot: 'kept' });
    pass(first, 900);
    first.changeDatabase({ kind: 'create-replica', resource: usw2, target: 'us-east-1', instance: use1 });
    pass(first, 60);
    first.close();
    const second = openWorld({ seed: 1, now: first.now, folder });
    pass(first, 16_000);
    pass(second, 16_000);
    expect(second.databaseInstances(second.accountId)).toEqual(first.databaseInstances(first.accountId));
    expect(second.instanceSnapshots(second.accountId)).toMatchObject([{ identifier: 'kept', status: 'available' }]);
    expect(second.truth().links).toEqual(first.truth().links);
    second.close();
  });
});
