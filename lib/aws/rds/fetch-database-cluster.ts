import { DBClusterNotFoundFault, DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { DatabaseCluster } from './readings';
import { toDatabaseCluster } from './to-database-cluster';

const call: AwsCall<'rds'> = {
  service: 'rds',
  action: 'rds:DescribeDBClusters',
  shows: 'States of Aurora clusters',
};

/** Reads one Aurora cluster by its identifier; `absent` where the region has none of that name. */
export function fetchDatabaseCluster(
  edge: AwsEdge,
  scope: CallScope,
  identifier: string,
): Promise<Answer<DatabaseCluster | 'absent'>> {
  return ask<'rds', DatabaseCluster | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: identifier });
    try {
      const { DBClusters = [] } = await client.send(command, { abortSignal: signal });
      const wire = DBClusters.find((each) => each.DBClusterIdentifier === identifier.toLowerCase());
      return { value: wire === undefined ? 'absent' : toDatabaseCluster(wire, scope.region), notices: [] };
    } catch (error) {
      if (error instanceof DBClusterNotFoundFault) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
