import { regionsOfMade } from './made-buckets';
import type { SimulatedFleet } from './simulated-fleet';
import type { KeptItem, KeptItemWrite } from './types';
import type { KeptVersion, WorldState } from './world-state';

/** A write that a store does not take here: `code` names why. */
export class KeptItemError extends Error {
  constructor(
    readonly code: 'TooManyItems' | 'StoreFull' | 'NoQuorum',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

const mostItems = 1000;
/** UTF-16 units over all versions that a store's copies still differ in. */
const mostCharacters = 4 * 1024 * 1024;
/** A copy that is cut off for days must not make the world remember every version written meanwhile. */
const mostVersions = 64;

function regionsOf(fleet: SimulatedFleet, state: WorldState, resource: string): readonly string[] {
  return [...(fleet.regionsByResource.get(resource) ?? regionsOfMade(state, resource))];
}

/** The item as the copy of a store in a region holds it: the newest write that has come there. */
export function readKeptItem(
  fleet: SimulatedFleet,
  state: WorldState,
  resource: string,
  region: string,
  key: string,
): KeptItem | undefined {
  const newest = newestIn(fleet, state, resource, region, state.kept[resource]?.[nameOf(key)] ?? []);
  if (newest === undefined || newest.value === null) return undefined;
  return { value: newest.value, ...describeVersion(fleet, state, resource, newest) };
}

function describeVersion(
  fleet: SimulatedFleet,
  state: WorldState,
  resource: string,
  version: KeptVersion,
): Omit<KeptItem, 'value'> {
  const { source, at, sequence } = version;
  const others = regionsOf(fleet, state, resource).filter((region) => reaches(fleet, resource, version, region));
  const everywhere = others.every((region) => hasCome(fleet, state, resource, region, version));
  return {
    source,
    writtenAt: at * 1000,
    sequence,
    replication: version.stays ? 'failed' : everywhere ? 'done' : 'pending',
  };
}

/** Throws {@link KeptItemError} for a write that would not be kept. Forgets what no copy can come to hold any more. */
export function checkKeptItem(fleet: SimulatedFleet, state: WorldState, write: KeptItemWrite): void {
  const items = state.kept[write.resource] ?? {};
  if (!fits(items, write)) for (const name of Object.keys(items)) forgetSuperseded(fleet, state, write.resource, name);
  if (items[nameOf(write.key)] === undefined && Object.keys(items).length >= mostItems) {
    throw new KeptItemError('TooManyItems', `${write.resource} keeps at most ${mostItems} items in this simulation.`);
  }
  if (!fits(items, write)) {
    throw new KeptItemError('StoreFull', `${write.resource} keeps at most 4 MiB of items in this simulation.`);
  }
}

function fits(items: Readonly<Record<string, readonly KeptVersion[]>>, write: KeptItemWrite): boolean {
  let characters = write.value?.length ?? 0;
  for (const versions of Object.values(items)) for (const { value } of versions) characters += value?.length ?? 0;
  return (
    characters <= mostCharacters && (items[nameOf(write.key)] !== undefined || Object.keys(items).length < mostItems)
  );
}

/** Takes a write in at the state's own moment. */
export function keepItem(fleet: SimulatedFleet, state: WorldState, write: KeptItemWrite, sequence: number): void {
  const { resource, region, key, value, stays } = write;
  const items = state.kept[resource] ?? {};
  state.kept[resource] = items;
  const versions = items[nameOf(key)] ?? [];
  items[nameOf(key)] = versions;
  versions.push({ source: region, at: state.second, sequence, value, ...(stays && { stays }) });
  forgetSuperseded(fleet, state, resource, nameOf(key));
  if (versions.length > mostVersions) thinOut(fleet, state, resource, versions);
}

/** Names in a plain object; the prefix keeps them apart from what every object has. */
function nameOf(key: string): string {
  return `/${key}`;
}

/** The last writer wins: versions stand in the order in which they were written. */
function newestIn(
  fleet: SimulatedFleet,
  state: WorldState,
  resource: string,
  region: string,
  versions: readonly KeptVersion[],
): KeptVersion | undefined {
  return versions.findLast((version) => hasCome(fleet, state, resource, region, version));
}

/** Whether a version that was written elsewhere will ever come to a region. */
function reaches({ linkById }: SimulatedFleet, resource: string, version: KeptVersion, region: string): boolean {
  return region !== version.source && !version.stays && linkById.has(`${resource}/${version.source}>${region}`);
}

function hasCome(
  fleet: SimulatedFleet,
  state: WorldState,
  resource: string,
  region: string,
  version: KeptVersion,
): boolean {
  if (region === version.source) return true;
  if (version.stays) return false;
  const link = fleet.linkById.get(`${resource}/${version.source}>${region}`);
  if (link === undefined) return false;
  // The whole second in which it was written must be there: a marker never promises more than the queue has carried.
  return link.synchronous || (state.positions[link.id] ?? 0) >= version.at + 1;
}

/** Forgets versions that a newer one has replaced wherever they could come to be read. */
function forgetSuperseded(fleet: SimulatedFleet, state: WorldState, resource: string, name: string): void {
  const items = state.kept[resource];
  const versions = items?.[name];
  if (items === undefined || versions === undefined) return;
  const newest = regionsOf(fleet, state, resource).map(
    (region) => [region, newestIn(fleet, state, resource, region, versions)] as const,
  );
  const needed = versions.filter((version) =>
    newest.some(
      ([region, held]) =>
        (region === version.source || reaches(fleet, resource, version, region)) &&
        (held === undefined || held.sequence <= version.sequence),
    ),
  );
  versions.splice(0, versions.length, ...needed);
  const [only, ...others] = versions;
  // What is deleted everywhere was never there.
  if (
    only?.value === null &&
    others.length === 0 &&
    describeVersion(fleet, state, resource, only).replication !== 'pending'
  ) {
    delete items[name];
  }
}

/** Drops every other version that waits for a copy which is far behind: once it goes on, it catches up in larger steps. */
function thinOut(fleet: SimulatedFleet, state: WorldState, resource: string, versions: KeptVersion[]): void {
  const held = new Set(
    regionsOf(fleet, state, resource).map((region) => newestIn(fleet, state, resource, region, versions)),
  );
  const last = versions.length - 1;
  const kept = versions.filter((version, index) => held.has(version) || index === last || index % 2 === 1);
  versions.splice(0, versions.length, ...kept);
}
