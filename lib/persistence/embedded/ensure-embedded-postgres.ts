import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { databaseErrorCode } from '../database-error';
import { retryPassing } from '../retry-passing';
import { copyBinaries, exists, makingName, removeAbandoned } from './copy-binaries';
import { EmbeddedPostgresUnavailable, findPostgresPackage, type PostgresPackage } from './find-binaries';
import { processStartedAt } from './process-identity';
import { findServerUser, requireReachable } from './server-user';
import { type FolderOwner, makeSocketFolder } from './socket-folder';

const run = promisify(execFile);
const superuser = 'antipode';
const socketFile = '.s.PGSQL.5432';
const startLimitMs = 60_000;
const stopLimitMs = 20_000;

export interface EmbeddedPostgres {
  /** URL of the database `antipode`. */
  readonly url: string;
  /** Whether a server left by an earlier program was found running. */
  readonly reused: boolean;
  /** The server's process and the user it runs as. */
  readonly pid: number;
  readonly user: FolderOwner;
  /** Settles when the server has ended, however that came. */
  readonly ended: Promise<void>;
  /** Ends the server cleanly (connections are cut, data is safe) and waits for it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Binaries to use instead of the installed package. */
  readonly binaries?: PostgresPackage;
}

interface Cluster {
  readonly binaries: string;
  readonly data: string;
  readonly sockets: string;
  readonly log: string;
  readonly user: FolderOwner;
}

/**
 * Gives a running PostgreSQL server of the data folder: the one that runs there already, or a new one, on first use
 * with new data. It listens on a Unix socket in a private folder only. As root it runs as an unprivileged user. Any
 * number of programs may call this at once for one folder; they get the same server.
 *
 * @throws EmbeddedPostgresUnavailable with one sentence that says what to do.
 */
export async function ensureEmbeddedPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(path.resolve(folder), options.binaries);
  // A server found just as it is being ended goes away under our hands: then it is started after all.
  return retryPassing(() => ensureServer(cluster));
}

async function ensureServer(cluster: Cluster): Promise<EmbeddedPostgres> {
  const { child, reused } = await ensureRunning(cluster);
  const pid = await readServerPid(cluster);
  const startedAt = processStartedAt(pid);
  const isRunning = () => startedAt !== undefined && processStartedAt(pid) === startedAt;
  const ended = child === undefined ? goneByPolling(isRunning) : goneByExit(child);
  await createDatabase(cluster);
  return {
    url: databaseUrl(cluster, 'antipode'),
    reused,
    pid,
    user: cluster.user,
    ended,
    async stop() {
      // Until here the server kept nobody alive; now its end is waited for, even by a program with nothing else to do.
      child?.ref();
      for (const [signal, limitMs] of [
        ['SIGINT', stopLimitMs],
        ['SIGQUIT', 5_000],
        ['SIGKILL', 5_000],
      ] as const) {
        if (!isRunning()) break;
        process.kill(pid, signal);
        await waitUntil(() => !isRunning(), limitMs);
      }
      if (child !== undefined) await ended;
    },
  };
}

async function prepareCluster(folder: string, binaries: PostgresPackage | undefined): Promise<Cluster> {
  const found = binaries ?? (await findPostgresPackage());
  const base = path.join(folder, 'postgres');
  const data = path.join(base, 'cluster');
  const user = await findServerUser(data);
  const asRoot = process.getuid?.() === 0;
  try {
    // Another user's server must pass through, and nobody may look around.
    await mkdir(folder, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
    await mkdir(base, { recursive: true, mode: 0o700 });
    if (asRoot) {
      await chown(base, user.uid, user.gid);
      await letPass(folder);
      await requireReachable(folder, user);
    }
    await chmod(base, 0o700);
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresUnavailable) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresUnavailable(
      `The data folder ${folder} cannot be used (${why}): set ANTIPODE_DATA to a folder of yours.`,
      { cause },
    );
  }
  const sockets = await makeSocketFolder(path.join(base, 'socket'), socketFile, user);
  const copy = await copyBinaries(found, await binariesParent(folder, asRoot));
  const cluster = { binaries: copy, data, sockets, log: path.join(base, 'postgres.log'), user };
  if (!(await exists(path.join(data, 'PG_VERSION')))) await createCluster(cluster, base);
  return cluster;
}

/** The data folder itself is ours: a private one of root's is opened for passing through, not for looking around. */
async function letPass(folder: string): Promise<void> {
  const { uid, mode } = await stat(folder);
  if (uid === 0 && (mode & 0o001) === 0) await chmod(folder, (mode & 0o777) | 0o011);
}

/**
 * Root's copies are shared by the data folders beside each other, but only in a folder that root alone writes to;
 * everyone else's stays inside the data folder.
 */
async function binariesParent(folder: string, asRoot: boolean): Promise<string> {
  if (!asRoot) return folder;
  const parent = path.dirname(folder);
  const { uid, mode } = await stat(parent);
  return uid === 0 && (mode & 0o022) === 0 ? parent : folder;
}

