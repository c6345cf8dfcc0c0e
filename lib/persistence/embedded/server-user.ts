import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresUnavailable } from './find-binaries';
import type { FolderOwner } from './socket-folder';

const run = promisify(execFile);

/**
 * Who PostgreSQL runs as: ourselves, or for root (whom PostgreSQL refuses) the owner of the existing data, else
 * `nobody`.
 */
export async function findServerUser(cluster: string): Promise<FolderOwner> {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid === undefined || gid === undefined) {
    throw new EmbeddedPostgresUnavailable('The built-in PostgreSQL does not run here: set DATABASE_URL.');
  }
  if (uid !== 0) return { uid, gid };
  const existing = await stat(cluster).catch(() => undefined);
  if (existing !== undefined && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const [nobodyUid, nobodyGid] = await Promise.all(['-u', '-g'].map(askId));
  if (nobodyUid === undefined || nobodyGid === undefined || nobodyUid === 0) {
    throw new EmbeddedPostgresUnavailable(
      'PostgreSQL does not run as root and there is no user "nobody" to run it as: start Antipode as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: nobodyUid, gid: nobodyGid };
}

/**
 * Checks that the user can reach a folder through all of its parents.
 *
 * @throws EmbeddedPostgresUnavailable naming the parent that is closed to it.
 */
export async function requireReachable(folder: string, user: FolderOwner): Promise<void> {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = await stat(at);
    const mine = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if ((found.mode & mine) === 0) {
      throw new EmbeddedPostgresUnavailable(
        `PostgreSQL runs as user ${user.uid}, who may not enter ${at}: set ANTIPODE_DATA to a folder that user can reach (e.g. under /var/lib), or set DATABASE_URL.`,
      );
    }
    if (at === path.dirname(at)) return;
  }
}

async function askId(flag: string): Promise<number | undefined> {
  const answer = await run('id', [flag, 'nobody']).catch(() => undefined);
  const number = Number.parseInt(answer?.stdout ?? '', 10);
  return Number.isNaN(number) ? undefined : number;
}
