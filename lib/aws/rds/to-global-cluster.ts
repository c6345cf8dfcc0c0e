import type { GlobalCluster as WireCluster, GlobalClusterMember as WireMember } from '@aws-sdk/client-rds';
import { parseArn } from '../arn';
import { type Notice, toEach } from '../notices';
import type { GlobalCluster, GlobalClusterMember } from './readings';

export function toGlobalCluster(wire: WireCluster, notice: Notice): GlobalCluster | 'incomplete' {
  if (!wire.GlobalClusterIdentifier) return 'incomplete';
  return {
    identifier: wire.GlobalClusterIdentifier,
    arn: wire.GlobalClusterArn ?? '',
    status: wire.Status ?? 'unknown',
    engine: wire.Engine ?? 'unknown',
    engineVersion: wire.EngineVersion ?? 'unknown',
    members: toEach(wire.GlobalClusterMembers ?? [], toMember, notice, 'members of global clusters'),
    failover: toFailover(wire.FailoverState),
  };
}

/** A member names itself by ARN alone; region and account are read from it. */
function toMember(wire: WireMember): GlobalClusterMember | 'incomplete' {
  const clusterArn = wire.DBClusterArn;
  const parts = clusterArn === undefined ? 'not-an-arn' : parseArn(clusterArn);
  if (clusterArn === undefined || parts === 'not-an-arn' || parts.region === '') return 'incomplete';
  const identifier = parts.resource.replace(/^cluster:/, '');
  return {
    clusterArn,
    clusterIdentifier: identifier,
    region: parts.region,
    accountId: parts.accountId,
    isWriter: wire.IsWriter === true,
    synchronization: wire.SynchronizationStatus ?? 'unknown',
  };
}

function toFailover(wire: WireCluster['FailoverState']): GlobalCluster['failover'] {
  if (wire === undefined) return 'none';
  return {
    status: wire.Status ?? 'unknown',
    fromClusterArn: wire.FromDbClusterArn ?? '',
    toClusterArn: wire.ToDbClusterArn ?? '',
    allowsDataLoss: wire.IsDataLossAllowed === true,
  };
}
