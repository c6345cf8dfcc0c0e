import type { GlobalTableWitnessDescription, ReplicaDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import type { RegionCode } from '../../domain/fleet';
import { type Notice, toEach } from '../notices';
import { toMoment } from '../to-moment';
import {
  type GlobalTable,
  type GlobalTableReplica,
  type ReplicaStatus,
  replicaStatuses,
  type TableWitness,
} from './readings';

/** @param askedRegion AWS may list only the other regions as replicas; the asked one is then added from the table's own state. */
export function toGlobalTable(
  wire: TableDescription,
  askedRegion: RegionCode,
  notice: Notice,
): GlobalTable | 'incomplete' {
  if (!wire.TableName) return 'incomplete';
  const listed = toEach(wire.Replicas ?? [], toReplica, notice, 'replicas');
  const own = { region: askedRegion, status: toReplicaStatus(wire.TableStatus) };
  return {
    name: wire.TableName,
    arn: wire.TableArn ?? '',
    // AWS leaves the mode out for tables that replicate eventually.
    consistency: wire.MultiRegionConsistency === 'STRONG' ? 'strong' : 'eventual',
    replicas: listed.some((replica) => replica.region === askedRegion) ? listed : [own, ...listed],
    witnesses: toEach(wire.GlobalTableWitnesses ?? [], toWitness, notice, 'witnesses'),
    itemCount: wire.ItemCount ?? 'unknown',
    sizeBytes: wire.TableSizeBytes ?? 'unknown',
  };
}

function toReplica(wire: ReplicaDescription): GlobalTableReplica | 'incomplete' {
  if (!wire.RegionName) return 'incomplete';
  const since = toMoment(wire.ReplicaInaccessibleDateTime);
  return {
    region: wire.RegionName,
    status: toReplicaStatus(wire.ReplicaStatus),
    ...(since !== 'unknown' && { inaccessibleSince: since }),
  };
}

const witnessStatuses = { ACTIVE: 'active', CREATING: 'creating', DELETING: 'deleting' } as const;

function toWitness(wire: GlobalTableWitnessDescription): TableWitness | 'incomplete' {
  if (!wire.RegionName) return 'incomplete';
  const status = wire.WitnessStatus === undefined ? 'unknown' : (witnessStatuses[wire.WitnessStatus] ?? 'unknown');
  return { region: wire.RegionName, status };
}

/** AWS's words in ours; one that is new to us is `unknown`, which is never taken as active. */
function toReplicaStatus(wire: string | undefined): ReplicaStatus {
  const word = wire?.toLowerCase().replaceAll('_', '-');
  return replicaStatuses.find((status) => status === word) ?? 'unknown';
}
