import type { DBInstance } from '@aws-sdk/client-rds';
import { describe, expect, test } from 'vitest';
import { toReplicaSet } from './to-replica-set';

const arnOf = (region: string, name: string) => `arn:aws:rds:${region}:111122223333:db:${name}`;
const source: DBInstance = {
  DBInstanceIdentifier: 'index-use1',
  Engine: 'mysql',
  DBInstanceStatus: 'available',
  ReadReplicaDBInstanceIdentifiers: [arnOf('us-west-2', 'index-usw2')],
};
const replica = (Status: string, Normal: boolean): DBInstance => ({
  DBInstanceIdentifier: 'index-usw2',
  Engine: 'mysql',
  DBInstanceStatus: 'available',
  ReadReplicaSourceDBInstanceIdentifier: arnOf('us-east-1', 'index-use1'),
  StatusInfos: [{ StatusType: 'read replication', Status, Normal, Message: Normal ? undefined : 'Error 1236' }],
});

describe('a source and its read replicas', () => {
  test('are named by the source’s region, which does not know how they replicate', () => {
    expect(toReplicaSet([source], 'index-use1', 'us-east-1')).toMatchObject({
      source: { identifier: 'index-use1', region: 'us-east-1', engine: 'mysql', status: 'available' },
      replicas: [{ identifier: 'index-usw2', region: 'us-west-2', engine: 'mysql', replication: 'unknown' }],
    });
  });

  test('are known to the replica’s region too, so that a lost source leaves them known', () => {
    expect(toReplicaSet([replica('replicating', true)], 'index-use1', 'us-west-2')).toMatchObject({
      source: { identifier: 'index-use1', region: 'us-east-1', engine: 'mysql', status: 'unknown' },
      replicas: [{ identifier: 'index-usw2', region: 'us-west-2', replication: 'replicating', message: '' }],
    });
  });

  test.each([
    ['replicating', true, 'replicating'],
    ['error', false, 'not-replicating'],
    ['stopped', true, 'not-replicating'],
    ['replicating', false, 'not-replicating'],
    ['pondering', true, 'unknown'],
  ] as const)('a replica that is %s (normal: %s) is %s', (status, normal, replication) => {
    const set = toReplicaSet([replica(status, normal)], 'index-use1', 'us-west-2');
    expect(set === 'absent' ? set : set.replicas[0]?.replication).toBe(replication);
  });

  test('whose roles have changed hands are told by whoever follows and whoever is followed now', () => {
    const turned: DBInstance = {
      DBInstanceIdentifier: 'index-use1',
      Engine: 'mysql',
      DBInstanceStatus: 'available',
      ReadReplicaSourceDBInstanceIdentifier: arnOf('us-west-2', 'index-usw2'),
      StatusInfos: [{ StatusType: 'read replication', Status: 'replicating', Normal: true }],
    };
    expect(toReplicaSet([turned], 'index-use1', 'us-east-1')).toMatchObject({
      source: { identifier: 'index-usw2', region: 'us-west-2' },
      replicas: [{ identifier: 'index-use1', region: 'us-east-1', replication: 'replicating' }],
    });
    const writer: DBInstance = {
      DBInstanceIdentifier: 'index-usw2',
      Engine: 'mysql',
      DBInstanceStatus: 'available',
      ReadReplicaDBInstanceIdentifiers: [arnOf('us-east-1', 'index-use1')],
    };
    expect(toReplicaSet([writer], 'index-use1', 'us-west-2')).toMatchObject({
      source: { identifier: 'index-usw2', region: 'us-west-2', status: 'available' },
      replicas: [{ identifier: 'index-use1', region: 'us-east-1', replication: 'unknown' }],
    });
  });

  test('are told from their middle where the declared one is followed and follows', () => {
    const middle = { ...source, ReadReplicaSourceDBInstanceIdentifier: arnOf('eu-west-1', 'index-euw1') };
    expect(toReplicaSet([middle], 'index-use1', 'us-east-1')).toMatchObject({
      source: { identifier: 'index-use1' },
      replicas: [{ identifier: 'index-usw2', region: 'us-west-2' }],
    });
  });

  test('are absent where the region has neither', () => {
    expect(toReplicaSet([{ DBInstanceIdentifier: 'other' }], 'index-use1', 'us-west-2')).toBe('absent');
  });
});
