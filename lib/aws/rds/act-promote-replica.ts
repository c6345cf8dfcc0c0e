import { PromoteReadReplicaCommand } from '@aws-sdk/client-rds';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { DatabaseInstance } from './readings';

/**
 * Has a read replica stop following for good, restart and take writes. Asked for in the replica's own region: from
 * anywhere else it is refused before it is sent. AWS refuses an instance that is no replica, or that is being backed up.
 */
export function actPromoteReplica(edge: AwsEdge, scope: CallScope, replica: DatabaseInstance): Promise<ActAnswer> {
  return act(edge, scope, { service: 'rds', action: 'rds:PromoteReadReplica' }, ({ client, signal }) => {
    requireRegion(scope, replica.region, `the region of ${replica.identifier}`);
    const command = new PromoteReadReplicaCommand({ DBInstanceIdentifier: replica.identifier });
    return client.send(command, { abortSignal: signal });
  });
}
