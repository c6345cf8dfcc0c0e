import { CreateDBInstanceCommand } from '@aws-sdk/client-rds';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { DatabaseCluster } from './readings';

/**
 * Gives an Aurora cluster an instance of a name and class. AWS refuses a name that is taken, so that the name is what makes
 * a second call harmless. Asked for in the cluster's own region: from anywhere else it is refused before it is sent.
 */
export function actCreateInstance(
  edge: AwsEdge,
  scope: CallScope,
  cluster: DatabaseCluster,
  { instance, instanceClass }: { readonly instance: string; readonly instanceClass: string },
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'rds', action: 'rds:CreateDBInstance' }, ({ client, signal }) => {
    requireRegion(scope, cluster.region, `the region of ${cluster.identifier}`);
    const command = new CreateDBInstanceCommand({
      DBInstanceIdentifier: instance,
      DBInstanceClass: instanceClass,
      DBClusterIdentifier: cluster.identifier,
      Engine: cluster.engine,
    });
    return client.send(command, { abortSignal: signal });
  });
}
