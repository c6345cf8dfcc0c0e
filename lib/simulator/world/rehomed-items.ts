import type { DatabaseState } from './database-roles';
import type { WorldState } from './world-state';

/** What the new writer had is now its own; what it had not stays with the old one alone. */
export function rehomeItems(state: WorldState, resource: string, from: string, to: string): void {
  const position = state.positions[`${resource}/${from}>${to}`] ?? 0;
  for (const [name, versions] of Object.entries(state.kept[resource] ?? {})) {
    const moved = versions.map((each) =>
      each.source === from && position >= each.at + 1 ? { ...each, source: to } : each,
    );
    state.kept[resource] = { ...state.kept[resource], [name]: moved };
  }
}

/** What only the copy in a region had is nowhere any more. */
export function forgetItemsOf(state: WorldState, resource: string, region: string): void {
  for (const [name, versions] of Object.entries(state.kept[resource] ?? {})) {
    const left = versions.filter((each) => each.source !== region);
    state.kept[resource] = { ...state.kept[resource], [name]: left };
  }
}

/** Writes that the copy in a region took and that are gone for good. */
export function addLost(database: DatabaseState, region: string, writes: number): void {
  database.lost[region] = (database.lost[region] ?? 0) + writes;
}
