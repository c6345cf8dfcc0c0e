import { type DBInstance, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { ReplicaSet } from './readings';
import { toReplicaSet } from './to-replica-set';

const call: AwsCall<'rds'> = {
  service: 'rds',
  action: 'rds:DescribeDBInstances',
  shows: 'States of database read replicas',
};

/**
 * Reads the pair that a database instance belongs to, whichever of the two takes writes now, as far as the region knows it:
 * the source's region names the replicas, a replica's region says whether it replicates. `absent` where the region has
 * neither.
 */
export function fetchReplica(edge: AwsEdge, scope: CallScope, name: string): Promise<Answer<ReplicaSet | 'absent'>> {
  return ask<'rds', ReplicaSet | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const instances = await pageThrough<DBInstance, string>(async (marker) => {
      const command = new DescribeDBInstancesCommand({ Marker: marker, MaxRecords: 100 });
      const output = await client.send(command, { abortSignal: signal });
      return { items: output.DBInstances ?? [], next: toNext(output.Marker) };
    });
    return { value: toReplicaSet(instances, name, scope.region), notices: [] };
  });
}
