import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresUnavailable, type PostgresPackage } from './find-binaries';
import { isProcessAlive } from './process-identity';

/**
 * Gives a complete copy of the binaries in a folder named after their version, made once. A copy because the server
 * must outlive a reinstall of the packages, must be readable by the user it runs as, and needs links that npm leaves
 * out where install scripts are blocked. It appears whole or not at all: it is made aside and renamed.
 */
export async function copyBinaries(from: PostgresPackage, parent: string): Promise<string> {
  const target = path.join(parent, `postgresql-${from.version}`);
  if (await exists(path.join(target, 'bin', 'postgres'))) return target;
  await mkdir(parent, { recursive: true, mode: 0o755 });
  await removeAbandoned(parent, `postgresql-${from.version}.making-`);
  const making = makingName(target);
  await cp(from.folder, making, { recursive: true, verbatimSymlinks: true });
  await repairLinks(making);
  await chmod(making, 0o755);
  await rename(making, target).catch(async (error) => {
    await rm(making, { recursive: true, force: true });
    // Another start was faster: its copy is as good.
    if (!(await exists(path.join(target, 'bin', 'postgres')))) throw error;
  });
  return target;
}

/** Makes the links between libraries that the package's install script would have made; existing ones stay. */
export async function repairLinks(folder: string): Promise<void> {
  for (const { source, target } of await readLinks(folder)) {
    const [file, link] = [source, target].map((name) => path.resolve(folder, path.relative('native', name)));
    if (file === undefined || link === undefined || !isInside(folder, file) || !isInside(folder, link)) {
      throw new EmbeddedPostgresUnavailable(
        'The PostgreSQL package lists a link outside of itself: run "npm ci" to install it anew.',
      );
    }
    if (await lstat(link).catch(() => undefined)) continue;
    await symlink(path.relative(path.dirname(link), file), link);
  }
}

async function readLinks(folder: string): Promise<readonly { source: string; target: string }[]> {
  const text = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    // Platforms whose libraries need no links have no list.
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return JSON.parse(text) as readonly { source: string; target: string }[];
}

/** Where something is made aside before it is renamed to `target`: names the process that makes it. */
export function makingName(target: string): string {
  return `${target}.making-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Removes what starts that died left half made: entries named by prefix and the number of a process that is gone. */
export async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (pid > 0 && !isProcessAlive(pid)) {
      await rm(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

function isInside(folder: string, file: string): boolean {
  return !path.relative(folder, file).startsWith('..');
}

export function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
