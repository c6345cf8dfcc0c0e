import { FailoverGlobalReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { GlobalReplicationGroup, GlobalReplicationGroupMember } from './readings';

/**
 * Has a member of a global datastore become its primary with what has arrived there; the rest is given up. Asked for in
 * the member's own region, which answers whatever became of the old one: from anywhere else it is refused before it is
 * sent.
 */
export function actFailOverDatastore(
  edge: AwsEdge,
  scope: CallScope,
  group: GlobalReplicationGroup,
  target: GlobalReplicationGroupMember,
): Promise<ActAnswer> {
  const named = { service: 'elasticache', action: 'elasticache:FailoverGlobalReplicationGroup' } as const;
  return act(edge, scope, named, ({ client, signal }) => {
    requireRegion(scope, target.region, `the region of ${target.replicationGroupId}`);
    const command = new FailoverGlobalReplicationGroupCommand({
      GlobalReplicationGroupId: group.identifier,
      PrimaryRegion: target.region,
      PrimaryReplicationGroupId: target.replicationGroupId,
    });
    return client.send(command, { abortSignal: signal });
  });
}
