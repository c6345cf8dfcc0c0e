import type { UnusualHour } from './bills/unusual-hour';
import type { Conditions } from './conditions';
import type { WorkloadDeclaration } from './fleet-declaration';
import type { SimulatedFleet } from './simulated-fleet';
import type { Shares } from './traffic';
import type { WorldState } from './world-state';

/** How the world stands at the end of a minute. */
export interface MinuteEnd {
  /** Since 1970. */
  readonly minute: number;
  readonly failed: ReadonlySet<string>;
  readonly conditions: Conditions;
  /** Where the users of a workload are, in the order of its populations. */
  readonly placesOf: (workload: string) => readonly Shares[];
  readonly demandsOf: (workload: WorkloadDeclaration) => readonly number[];
}

/** Share of a workload's users that may be elsewhere than usual without being moved: fractions add up so. */
const unmoved = 1e-6;

/** Notes what bills follow of a minute that was not as ever. Calm minutes leave nothing. */
export function noteUnusualMinute(fleet: SimulatedFleet, state: WorldState, end: MinuteEnd): void {
  const lost = [...end.failed];
  const instances = changedInstances(fleet, end.conditions);
  const writers = movedWriters(fleet, end.conditions);
  const users = movedUsers(fleet, state, end);
  if (lost.length + instances.length + writers.length + users.length === 0) return;
  const hour = hourOf(state, Math.floor(end.minute / 60));
  if (lost.length > 0)
    hour.lost = countAll(
      hour.lost,
      lost.map((region) => [region, 1]),
    );
  if (users.length > 0) hour.users = countAll(hour.users, users);
  if (instances.length > 0) hour.instances = countInstances(hour.instances, instances);
  for (const [database, region] of writers) {
    const known = hour.writers?.[database];
    hour.writers = { ...hour.writers, [database]: countAll(known, [[region, 1]]) };
  }
}

/** No bill is asked for that is older. */
const keptHours = 430 * 24;

function hourOf(state: WorldState, hour: number): UnusualHour {
  state.unusualHours ??= {};
  const known = state.unusualHours[hour];
  if (known !== undefined) return known;
  for (const old of Object.keys(state.unusualHours)) {
    if (Number(old) < hour - keptHours) delete state.unusualHours[old];
  }
  const begun: UnusualHour = {};
  state.unusualHours[hour] = begun;
  return begun;
}

type Counts = Readonly<Record<string, number>>;

function countAll(before: Counts = {}, more: readonly (readonly [string, number])[]): Record<string, number> {
  const counts = { ...before };
  for (const [key, count] of more) counts[key] = (counts[key] ?? 0) + count;
  return counts;
}

function countInstances(
  before: UnusualHour['instances'] = {},
  more: readonly (readonly [string, number])[],
): NonNullable<UnusualHour['instances']> {
  const counts = { ...before };
  for (const [place, count] of more) {
    const { minutes, sum } = counts[place] ?? { minutes: 0, sum: 0 };
    counts[place] = { minutes: minutes + 1, sum: sum + count };
  }
  return counts;
}

function changedInstances(fleet: SimulatedFleet, { capacities }: Conditions): (readonly [string, number])[] {
  if (capacities === undefined) return [];
  return fleet.workloads.flatMap(({ id, capacity }) =>
    capacity.flatMap(({ region, inService }) => {
      const now = capacities[`${id}/${region}`]?.inService;
      return now === undefined || now === inService ? [] : [[`${id}/${region}`, now] as const];
    }),
  );
}

function movedWriters(fleet: SimulatedFleet, { databases }: Conditions): (readonly [string, string])[] {
  if (databases === undefined) return [];
  return fleet.workloads.flatMap(({ stores }) =>
    stores.flatMap((store) => {
      const roles = databases[store.resource];
      if (!('writer' in store) || roles === undefined || roles.writer === store.writer) return [];
      return [[store.resource, roles.writer] as const];
    }),
  );
}

/** By place: the share of a workload's users who are served there beyond the usual. Who reaches nobody costs nothing. */
function movedUsers(fleet: SimulatedFleet, state: WorldState, end: MinuteEnd): (readonly [string, number])[] {
  const usual = state.regimes[0]?.users ?? {};
  return fleet.workloads.flatMap((workload) => {
    const places = end.placesOf(workload.id);
    const before = usual[workload.id] ?? [];
    const isMoved = places.some((shares, index) => !isSame(shares, before[index] ?? {}));
    if (!isMoved && !workload.capacity.some(({ region }) => end.failed.has(region))) return [];
    const demands = end.demandsOf(workload);
    const demanded = demands.reduce((sum, demand) => sum + demand, 0);
    if (demanded === 0) return [];
    return workload.capacity.flatMap(({ region }) => {
      const inRegion = (all: readonly Shares[]) =>
        demands.reduce((sum, demand, index) => sum + demand * (all[index]?.[region] ?? 0), 0) / demanded;
      const gained = (end.failed.has(region) ? 0 : inRegion(places)) - inRegion(before);
      return Math.abs(gained) < unmoved ? [] : [[`${workload.id}/${region}`, gained] as const];
    });
  });
}

function isSame(a: Shares, b: Shares): boolean {
  return [...Object.keys(a), ...Object.keys(b)].every((key) => Math.abs((a[key] ?? 0) - (b[key] ?? 0)) < unmoved);
}
