import type { DBInstance } from '@aws-sdk/client-rds';
import type { RegionCode } from '../../domain/fleet';
import { parseArn } from '../arn';
import type { NamedInstance, ReplicaInstance, ReplicaSet } from './readings';

/** States in which a replica takes over changes; all others stand still. */
const replicatingStates = ['replicating', 'read replication', 'synchronizing'];
const stoppedStates = ['error', 'stopped', 'stop-point-set', 'terminated', 'replication stop point set'];

/**
 * The pair that an instance belongs to, out of the instances of one region: by its own name, by what it follows where
 * roles have changed hands, and by whoever follows it or names it as its replica. The source's region names the replicas,
 * a replica's region tells how they replicate. `absent` where the region knows none of them.
 */
export function toReplicaSet(
  instances: readonly DBInstance[],
  name: string,
  askedRegion: RegionCode,
): ReplicaSet | 'absent' {
  const declared = instances.find((wire) => wire.DBInstanceIdentifier === name);
  const source = isFollowed(instances, declared, name)
    ? name
    : (sourceOf(declared) ?? parentOf(instances, name) ?? name);
  const own = instances.find((wire) => wire.DBInstanceIdentifier === source);
  const followers = instances.filter((wire) => sourceOf(wire) === source);
  const [first] = followers;
  if (own === undefined && first === undefined) return 'absent';
  const here = followers.map((wire) => toInstance(wire, askedRegion));
  const named = (own?.ReadReplicaDBInstanceIdentifiers ?? [])
    .filter((other) => !here.some((one) => one.identifier === toName(other).identifier))
    .map((other) => unseen(toName(other), askedRegion));
  const origin =
    own === undefined
      ? {
          ...unseen(toName(first?.ReadReplicaSourceDBInstanceIdentifier), askedRegion),
          engine: first?.Engine ?? 'unknown',
        }
      : toInstance(own, askedRegion);
  return { source: origin, replicas: [...here, ...named.map((one) => ({ ...one, engine: origin.engine }))] };
}

function isFollowed(instances: readonly DBInstance[], declared: DBInstance | undefined, name: string): boolean {
  const named = declared?.ReadReplicaDBInstanceIdentifiers ?? [];
  return named.length > 0 || instances.some((wire) => sourceOf(wire) === name);
}

/** What an instance is a replica of. */
function sourceOf(wire: DBInstance | undefined): string | undefined {
  const { identifier } = toName(wire?.ReadReplicaSourceDBInstanceIdentifier);
  return identifier === '' ? undefined : identifier;
}

/** The instance here that names `name` as its replica. */
function parentOf(instances: readonly DBInstance[], name: string): string | undefined {
  return instances.find((wire) =>
    (wire.ReadReplicaDBInstanceIdentifiers ?? []).some((other) => toName(other).identifier === name),
  )?.DBInstanceIdentifier;
}

function toInstance(wire: DBInstance, region: RegionCode): ReplicaInstance {
  return {
    identifier: wire.DBInstanceIdentifier ?? '',
    region,
    engine: wire.Engine ?? 'unknown',
    status: wire.DBInstanceStatus ?? 'unknown',
    replication: toReplicationOf(wire),
    message: infoOf(wire)?.Message ?? '',
  };
}

function infoOf({ StatusInfos }: DBInstance) {
  return StatusInfos?.find((one) => one.StatusType === 'read replication');
}

/** What a replica says of its replication; `unknown` for what says nothing. */
export function toReplicationOf(wire: DBInstance): ReplicaInstance['replication'] {
  const info = infoOf(wire);
  return info === undefined ? 'unknown' : toReplication(info.Status, info.Normal);
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
