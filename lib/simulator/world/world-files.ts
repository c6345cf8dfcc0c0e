import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A file of the world that cannot be trusted. The world stays closed: it is never silently born anew. */
export class WorldFileError extends Error {
  constructor(
    readonly file: string,
    problem: string,
  ) {
    super(
      `The simulated world cannot be opened: ${file} ${problem}. Restore it from a copy, or move its folder away to begin a new world.`,
    );
    this.name = 'WorldFileError';
  }
}

/** A folder that keeps a world of another fleet than the one that is asked for. */
export class WrongFleetError extends Error {
  constructor(
    readonly folder: string,
    readonly found: string,
    readonly wanted: string,
  ) {
    super(
      `The folder ${folder} keeps a world of the fleet ${found}, not of ${wanted}. Set ANTIPODE_SIMULATOR_FLEET=${found} to go on with it, or move the folder away to begin a new world.`,
    );
    this.name = 'WrongFleetError';
  }
}

/** Makes a folder's list of names durable, after a file in it was created or renamed. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