/** Makes new data aside and renames it, so that a crash or a second program never leaves half of it. */
async function createCluster(cluster: Cluster, base: string): Promise<void> {
  await removeAbandoned(base, 'cluster.making-');
  const making = makingName(path.join(base, 'cluster'));
  const args = ['-D', making, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
  try {
    await run(path.join(cluster.binaries, 'bin', 'initdb'), args, {
      ...cluster.user,
      cwd: '/',
      env: serverEnvironment(),
    });
  } catch (cause) {
    await rm(making, { recursive: true, force: true });
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new EmbeddedPostgresUnavailable(
      `PostgreSQL could not create its data in ${cluster.data} (${lastWords(words)}): free or repair that folder, set ANTIPODE_DATA to another, or set DATABASE_URL.`,
      { cause },
    );
  }
  await rename(making, cluster.data).catch(async (error) => {
    await rm(making, { recursive: true, force: true });
    // Another program was faster: its data are the data.
    if (!(await exists(path.join(cluster.data, 'PG_VERSION')))) throw error;
  });
}

async function ensureRunning(cluster: Cluster): Promise<{ child: ChildProcess | undefined; reused: boolean }> {
  const until = performance.now() + startLimitMs;
  let child: ChildProcess | undefined;
  for (;;) {
    const state = await askServer(cluster);
    if (state === 'accepting') {
      const pid = await readServerPid(cluster);
      const ours = child?.pid === pid;
      return { child: ours ? child : undefined, reused: !ours };
    }
    if (performance.now() > until) throw await didNotStart(cluster);
    // A server that is starting or going down says so: wait for it, then look again.
    if (state === 'absent' && (child === undefined || child.exitCode !== null || child.signalCode !== null)) {
      if (child !== undefined) await sleep(150);
      child = await spawnServer(cluster);
    }
    await sleep(20);
  }
}

async function spawnServer(cluster: Cluster): Promise<ChildProcess> {
  const log = await open(cluster.log, 'a', 0o600);
  try {
    const settings = {
      listen_addresses: '',
      max_connections: '200',
      shared_buffers: '64MB',
      unix_socket_permissions: '0700',
    };
    const child = spawn(
      path.join(cluster.binaries, 'bin', 'postgres'),
      [
        ...['-D', cluster.data, '-k', cluster.sockets],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // A session of its own: Ctrl-C in a terminal must reach the supervisor, which ends things in order.
      { ...cluster.user, cwd: '/', env: serverEnvironment(), detached: true, stdio: ['ignore', log.fd, log.fd] },
    );
    // A failure to start shows as an exit, which the caller waits for.
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function askServer(cluster: Cluster): Promise<'accepting' | 'busy' | 'absent'> {
  const client = new pg.Client({ connectionString: databaseUrl(cluster, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'accepting';
  } catch (error) {
    const code = databaseErrorCode(error);
    // 57P03: starting up or shutting down. Any other answer of a server means that it is there.
    if (code === '57P03') return 'busy';
    if (code !== undefined && /^(ENOENT|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code)) return 'absent';
    if (error instanceof Error && /terminated unexpectedly/.test(error.message)) return 'busy';
    throw new EmbeddedPostgresUnavailable(
      `The built-in PostgreSQL cannot be reached (${error instanceof Error ? error.message : String(error)}): its log is ${cluster.log}.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(cluster, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'antipode'`);
    if (rowCount === 0) await client.query('create database antipode');
  } catch (error) {
    // Another program made it in the same moment.
    const code = databaseErrorCode(error);
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}

async function readServerPid(cluster: Cluster): Promise<number> {
  const text = await readFile(path.join(cluster.data, 'postmaster.pid'), 'utf8');
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || pid <= 1) throw new Error(`${cluster.data}/postmaster.pid names no process.`);
  return pid;
}

function databaseUrl(cluster: Cluster, database: string): string {
  return `postgresql://${superuser}@localhost/${database}?host=${encodeURIComponent(cluster.sockets)}`;
}

/** Nothing of ours, and above all no credentials, reaches the server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const environment: Record<string, string> = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return environment as NodeJS.ProcessEnv;
}

async function didNotStart(cluster: Cluster): Promise<Error> {
  const log = await readFile(cluster.log, 'utf8').catch(() => '');
  return new EmbeddedPostgresUnavailable(
    `PostgreSQL did not start within ${startLimitMs / 1000} s (${lastWords(log)}): its log is ${cluster.log}.`,
  );
}

function lastWords(text: string): string {
  return text.trim().split('\n').slice(-2).join(' ').slice(-300) || 'it said nothing';
}

function goneByExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function goneByPolling(isRunning: () => boolean): Promise<void> {
  while (isRunning()) await sleep(250, undefined, { ref: false });
}

async function waitUntil(condition: () => boolean, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  while (!condition() && performance.now() < until) await sleep(20);
}
