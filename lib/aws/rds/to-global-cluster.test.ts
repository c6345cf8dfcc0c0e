import { describe, expect, test } from 'vitest';
import { toGlobalCluster } from './to-global-cluster';

const arnOf = (region: string, name: string) => `arn:aws:rds:${region}:111122223333:cluster:${name}`;

const wire = {
  GlobalClusterIdentifier: 'checkout-global',
  GlobalClusterArn: 'arn:aws:rds::111122223333:global-cluster:checkout-global',
  Status: 'available',
  Engine: 'aurora-postgresql',
  EngineVersion: '16.6',
  GlobalClusterMembers: [
    { DBClusterArn: arnOf('us-east-1', 'checkout-use1'), IsWriter: true },
    { DBClusterArn: arnOf('us-west-2', 'checkout-usw2'), IsWriter: false, SynchronizationStatus: 'pending-resync' },
  ],
} as const;

function translate(changes: object) {
  const notices: string[] = [];
  const members = [...wire.GlobalClusterMembers];
  const value = toGlobalCluster({ ...wire, GlobalClusterMembers: members, ...changes }, (text) => notices.push(text));
  return { value, notices };
}

describe('an Aurora global cluster', () => {
  test('knows the writer, and each member’s region from its ARN', () => {
    expect(translate({}).value).toMatchObject({
      identifier: 'checkout-global',
      status: 'available',
      failover: 'none',
      members: [
        { clusterIdentifier: 'checkout-use1', region: 'us-east-1', isWriter: true, synchronization: 'unknown' },
        { clusterIdentifier: 'checkout-usw2', region: 'us-west-2', isWriter: false, synchronization: 'pending-resync' },
      ],
    });
  });

  test('that is failing over says from where, to where, and whether loss is allowed', () => {
    const FailoverState = {
      Status: 'failing-over',
      FromDbClusterArn: arnOf('us-east-1', 'checkout-use1'),
      ToDbClusterArn: arnOf('us-west-2', 'checkout-usw2'),
      IsDataLossAllowed: true,
    };
    expect(translate({ FailoverState }).value).toMatchObject({
      failover: {
        status: 'failing-over',
        fromClusterArn: FailoverState.FromDbClusterArn,
        toClusterArn: FailoverState.ToDbClusterArn,
        allowsDataLoss: true,
      },
    });
  });

  test('leaves a member out whose ARN cannot be read, with a notice', () => {
    const { value, notices } = translate({ GlobalClusterMembers: [{ DBClusterArn: 'odd', IsWriter: true }] });
    expect(value).toMatchObject({ members: [] });
    expect(notices).toHaveLength(1);
  });

  test('without an identifier is incomplete', () => {
    expect(translate({ GlobalClusterIdentifier: undefined }).value).toBe('incomplete');
  });
});
