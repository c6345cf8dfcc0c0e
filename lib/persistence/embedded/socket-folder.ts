import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exists } from './copy-binaries';
import { EmbeddedPostgresUnavailable } from './find-binaries';

/** Longest path of a Unix socket in bytes: 107 on Linux, 103 on macOS. */
export const maxSocketPathBytes = process.platform === 'darwin' ? 103 : 107;

/** Whether a socket of that file name in that folder has a path the system accepts. */
export function fitsSocketPath(folder: string, fileName: string): boolean {
  return Buffer.byteLength(path.join(folder, fileName)) <= maxSocketPathBytes;
}

export interface FolderOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes a folder for sockets that only `owner` can enter: `preferred`, or when that is too long for a socket, a short
 * one derived from it (so that every program finds the same), under /run for root and the user's runtime or temporary
 * folder otherwise. In a folder others can write to, one that somebody else prepared is refused.
 */
export async function makeSocketFolder(preferred: string, fileName: string, owner: FolderOwner): Promise<string> {
  const folder = fitsSocketPath(preferred, fileName) ? preferred : await shortFolder(preferred);
  await mkdir(folder, { mode: 0o700 }).then(
    () => chown(folder, owner.uid, owner.gid),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  if (!(await isPrivateSoon(folder, owner))) {
    throw new EmbeddedPostgresUnavailable(
      `The folder ${folder} for sockets is not a private folder of user ${owner.uid}: remove it and start again.`,
    );
  }
  return folder;
}

/** Milliseconds in which another start that has just made the folder gives it to its owner. */
const handedOverMs = 1000;

/** Whether the folder is the owner's alone. One that we made ourselves, in another start, may be about to become so. */
async function isPrivateSoon(folder: string, owner: FolderOwner): Promise<boolean> {
  const until = performance.now() + handedOverMs;
  for (;;) {
    const found = await lstat(folder);
    if (!found.isDirectory() || (found.mode & 0o077) !== 0) return false;
    if (found.uid === owner.uid) return true;
    if (found.uid !== process.getuid?.() || performance.now() > until) return false;
    await sleep(20);
  }
}

async function shortFolder(preferred: string): Promise<string> {
  const name = `antipode-${createHash('sha256').update(preferred).digest('hex').slice(0, 12)}`;
  if (process.getuid?.() === 0 && (await exists('/run'))) return path.join('/run', name);
  return path.join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), name);
}
