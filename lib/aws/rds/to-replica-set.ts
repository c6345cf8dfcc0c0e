import type { DBInstance } from '@aws-sdk/client-rds';
import type { RegionCode } from '../../domain/fleet';
import { parseArn } from '../arn';
import type { NamedInstance, ReplicaInstance, ReplicaSet } from './readings';

/** States in which a replica takes over changes; all others stand still. */
const replicatingStates = ['replicating', 'read replication', 'synchronizing'];
const stoppedStates = ['error', 'stopped', 'stop-point-set', 'terminated', 'replication stop point set'];

/**
 * The pair of `source` out of the instances of one region: the source's region names the replicas, a replica's region
 * tells how they replicate. `absent` where the region has neither.
 */
export function toReplicaSet(
  instances: readonly DBInstance[],
  source: string,
  askedRegion: RegionCode,
): ReplicaSet | 'absent' {
  const own = instances.find((wire) => wire.DBInstanceIdentifier === source);
  const followers = instances.filter(
    (wire) => toName(wire.ReadReplicaSourceDBInstanceIdentifier).identifier === source,
  );
  const [first] = followers;
  if (own === undefined && first === undefined) return 'absent';
  const here = followers.map((wire) => toInstance(wire, askedRegion));
  const named = (own?.ReadReplicaDBInstanceIdentifiers ?? [])
    .filter((name) => !here.some((one) => one.identifier === toName(name).identifier))
    .map((name) => unseen(toName(name), askedRegion));
  const origin =
    own === undefined
      ? {
          ...unseen(toName(first?.ReadReplicaSourceDBInstanceIdentifier), askedRegion),
          engine: first?.Engine ?? 'unknown',
        }
      : toInstance(own, askedRegion);
  return { source: origin, replicas: [...here, ...named.map((one) => ({ ...one, engine: origin.engine }))] };
}

function toInstance(wire: DBInstance, region: RegionCode): ReplicaInstance {
  const info = wire.StatusInfos?.find((one) => one.StatusType === 'read replication');
  return {
    identifier: wire.DBInstanceIdentifier ?? '',
    region,
    engine: wire.Engine ?? 'unknown',
    status: wire.DBInstanceStatus ?? 'unknown',
    replication: info === undefined ? 'unknown' : toReplication(info.Status, info.Normal),
    message: info?.Message ?? '',
  };
}

/** A state that is new to us is never taken as replicating. */
function toReplication(status: string | undefined, normal: boolean | undefined): ReplicaInstance['replication'] {
  const word = status?.toLowerCase() ?? '';
  if (stoppedStates.includes(word) || normal === false) return 'not-replicating';
  return replicatingStates.includes(word) ? 'replicating' : 'unknown';
}

function unseen(named: Named, askedRegion: RegionCode): ReplicaInstance {
  return { ...located(named, askedRegion), engine: 'unknown', status: 'unknown', replication: 'unknown', message: '' };
}

interface Named {
  readonly identifier: string;
  readonly region: RegionCode | 'same';
}

/** Instances of the same region are named plainly, those of another one by ARN. */
function toName(name: string | undefined): Named {
  const parts = name === undefined ? 'not-an-arn' : parseArn(name);
  if (parts === 'not-an-arn') return { identifier: name ?? '', region: 'same' };
  return { identifier: parts.resource.replace(/^db:/, ''), region: parts.region };
}

function located({ identifier, region }: Named, askedRegion: RegionCode): NamedInstance {
  return { identifier, region: region === 'same' ? askedRegion : region };
}

/** An instance as another one in `askedRegion` names it: plainly, or by its ARN. */
export function toNamedInstance(name: string, askedRegion: RegionCode): NamedInstance {
  return located(toName(name), askedRegion);
}
