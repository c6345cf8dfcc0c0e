import { noRoom } from './scaling';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import { spareRoomOf } from './spare-room';
import type { EpochMs, SimulatedAutoScalingGroup } from './types';
import type { WorldState } from './world-state';

/** A managed node group of EKS that works for a workload, as somebody declares it. */
export interface NodeGroupDeclaration {
  readonly cluster: string;
  readonly name: string;
  /** Bounds and size by region. */
  readonly sizes: Readonly<Record<string, { readonly min: number; readonly max: number; readonly desired: number }>>;
}

/** A managed node group of EKS. */
export interface SimulatedNodeGroup {
  readonly region: string;
  readonly workload: string;
  readonly cluster: string;
  readonly name: string;
  readonly arn: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly status: 'ACTIVE' | 'UPDATING' | 'DEGRADED';
  readonly running: number;
  readonly pending: number;
  readonly issues: readonly string[];
  /** Newest first. */
  readonly updates: readonly SimulatedNodeGroupUpdate[];
}

export interface SimulatedNodeGroupUpdate {
  readonly id: string;
  readonly status: 'InProgress' | 'Successful' | 'Failed';
  readonly at: EpochMs;
  readonly errors: readonly string[];
}

/** A node group as it was declared. */
export type DeclaredNodeGroup = Pick<
  SimulatedNodeGroup,
  'region' | 'workload' | 'cluster' | 'name' | 'arn' | 'min' | 'max' | 'desired'
>;

/** Another size of a node group, and another upper bound where one is given. */
export interface NodeGroupChange {
  readonly arn: string;
  readonly desired: number;
  readonly max?: number;
}

/** What somebody asked of a node group last; how many nodes run follows from the time. */
export interface NodeGroupState {
  readonly desired: number;
  readonly max: number;
  /** Nodes that ran when it was asked. */
  readonly ran: number;
  /** Second. */
  readonly askedAt: number;
  /** Of those asked for, how many there is room for. */
  readonly room: number;
  /** Newest first. */
  readonly updates: readonly { readonly id: string; readonly at: number; readonly fails: boolean }[];
}

/** Node groups by their cluster and name in each of their regions. */
export function buildNodeGroups(
  accountId: string,
  workload: string,
  groups: readonly NodeGroupDeclaration[] = [],
): DeclaredNodeGroup[] {
  return groups.flatMap(({ cluster, name, sizes }) =>
    Object.entries(sizes).map(([region, size]) => {
      const id = uuidOf(`node-group:${accountId}:${region}:${cluster}/${name}`);
      const arn = `arn:aws:eks:${region}:${accountId}:nodegroup/${cluster}/${name}/${id}`;
      return { region, workload, cluster, name, arn, ...size };
    }),
  );
}

function uuidOf(text: string): string {
  return hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Seconds until EKS has handed a change on, from the request of a node until it runs, and until one is gone. */
const updateSeconds = 10;
const launch = { least: 60, spread: 90 };
const stopSeconds = 60;
const rememberedUpdates = 20;

/** A node group as it stands. */
export function describeNodeGroup(state: WorldState, group: DeclaredNodeGroup): SimulatedNodeGroup {
  const own = state.nodeGroups?.[group.arn];
  if (own === undefined) {
    return { ...group, status: 'ACTIVE', running: group.desired, pending: 0, issues: [], updates: [] };
  }
  const { desired, max, ran, askedAt, room } = own;
  const since = state.second - askedAt;
  const running = desired < ran ? (since >= stopSeconds ? desired : ran) : ran + startedOf(state, group, own, since);
  const short = Math.max(0, desired - ran - room);
  const isKnownShort = short > 0 && since >= updateSeconds;
  const message = noRoom(`${group.region}a`);
  return {
    ...group,
    desired,
    max,
    status: since < updateSeconds ? 'UPDATING' : isKnownShort ? 'DEGRADED' : 'ACTIVE',
    running,
    pending: Math.max(0, desired - running - short),
    issues: isKnownShort ? [`AsgInstanceLaunchFailures: ${message}`] : [],
    updates: own.updates.map(({ id, at, fails }) => ({
      id,
      at: at * 1000,
      status: state.second - at < updateSeconds ? 'InProgress' : fails ? 'Failed' : 'Successful',
      errors: fails && state.second - at >= updateSeconds ? [`NodeCreationFailure: ${message}`] : [],
    })),
  };
}

function startedOf(
  state: WorldState,
  { arn }: DeclaredNodeGroup,
  { desired, ran, askedAt, room }: NodeGroupState,
  since: number,
): number {
  const key = streamKey(state.seed, `node:${arn}`);
  const delays = Array.from(
    { length: Math.min(desired - ran, room) },
    (_, node) => launch.least + launch.spread * unitAt(key, askedAt + node),
  );
  return delays.filter((delay) => delay <= since).length;
}

/** Has a node group want so many nodes from the state's own moment on. A change that gets no node at all fails. */
export function changeNodeGroup(
  fleet: SimulatedFleet,
  state: WorldState,
  { arn, desired, max }: NodeGroupChange,
  sequence: number,
): void {
  const declared = fleet.nodeGroups.find((each) => each.arn === arn);
  if (declared === undefined) return;
  const before = state.nodeGroups?.[arn];
  const { running: ran, max: oldMax } = describeNodeGroup(state, declared);
  const room = spareRoomOf(state, declared);
  const update = {
    id: uuidOf(`${state.seed}:node-group-update:${sequence}`),
    at: state.second,
    fails: desired > ran && room === 0,
  };
  const updates = [update, ...(before?.updates ?? [])].slice(0, rememberedUpdates);
  const wanted = { desired, max: max ?? oldMax, ran, askedAt: state.second, room, updates };
  state.nodeGroups = { ...state.nodeGroups, [arn]: wanted };
}

/** The Auto Scaling group that holds the nodes of a node group. */
export function scalingGroupOf(group: SimulatedNodeGroup): SimulatedAutoScalingGroup {
  const { region, workload, arn, min, max, desired, running, pending } = group;
  const accountId = arn.split(':')[4] ?? '';
  const name = scalingGroupName(group);
  const instances = Array.from({ length: running + pending }, (_, node) => ({
    id: `i-0${hexOf(`${arn}:${node}`, 16)}`,
    availabilityZone: `${region}${'abc'.charAt(node % 3)}`,
    state: node < running ? ('InService' as const) : ('Pending' as const),
    healthy: true,
  }));
  return {
    region,
    workload,
    name,
    arn: `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:${uuidOf(name)}:autoScalingGroupName/${name}`,
    min,
    max,
    desired,
    instances,
    activities: [],
  };
}

/** As EKS calls it: after the node group and its id. */
export function scalingGroupName({ name, arn }: Pick<SimulatedNodeGroup, 'name' | 'arn'>): string {
  return `eks-${name}-${arn.split('/').at(-1)}`;
}
