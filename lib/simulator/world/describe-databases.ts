import type { DatabaseState } from './database-roles';
import type { DatabaseInstanceDeclaration } from './fleet-resources';
import type {
  SimulatedAuroraCluster,
  SimulatedAuroraGlobal,
  SimulatedDatabaseInstance,
  SimulatedFailoverState,
  SimulatedInstanceSnapshot,
} from './types';
import type { WorldState } from './world-state';

/** How long it takes to write a snapshot down, in seconds. */
const snapshotSeconds = 240;

/** An Aurora global database as it stands. */
export function describeGlobal(state: WorldState, global: SimulatedAuroraGlobal): SimulatedAuroraGlobal {
  const database = state.databases?.[global.identifier];
  if (database === undefined) return global;
  const { members } = database;
  const isMember = ({ region }: SimulatedAuroraCluster) => members.includes(region);
  const clusters = global.members.map((cluster) => describeCluster(state, database, cluster));
  const failover = describeFailover(database, global);
  return {
    ...global,
    status: statusOf(database),
    ...(failover !== undefined && { failover }),
    members: clusters.filter(isMember),
    detached: clusters.filter((cluster) => !isMember(cluster)),
  };
}

function statusOf({ change }: DatabaseState): string {
  if (change === undefined) return 'available';
  return change.kind === 'switchover' ? 'switching-over' : 'failing-over';
}

function describeFailover({ change }: DatabaseState, { members }: SimulatedAuroraGlobal) {
  const arnOf = (region: string) => members.find((member) => member.region === region)?.arn ?? '';
  if (change === undefined) return undefined;
  return {
    status: change.phase,
    fromArn: arnOf(change.from),
    toArn: arnOf(change.to),
    dataLossAllowed: change.kind === 'failover',
  } satisfies SimulatedFailoverState;
}

function describeCluster(
  state: WorldState,
  database: DatabaseState,
  cluster: SimulatedAuroraCluster,
): SimulatedAuroraCluster {
  const { region } = cluster;
  const { writer, members, followers, promoting, change, snapshots } = database;
  const isWriter = members.includes(region) ? region === writer : promoting[region] === undefined;
  const inSync = region === writer || followers.includes(region);
  const opening = promoting[region] !== undefined || (change?.phase === 'failing-over' && change.to === region);
  const added = (database.added ?? []).filter((each) => each.region === region);
  return {
    ...cluster,
    instances: [
      ...cluster.instances,
      ...added.map(({ identifier, instanceClass, ready }) => ({
        identifier,
        instanceClass,
        availabilityZone: `${region}a`,
        status: ready ? ('available' as const) : ('creating' as const),
      })),
    ],
    isWriter,
    // While the writer is being given up nobody follows it, and nobody has been told to start anew yet.
    synchronization: inSync || change?.kind === 'failover' ? 'connected' : 'pending-resync',
    status: opening ? 'promoting' : 'available',
    snapshots: snapshots
      .filter((each) => each.region === region)
      .map(({ identifier, takenAt }) => ({
        identifier,
        status: state.second < takenAt + snapshotSeconds ? 'creating' : 'available',
        takenAt: takenAt * 1000,
      })),
  };
}

/** Time of day at which replicas are backed up, in seconds from midnight UTC. */
const backup = { from: 4 * 3600, seconds: 360 };
/** The end of a promotion, in which the instance starts again. */
const rebootSeconds = 60;

/**
 * An instance outside clusters as it stands; undefined for one that was deleted.
 * @param pair the instances as configured, among which the others of its store are
 * @param broken links that have carried nothing for longer than a replica waits
 */
export function describeReplica(
  state: WorldState,
  declared: DatabaseInstanceDeclaration,
  pair: readonly DatabaseInstanceDeclaration[],
  broken: ReadonlySet<string>,
): SimulatedDatabaseInstance | undefined {
  const { sourceArn, link, ...instance } = declared;
  const resource = resourceOf(declared);
  const database = state.databases?.[resource];
  if (database === undefined) {
    if (sourceArn === undefined || link === undefined) return instance;
    const replication = { sourceArn, state: broken.has(link) ? ('error' as const) : ('replicating' as const) };
    return { ...instance, status: isBackingUp(state) ? 'backing-up' : instance.status, replication };
  }
  const { region } = instance;
  const { writer, followers, rebuilding, promoting, classes = {} } = database;
  if (database.gone?.includes(region)) return undefined;
  const arnIn = (other: string) => pair.find((each) => each.region === other && resourceOf(each) === resource)?.arn;
  const copies = [...followers, ...Object.keys(rebuilding)].filter((other) => other !== writer);
  const replicaArns = region === writer ? copies.flatMap((other) => arnIn(other) ?? []) : [];
  const own = { ...instance, instanceClass: classes[region] ?? instance.instanceClass, replicaArns };
  if (database.removing?.[region] !== undefined) return { ...own, status: 'deleting' };
  const readyAt = promoting[region];
  if (readyAt !== undefined)
    return { ...own, status: state.second < readyAt - rebootSeconds ? 'modifying' : 'rebooting' };
  const source = copies.includes(region) ? arnIn(writer) : undefined;
  if (source === undefined) return own;
  if (rebuilding[region] !== undefined)
    return { ...own, status: 'creating', replication: { sourceArn: source, state: 'creating' } };
  const isBroken = broken.has(`${resource}/${writer}>${region}`);
  return {
    ...own,
    status: isBackingUp(state) ? 'backing-up' : own.status,
    replication: { sourceArn: source, state: isBroken ? 'error' : 'replicating' },
  };
}

function resourceOf({ link, identifier }: DatabaseInstanceDeclaration): string {
  return link?.split('/')[0] ?? identifier;
}

/** What instances were kept as when they were deleted. */
export function describeFinalSnapshots(
  state: WorldState,
  instances: readonly DatabaseInstanceDeclaration[],
): readonly SimulatedInstanceSnapshot[] {
  return instances.flatMap((each) => {
    const kept = state.databases?.[resourceOf(each)]?.finalSnapshots ?? [];
    const { region, engine, engineVersion } = each;
    return kept
      .filter((snapshot) => snapshot.region === region)
      .map(({ identifier, takenAt, readyAt }) => ({
        region,
        identifier,
        instance: each.identifier,
        arn: each.arn.replace(/:db:.*$/, `:snapshot:${identifier}`),
        engine,
        engineVersion,
        status: state.second < readyAt ? ('creating' as const) : ('available' as const),
        takenAt: takenAt * 1000,
      }));
  });
}

/** Whether replicas are being backed up at the state's own moment. */
export function isBackingUp({ second }: WorldState): boolean {
  const time = second % 86_400;
  return time >= backup.from && time < backup.from + backup.seconds;
}
