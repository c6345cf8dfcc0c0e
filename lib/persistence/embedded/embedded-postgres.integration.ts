import { execFile, spawn } from 'node:child_process';
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTemporaryFolder } from '../../../scripts/testing/temporary-folder';
import { type EmbeddedPostgres, ensureEmbeddedPostgres } from './ensure-embedded-postgres';
import { findPostgresPackage } from './find-binaries';
import { isProcessAlive } from './process-identity';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

let folder: { path: string; remove(): Promise<void> };
let servers: EmbeddedPostgres[] = [];

beforeEach(async () => {
  folder = await makeTemporaryFolder('embedded');
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
  await folder.remove();
});

async function start(where = path.join(folder.path, 'data'), options = {}): Promise<EmbeddedPostgres> {
  const server = await ensureEmbeddedPostgres(where, options);
  servers.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  test('starts on a new folder with durable settings and no TCP port, and stop leaves no process', async () => {
    const server = await start();
    expect(server.reused).toBe(false);
    expect(await ask(server.url, 'show max_connections')).toBe('200');
    expect(await ask(server.url, 'show fsync')).toBe('on');
    expect(await ask(server.url, 'show listen_addresses')).toBe('');
    expect(await ask(server.url, 'select current_database()')).toBe('antipode');
    await server.stop();
    expect(isProcessAlive(server.pid)).toBe(false);
  });

  test.runIf(isRoot)('for root runs as an unprivileged user, from binaries that user cannot change', async () => {
    const server = await start();
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(server.user.uid));
    expect(server.user.uid).not.toBe(0);
    const executable = (await run('readlink', [`/proc/${server.pid}/exe`])).stdout.trim();
    const { uid, mode } = await stat(executable);
    expect([uid, mode & 0o022]).toEqual([0, 0]);
    expect(executable).toContain((await findPostgresPackage()).version);
  });

  test('keeps its data from start to start', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect([second.reused, second.url]).toEqual([false, first.url]);
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  });

  test('a server left by a crash is found and used, and can be stopped by who found it', async () => {
    const first = await start();
    const second = await start();
    expect(second.reused).toBe(true);
    expect(second.pid).toBe(first.pid);
    await second.stop();
    await first.ended;
    expect(isProcessAlive(first.pid)).toBe(false);
  });

  test('killed with everything it runs, it comes back with what was committed', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const second = await start();
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  });

  test('two starts at once on a new folder share one server', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(two.pid);
    expect(one.url).toBe(two.url);
    const left = await readdir(path.join(folder.path, 'data', 'postgres'));
    expect(left.filter((name) => name.includes('making'))).toEqual([]);
  });

  test('what a start that died half-way left is cleared away', async () => {
    const base = path.join(folder.path, 'data', 'postgres');
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('exit', resolve));
    await mkdir(path.join(base, `cluster.making-${dead.pid}`), { recursive: true });
    await chmod(path.join(folder.path, 'data'), 0o711);
    await start();
    expect((await readdir(base)).filter((name) => name.includes('making'))).toEqual([]);
  });

  test('libraries whose links npm left out are linked in the copy', async () => {
    const installed = await findPostgresPackage();
    const bare = path.join(folder.path, 'bare');
    await cp(installed.folder, bare, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(await readFile(path.join(bare, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    for (const { target } of links) await rm(path.join(bare, path.relative('native', target)), { force: true });
    expect(await lstat(path.join(bare, 'lib', 'libpq.so.5')).catch(() => 'absent')).toBe('absent');
    const server = await start(undefined, { binaries: { folder: bare, version: 'bare' } });
    expect(await ask(server.url, 'select 1')).toBe(1);
  });

  test('a folder with a path too long for a socket works through a short one', async () => {
    const deep = path.join(folder.path, 'a'.repeat(60), 'b'.repeat(60));
    const server = await start(deep);
    expect(await ask(server.url, 'select 1')).toBe(1);
    const sockets = new URL(server.url).searchParams.get('host') ?? '';
    expect(sockets.startsWith(deep)).toBe(false);
    expect((await stat(sockets)).mode & 0o077).toBe(0);
    await server.stop();
    await rm(sockets, { recursive: true });
  });

  test.runIf(isRoot)('a private data folder of root is opened for passing through only', async () => {
    const data = path.join(folder.path, 'data');
    await mkdir(data, { mode: 0o700 });
    await start(data);
    expect((await stat(data)).mode & 0o777).toBe(0o711);
  });

  test.runIf(isRoot)('a folder its user cannot reach is named, with what to do', async () => {
    const closed = path.join(folder.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await expect(start(path.join(closed, 'data'))).rejects.toThrow(
      new RegExp(`may not enter ${closed}.*set ANTIPODE_DATA`),
    );
  });

  test('a file in the place of the folder is said in one sentence', async () => {
    const file = path.join(folder.path, 'file');
    await writeFile(file, '');
    await expect(start(file)).rejects.toThrow(/^The data folder .* cannot be used .*: set ANTIPODE_DATA/);
  });

  test.runIf(isRoot)('an ordinary user gets a server of their own', async () => {
    const home = path.join(folder.path, 'home');
    await mkdir(home);
    await chown(home, 65534, 65534);
    const bundle = await bundleProbe(home);
    const { stdout } = await run(process.execPath, [bundle, path.join(home, 'data')], {
      uid: 65534,
      gid: 65534,
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, NODE_ENV: 'test' },
    });
    expect(JSON.parse(stdout)).toEqual({ uid: 65534, answer: 1, parentUntouched: true });
  });
});

/** A program that starts a server as whoever runs it. */
async function bundleProbe(home: string): Promise<string> {
  const { build } = await import('esbuild');
  const outfile = path.join(home, 'probe.mjs');
  const installed = await findPostgresPackage();
  await build({
    stdin: {
      contents: `
        import { readdirSync } from 'node:fs';
        import path from 'node:path';
        import pg from 'pg';
        import { ensureEmbeddedPostgres } from './ensure-embedded-postgres';
        const server = await ensureEmbeddedPostgres(process.argv[2], { binaries: ${JSON.stringify(installed)} });
        const client = new pg.Client({ connectionString: server.url });
        await client.connect();
        const { rows } = await client.query('select 1 as answer');
        await client.end();
        await server.stop();
        const parentUntouched = !readdirSync(path.dirname(process.argv[2])).some((name) => name.startsWith('postgresql-'));
        console.log(JSON.stringify({ uid: server.user.uid, answer: rows[0].answer, parentUntouched }));`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    external: ['pg-native'],
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`,
    },
    logLevel: 'silent',
  });
  return outfile;
}
