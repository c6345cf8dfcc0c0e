import { activeFaults } from './faults';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import type { SimulatedAutoScalingGroup, SimulatedScalingActivity } from './types';
import type { WorldState } from './world-state';

/** New bounds and size of an Auto Scaling group; what is left out stays. */
export interface GroupChange {
  readonly arn: string;
  readonly min?: number;
  readonly max?: number;
  readonly desired?: number;
}

/** A change of a group that cannot be. */
export class GroupChangeError extends Error {
  constructor(
    readonly code: 'UnknownGroup' | 'OutOfBounds',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** An instance of a group that was changed; times are seconds. */
export interface ScaledInstance {
  readonly id: string;
  readonly zone: string;
  state: 'InService' | 'Pending';
  /** In service from then on; null while there is no room for it. */
  readyAt: number | null;
  /** When room was found for it; absent for instances that a world is born with. */
  grantedAt?: number;
  /** The next attempt to find room. */
  retryAt?: number;
}

/** An Auto Scaling group that somebody changed. */
export interface GroupState {
  min: number;
  max: number;
  desired: number;
  /** Instances that were ever asked for. */
  launched: number;
  instances: ScaledInstance[];
  /** Newest first. */
  activities: SimulatedScalingActivity[];
}

/** How many instances of a place serve, are on their way and are wanted. */
export interface PlaceCapacity {
  readonly inService: number;
  readonly pending: number;
  readonly desired: number;
  readonly max: number;
}

/** Seconds from the request of an instance until it is in service. */
const launch = { least: 90, spread: 150 };
const retrySeconds = 300;
const mostActivities = 100;

/** Refuses a change that cannot be made. @throws GroupChangeError */
export function checkGroupChange(fleet: SimulatedFleet, state: WorldState, change: GroupChange): void {
  const group = findGroup(fleet, change.arn);
  if (group === undefined) throw new GroupChangeError('UnknownGroup', `No Auto Scaling group ${change.arn} exists.`);
  const { min, max, desired } = wanted(state, group, change);
  if (min > max) throw new GroupChangeError('OutOfBounds', `Min bound, ${min}, must be less than or equal to ${max}.`);
  if (desired > max) {
    throw new GroupChangeError(
      'OutOfBounds',
      `New SetDesiredCapacity value ${desired} is above max value ${max} for the AutoScalingGroup.`,
    );
  }
  if (desired < min) {
    throw new GroupChangeError(
      'OutOfBounds',
      `New SetDesiredCapacity value ${desired} is below min value ${min} for the AutoScalingGroup.`,
    );
  }
}

function findGroup({ autoScalingGroups }: SimulatedFleet, arn: string): SimulatedAutoScalingGroup | undefined {
  return autoScalingGroups.find((each) => each.arn === arn);
}

/** Bounds that move over the size take it with them, unless a size is given too. */
function wanted(state: WorldState, group: SimulatedAutoScalingGroup, change: GroupChange) {
  const { min: oldMin, max: oldMax, desired: oldDesired } = state.groups?.[group.arn] ?? group;
  const { min = oldMin, max = oldMax } = change;
  return { min, max, desired: change.desired ?? Math.min(max, Math.max(min, oldDesired)) };
}

/** Lets a change that was checked take effect at the state's own moment. */
export function changeGroup(fleet: SimulatedFleet, state: WorldState, change: GroupChange): void {
  const declared = findGroup(fleet, change.arn);
  if (declared === undefined) return;
  const group = state.groups?.[change.arn] ?? asBorn(state, declared);
  state.groups = { ...state.groups, [change.arn]: group };
  Object.assign(group, wanted(state, declared, change));
  while (group.instances.length > group.desired) terminate(state, group);
  while (group.instances.length < group.desired) {
    const number = group.launched;
    group.launched += 1;
    const instance: ScaledInstance = {
      id: `i-0${hexOf(`${declared.name}:${number}`, 16)}`,
      zone: `${declared.region}${'abc'.charAt(number % 3)}`,
      state: 'Pending',
      readyAt: null,
    };
    group.instances.push(instance);
    findRoom(fleet, state, declared, group, instance);
  }
}

function asBorn(state: WorldState, { min, max, desired, instances }: SimulatedAutoScalingGroup): GroupState {
  return {
    min,
    max,
    desired,
    launched: instances.length,
    instances: instances.map(({ id, availabilityZone, state: own }) => ({
      id,
      zone: availabilityZone,
      state: own === 'InService' ? 'InService' : 'Pending',
      readyAt: own === 'InService' ? state.bornAt : null,
      ...(own !== 'InService' && { retryAt: nextTry(state.second) }),
    })),
    activities: [],
  };
}

/** What was only asked for goes first, then the newest. */
function terminate(state: WorldState, group: GroupState): void {
  const pending = group.instances.findLastIndex((each) => each.state === 'Pending');
  const [gone] = group.instances.splice(pending === -1 ? group.instances.length - 1 : pending, 1);
  if (gone === undefined) return;
  note(state, group, {
    instanceId: gone.id,
    description: `Terminating EC2 instance: ${gone.id}`,
    status: 'Successful',
    message: undefined,
    endedAt: state.second * 1000,
  });
}

function note(
  state: WorldState,
  group: GroupState,
  activity: Omit<SimulatedScalingActivity, 'id' | 'startedAt'>,
): void {
  const id = hexOf(`activity:${activity.instanceId}:${state.second}:${activity.status}`, 32);
  group.activities.unshift({
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    startedAt: state.second * 1000,
    ...activity,
  });
  group.activities.splice(mostActivities);
}

/** Starts an instance where there is room; says so where there is none. */
function findRoom(
  fleet: SimulatedFleet,
  state: WorldState,
  declared: SimulatedAutoScalingGroup,
  group: GroupState,
  instance: ScaledInstance,
): boolean {
  const description = `Launching a new EC2 instance: ${instance.id}`;
  const common = { instanceId: instance.id, description };
  if (!hasRoom(fleet, state, declared)) {
    instance.retryAt = nextTry(state.second);
    note(state, group, {
      ...common,
      status: 'Failed',
      message: noRoom(instance.zone),
      endedAt: state.second * 1000,
    });
    return false;
  }
  delete instance.retryAt;
  instance.grantedAt = state.second;
  const part = unitAt(streamKey(state.seed, `launch:${instance.id}`), state.second);
  instance.readyAt = state.second + launch.least + Math.round(part * launch.spread);
  note(state, group, { ...common, status: 'InProgress', message: undefined, endedAt: null });
  return true;
}

/** AWS's words for a zone that is full. */
export function noRoom(zone: string): string {
  return `Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have sufficient m7g.large capacity in the Availability Zone you requested (${zone}). Launching EC2 instance failed.`;
}

/** On whole minutes, so that waiting for room does not keep the world busy. */
function nextTry(second: number): number {
  return Math.ceil((second + retrySeconds) / 60) * 60;
}

function hasRoom(fleet: SimulatedFleet, state: WorldState, { region, workload, instances }: SimulatedAutoScalingGroup) {
  // A group that was born short of an instance stands where there is no room for it.
  if (instances.some((each) => each.state === 'Pending')) return false;
  return activeFaults(state).every(({ fault, startedAt }) => {
    if (fault.kind !== 'capacity-short' || fault.region !== region) return true;
    if ((fault.workload ?? workload) !== workload) return true;
    const groups = fleet.autoScalingGroups.filter(
      (each) => each.region === region && (fault.workload ?? each.workload) === each.workload,
    );
    const granted = groups
      .flatMap(({ arn }) => state.groups?.[arn]?.instances ?? [])
      .filter((each) => (each.grantedAt ?? 0) * 1000 >= startedAt);
    return granted.length < fault.spare;
  });
}

/** Second at which a group goes on by itself; undefined where none does. */
export function nextScalingDue({ groups = {} }: WorldState): number | undefined {
  const due = Object.values(groups).flatMap(({ instances }) =>
    instances.flatMap((each) => (each.state === 'Pending' ? (each.readyAt ?? each.retryAt ?? []) : [])),
  );
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Lets every group do what is due at the state's own moment; whether the capacity of any changed. */
export function advanceScaling(
  fleet: SimulatedFleet,
  state: WorldState,
  isReachable: (region: string) => boolean,
): boolean {
  let changed = false;
  for (const [arn, group] of Object.entries(state.groups ?? {})) {
    const declared = findGroup(fleet, arn);
    if (declared === undefined) continue;
    for (const instance of group.instances) {
      if (instance.state === 'InService') continue;
      const { readyAt, retryAt } = instance;
      if (readyAt === null) {
        if (retryAt !== undefined && retryAt <= state.second) {
          findRoom(fleet, state, declared, group, instance);
        }
      } else if (readyAt <= state.second) {
        // Nothing starts in a region that is down: it is looked at again later.
        if (!isReachable(declared.region)) instance.readyAt = nextTry(state.second);
        else {
          instance.state = 'InService';
          finish(state, group, instance.id);
          changed = true;
        }
      }
    }
  }
  return changed;
}

function finish(state: WorldState, group: GroupState, instanceId: string): void {
  group.activities = group.activities.map((each) =>
    each.instanceId === instanceId && each.status === 'InProgress'
      ? { ...each, status: 'Successful' as const, endedAt: state.second * 1000 }
      : each,
  );
}

/** By `${workload}/${region}`: what the groups have that somebody changed; undefined while nobody did. */
export function capacitiesOf(fleet: SimulatedFleet, state: WorldState): Record<string, PlaceCapacity> | undefined {
  if (state.groups === undefined) return undefined;
  const capacities: Record<string, PlaceCapacity> = {};
  for (const { arn, workload, region } of fleet.autoScalingGroups) {
    const group = state.groups[arn];
    if (group === undefined) continue;
    const inService = group.instances.filter((each) => each.state === 'InService').length;
    const pending = group.instances.length - inService;
    capacities[`${workload}/${region}`] = { inService, pending, desired: group.desired, max: group.max };
  }
  return capacities;
}

/** A group as it stands. */
export function describeGroup(state: WorldState, group: SimulatedAutoScalingGroup): SimulatedAutoScalingGroup {
  const own = state.groups?.[group.arn];
  if (own === undefined) return { ...group, activities: bornActivities(state, group) };
  return {
    ...group,
    min: own.min,
    max: own.max,
    desired: own.desired,
    instances: own.instances.map(({ id, zone, state: is }) => ({
      id,
      availabilityZone: zone,
      state: is,
      healthy: true,
    })),
    activities: own.activities.length > 0 ? own.activities : bornActivities(state, group),
  };
}

/** A world is born with instances that it never got; the last attempt was a few minutes ago. */
function bornActivities(state: WorldState, { instances }: SimulatedAutoScalingGroup): SimulatedScalingActivity[] {
  const at = (Math.floor(state.second / retrySeconds) * retrySeconds - 40) * 1000;
  return instances
    .filter((each) => each.state === 'Pending')
    .map(({ id, availabilityZone }) => ({
      id: hexOf(`activity:${id}:${at}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      instanceId: id,
      description: `Launching a new EC2 instance: ${id}`,
      status: 'Failed' as const,
      message: noRoom(availabilityZone),
      startedAt: at,
      endedAt: at,
    }));
}
