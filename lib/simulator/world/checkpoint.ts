import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { syncFolder, WorldFileError, WrongFleetError } from './world-files';
import type { WorldState } from './world-state';

const fileName = 'checkpoint.json';
/** Raised whenever an older state could not be carried on by this program. */
const format = 2;

/** Where the checkpoint of a world's folder lies. */
export function checkpointFile(folder: string): string {
  return path.join(folder, fileName);
}

/** Replaces the checkpoint of a folder; after a crash at any moment either the old one or the new one is there whole. */
export function writeCheckpoint(folder: string, fleetName: string, state: WorldState): void {
  const file = checkpointFile(folder);
  const fresh = `${file}.new`;
  const text = JSON.stringify(state);
  const handle = openSync(fresh, 'w', 0o600);
  try {
    writeFileSync(
      handle,
      `{"format":${format},"fleet":${JSON.stringify(fleetName)},"sum":"${sumOf(text)}","state":${text}}\n`,
    );
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  syncFolder(folder);
}

/** The checkpoint of a folder, or undefined where none was ever written; a damaged one and one of another fleet throw {@link WorldFileError}. */
export function readCheckpoint(folder: string, fleetName: string): WorldState | undefined {
  const file = checkpointFile(folder);
  if (!existsSync(file)) return undefined;
  const content = readFileSync(file, 'utf8');
  let outer: { format?: unknown; fleet?: unknown; sum?: unknown; state?: unknown };
  try {
    outer = JSON.parse(content) as typeof outer;
  } catch {
    throw new WorldFileError(file, 'is damaged (it is not whole JSON)');
  }
  if (outer === null || typeof outer !== 'object') throw new WorldFileError(file, 'is damaged (it holds no world)');
  if (outer.format !== format) {
    throw new WorldFileError(
      file,
      `has format ${JSON.stringify(outer.format)} where this program reads ${format}: its world cannot be carried on, only a new one begun in an empty folder`,
    );
  }
  // Before there were other fleets nobody wrote down which one it was.
  const fleet = outer.fleet ?? 'default';
  if (fleet !== fleetName) throw new WrongFleetError(folder, String(fleet), fleetName);
  if (outer.sum !== sumOf(JSON.stringify(outer.state) ?? '')) {
    throw new WorldFileError(file, 'is damaged (its content does not match its sum)');
  }
  return { ...laterMembers(), ...(outer.state as Omit<WorldState, LaterMember>) };
}

type LaterMember = 'kept' | 'objectFailures' | 'failures' | 'queues' | 'queued';

/** What a checkpoint of this format may still lack: it was written before there was anything to put there. */
function laterMembers(): Pick<WorldState, LaterMember> {
  return { kept: {}, objectFailures: {}, failures: {}, queues: {}, queued: {} };
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
