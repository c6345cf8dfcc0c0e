import { existsSync, mkdirSync } from 'node:fs';
import { checkpointFile, readCheckpoint, writeCheckpoint } from './checkpoint';
import { type JournalEntry, journalFile, openJournal } from './journal';
import { WorldFileError } from './world-files';
import type { WorldState } from './world-state';

/** Where a world keeps itself. */
export interface WorldStorage {
  append(entry: JournalEntry): void;
  checkpoint(state: WorldState): void;
  close(): void;
}

export interface OpenedStorage {
  readonly storage: WorldStorage;
  /** The world's newest checkpoint; undefined for a world still to be born. */
  readonly state: WorldState | undefined;
  /** Mutations after the checkpoint, in order. */
  readonly entries: readonly JournalEntry[];
}

/** Opens a world's folder, creating it where needed. Throws {@link WorldFileError} for what cannot be trusted, `WrongFleetError` for another fleet's. */
export function openStorage(folder: string, seed: number, fleetName: string): OpenedStorage {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = readCheckpoint(folder, fleetName);
  if (state !== undefined && !existsSync(journalFile(folder))) {
    throw new WorldFileError(journalFile(folder), 'is missing although the world has a checkpoint');
  }
  if (state !== undefined && state.seed !== seed) {
    throw new WorldFileError(checkpointFile(folder), `holds a world of seed ${state.seed}, not of seed ${seed}`);
  }
  const journal = openJournal(folder);
  if (state === undefined && journal.entries.length > 0) {
    journal.close();
    throw new WorldFileError(checkpointFile(folder), 'is missing although the journal has entries');
  }
  const storage: WorldStorage = {
    append: (entry) => journal.append(entry),
    checkpoint(current) {
      writeCheckpoint(folder, fleetName, current);
      journal.clear();
    },
    close: () => journal.close(),
  };
  return { storage, state, entries: state === undefined ? [] : entriesAfter(folder, state, journal.entries) };
}

/** Keeps a world in memory alone. */
export function memoryStorage(): OpenedStorage {
  const nothing = () => undefined;
  return { storage: { append: nothing, checkpoint: nothing, close: nothing }, state: undefined, entries: [] };
}

/** A crash between checkpoint and clearing leaves entries that the checkpoint already holds. */
function entriesAfter(folder: string, state: WorldState, entries: readonly JournalEntry[]): JournalEntry[] {
  const open = entries.filter((entry) => entry.sequence > state.sequence);
  open.forEach((entry, index) => {
    if (entry.sequence !== state.sequence + 1 + index) {
      throw new WorldFileError(journalFile(folder), `lacks entry ${state.sequence + 1 + index}`);
    }
  });
  return open;
}
