import { DBInstanceNotFoundFault, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { DatabaseInstance } from './readings';
import { toDatabaseInstance } from './to-database-instance';

const call: AwsCall<'rds'> = {
  service: 'rds',
  action: 'rds:DescribeDBInstances',
  shows: 'States of database instances',
};

/** Reads one database instance by its identifier; `absent` where the region has none of that name. */
export function fetchDatabaseInstance(
  edge: AwsEdge,
  scope: CallScope,
  identifier: string,
): Promise<Answer<DatabaseInstance | 'absent'>> {
  return ask<'rds', DatabaseInstance | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier });
    try {
      const { DBInstances = [] } = await client.send(command, { abortSignal: signal });
      const wire = DBInstances.find((each) => each.DBInstanceIdentifier === identifier.toLowerCase());
      return { value: wire === undefined ? 'absent' : toDatabaseInstance(wire, scope.region), notices: [] };
    } catch (error) {
      if (error instanceof DBInstanceNotFoundFault) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
