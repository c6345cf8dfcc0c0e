import type { FleetOverview } from '@/lib/domain/overview/types';
import {
  accountAddress,
  findingAddress,
  regionAddress,
  startAddress,
  storeAddress,
  workloadAddress,
} from '../shell/addresses';
import { allAreas } from '../shell/areas';
import { fuzzyMatch } from './fuzzy-match';

export const entryKinds = ['page', 'action', 'finding', 'workload', 'region', 'store', 'account', 'move'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Something that can be done from anywhere. */
export interface PaletteAction {
  readonly id: string;
  readonly name: string;
  /** What to say when it is done, or why it could not be; nothing closes the palette. */
  run(): Promise<string> | string | undefined;
}

interface EntryBase {
  readonly id: string;
  readonly name: string;
  /** Beside the name: what it is, how it is. Searched as well. */
  readonly detail: string;
}

/** A line of the palette: somewhere to go, or something to do. */
export type PaletteEntry =
  | (EntryBase & { readonly kind: Exclude<EntryKind, 'action'>; readonly href: string })
  | (EntryBase & { readonly kind: 'action'; readonly action: PaletteAction });

/** Everything the palette can lead to, of what this person may see. */
export function buildEntries(overview: FleetOverview, actions: readonly PaletteAction[]): readonly PaletteEntry[] {
  const { regions, workloads, findings } = overview;
  const accounts = [...new Set(workloads.map(({ accountId }) => accountId))].sort();
  return [
    ...allAreas.map(
      ({ id, name, href, key }): PaletteEntry => ({ kind: 'page', id: `page ${id}`, name, detail: `g ${key}`, href }),
    ),
    { kind: 'page', id: 'page drills', name: 'Drills', detail: 'of the loss of a region', href: '/recovery/drills' },
    ...actions.map(
      (action): PaletteEntry => ({ kind: 'action', id: `action ${action.id}`, name: action.name, detail: '', action }),
    ),
    ...findings.map(
      ({ id, sentence, severity }): PaletteEntry => ({
        kind: 'finding',
        id: `finding ${id}`,
        name: sentence,
        detail: severity,
        href: findingAddress(id),
      }),
    ),
    ...workloads.map(
      ({ id, name, userHealth, hasUsers, tier }): PaletteEntry => ({
        kind: 'workload',
        id: `workload ${id}`,
        name,
        detail: `tier ${tier}, ${hasUsers ? userHealth.state : 'no users of its own'}`,
        href: workloadAddress(id),
      }),
    ),
    ...regions.map(
      ({ code, place, health }): PaletteEntry => ({
        kind: 'region',
        id: `region ${code}`,
        name: code,
        detail: `${place}, ${health.state}`,
        href: regionAddress(code),
      }),
    ),
    ...storesOf(overview),
    ...movesOf(overview),
    ...accounts.map(
      (id): PaletteEntry => ({
        kind: 'account',
        id: `account ${id}`,
        name: id,
        detail: `${workloads.filter(({ accountId }) => accountId === id).length} workloads`,
        href: accountAddress(id),
      }),
    ),
  ];
}

/** Leads to the page before the button; nothing is moved from here. */
function movesOf({ workloads }: FleetOverview): readonly PaletteEntry[] {
  return workloads.flatMap(({ id, name, cells }) =>
    cells.length < 2
      ? []
      : cells.map(
          ({ region, role }): PaletteEntry => ({
            kind: 'move',
            id: `move ${id} ${region}`,
            name: `Move ${name} out of ${region}…`,
            detail: `${role}, failover`,
            href: startAddress({ workload: id, source: region }),
          }),
        ),
  );
}

function storesOf({ links, workloads }: FleetOverview): readonly PaletteEntry[] {
  const stores = new Map<string, PaletteEntry>();
  const add = (workloadId: string, storeId: string, what: string) => {
    const id = `store ${workloadId}/${storeId}`;
    const workload = workloads.find((one) => one.id === workloadId)?.name ?? workloadId;
    if (!stores.has(id)) {
      stores.set(id, {
        kind: 'store',
        id,
        name: storeId,
        detail: `${what} of ${workload}`,
        href: storeAddress(workloadId, storeId),
      });
    }
  };
  for (const { workloadId, storeId, resource } of links) add(workloadId, storeId, resource);
  for (const { id, queues, backups } of workloads) {
    for (const { storeId, resource } of [...queues, ...backups]) add(id, storeId, resource);
  }
  return [...stores.values()];
}

/** Lines the list shows at the most; whoever looks for more types on. */
export const mostShown = 40;

/**
 * The entries that answer a query, the best first; of equal ones those whose kind comes first. Without a query: pages,
 * actions and the findings, which are in their order of severity.
 */
export function searchEntries(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  if (query.trim() === '') {
    return entries.filter(({ kind }) => kind === 'page' || kind === 'action' || kind === 'finding').slice(0, mostShown);
  }
  return entries
    .map((entry, index) => ({ entry, index, score: scoreOf(entry, query) }))
    .filter((one): one is typeof one & { readonly score: number } => one.score !== 'none')
    .sort((a, b) => b.score - a.score || rankOf(a.entry) - rankOf(b.entry) || a.index - b.index)
    .slice(0, mostShown)
    .map(({ entry }) => entry);
}

/** A match in the name is worth more than one that needs the detail too. */
function scoreOf({ name, detail, kind }: PaletteEntry, query: string): number | 'none' {
  const byName = fuzzyMatch(query, name);
  return byName === 'none' ? discounted(fuzzyMatch(query, `${name} ${detail} ${kind}`)) : byName;
}

function discounted(score: number | 'none'): number | 'none' {
  return score === 'none' ? 'none' : score / 2;
}

function rankOf({ kind }: PaletteEntry): number {
  return entryKinds.indexOf(kind);
}

/**
 * Where what was chosen stands among what is found, -1 where it is not there any more: the fleet goes on while somebody
 * looks, and Enter opens what was chosen or nothing. While nothing is chosen it is the first.
 */
export function findPlace(found: readonly PaletteEntry[], chosen: string | undefined): number {
  if (chosen === undefined) return found.length === 0 ? -1 : 0;
  return found.findIndex(({ id }) => id === chosen);
}
