import { FailoverGlobalClusterCommand, SwitchoverGlobalClusterCommand } from '@aws-sdk/client-rds';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';
import type { GlobalCluster, GlobalClusterMember } from './readings';
import { requireRegion } from './require-region';

/**
 * Has a member of a healthy global cluster change places with its writer, without loss. Asked for in the region of the
 * present writer: from anywhere else it is refused before it is sent.
 */
export function actSwitchOverGlobalCluster(
  edge: AwsEdge,
  scope: CallScope,
  cluster: GlobalCluster,
  target: GlobalClusterMember,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'rds', action: 'rds:SwitchoverGlobalCluster' }, ({ client, signal }) => {
    const writer = cluster.members.find((member) => member.isWriter);
    requireRegion(scope, writer?.region ?? 'none', `the region that writes ${cluster.identifier}`);
    const command = new SwitchoverGlobalClusterCommand({
      GlobalClusterIdentifier: cluster.identifier,
      TargetDbClusterIdentifier: target.clusterArn,
    });
    return client.send(command, { abortSignal: signal });
  });
}

/**
 * Has a member of a global cluster take over with what has arrived there; the rest is given up. Asked for in the
 * member's own region: from anywhere else it is refused before it is sent.
 */
export function actFailOverGlobalCluster(
  edge: AwsEdge,
  scope: CallScope,
  cluster: GlobalCluster,
  target: GlobalClusterMember,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'rds', action: 'rds:FailoverGlobalCluster' }, ({ client, signal }) => {
    requireRegion(scope, target.region, `the region of ${target.clusterIdentifier}`);
    const command = new FailoverGlobalClusterCommand({
      GlobalClusterIdentifier: cluster.identifier,
      TargetDbClusterIdentifier: target.clusterArn,
      // Without it the call would be a switchover.
      AllowDataLoss: true,
    });
    return client.send(command, { abortSignal: signal });
  });
}
