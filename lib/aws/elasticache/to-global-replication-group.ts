import type {
  GlobalReplicationGroup as WireGroup,
  GlobalReplicationGroupMember as WireMember,
} from '@aws-sdk/client-elasticache';
import { type Notice, toEach } from '../notices';
import type { GlobalReplicationGroup, GlobalReplicationGroupMember } from './readings';

export function toGlobalReplicationGroup(wire: WireGroup, notice: Notice): GlobalReplicationGroup | 'incomplete' {
  if (!wire.GlobalReplicationGroupId) return 'incomplete';
  return {
    identifier: wire.GlobalReplicationGroupId,
    status: wire.Status ?? 'unknown',
    members: toEach(wire.Members ?? [], toMember, notice, 'members of global datastores'),
  };
}

function toMember(wire: WireMember): GlobalReplicationGroupMember | 'incomplete' {
  const { ReplicationGroupId: replicationGroupId, ReplicationGroupRegion: region } = wire;
  if (!replicationGroupId || !region) return 'incomplete';
  const role = wire.Role?.toLowerCase();
  return {
    replicationGroupId,
    region,
    role: role === 'primary' || role === 'secondary' ? role : 'unknown',
    status: wire.Status ?? 'unknown',
  };
}
