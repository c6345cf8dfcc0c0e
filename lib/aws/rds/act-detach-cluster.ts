import { RemoveFromGlobalClusterCommand } from '@aws-sdk/client-rds';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { DatabaseCluster } from './readings';

/**
 * Has a secondary leave its global cluster and become a cluster of its own that takes writes, with what has arrived there.
 * There is no way back but a new copy. Asked for in the cluster's own region: from anywhere else it is refused before it is
 * sent.
 */
export function actDetachCluster(
  edge: AwsEdge,
  scope: CallScope,
  globalCluster: string,
  cluster: DatabaseCluster,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'rds', action: 'rds:RemoveFromGlobalCluster' }, ({ client, signal }) => {
    requireRegion(scope, cluster.region, `the region of ${cluster.identifier}`);
    const command = new RemoveFromGlobalClusterCommand({
      GlobalClusterIdentifier: globalCluster,
      DbClusterIdentifier: cluster.arn,
    });
    return client.send(command, { abortSignal: signal });
  });
}
