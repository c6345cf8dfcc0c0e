import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeTemporaryFolder } from '../../scripts/testing/temporary-folder';
import { isProcessAlive, processStartedAt } from '../persistence/embedded/process-identity';
import { buildStubSupervisor } from './testing/build-stub-supervisor';

interface ReadyLine {
  readonly ready: string;
  readonly pid?: number;
  readonly port?: number;
  readonly dnsPort?: number;
  readonly environment?: Record<string, string>;
}

/** One start: a supervisor process with what it said. */
class Start {
  readonly mark = `antipode-test-${randomBytes(8).toString('hex')}`;
  readonly child: ChildProcess;
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(supervisor: string, environment: Record<string, string>, args: readonly string[] = []) {
    const env = { PATH: process.env.PATH ?? '', HOME: '/', ...environment, ANTIPODE_LOG_LEVEL: this.mark };
    this.child = spawn(process.execPath, [supervisor, ...args], { env: env as unknown as NodeJS.ProcessEnv });
    collect(this.child.stdout, this.lines);
    collect(this.child.stderr, this.errors);
    this.exit = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  readyLines(name: string): ReadyLine[] {
    return this.lines
      .filter((line) => line.startsWith('{"ready"'))
      .map((line) => JSON.parse(line) as ReadyLine)
      .filter((line) => line.ready === name);
  }

  ready(name: string, nth = 1): Promise<ReadyLine> {
    return until(() => this.readyLines(name)[nth - 1], `${name} ready (${nth})`, this);
  }

  /** The greeting comes in pieces: it is whole with its last line. */
  serving(): Promise<string> {
    const isGreeted = () => this.lines.includes('  Stop: Ctrl-C');
    const ready = () => this.lines.find((line) => line.startsWith('Antipode is ready'));
    return until(() => (isGreeted() ? ready() : undefined), 'serving', this);
  }

  /** Processes that carry this start's mark in their environment: what it started, however deep. */
  async processes(): Promise<number[]> {
    const found: number[] = [];
    for (const name of await readdir('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
      if (environment.includes(this.mark) && processStartedAt(Number(name)) !== undefined) found.push(Number(name));
    }
    return found;
  }
}

/** Process 0 is our own group: a program that does not say who it is must fail the test, not end it or pass it. */
function pidOf({ ready, pid }: ReadyLine): number {
  if (pid === undefined) throw new Error(`The ready line of ${ready} carries no process id.`);
  return pid;
}

function collect(stream: NodeJS.ReadableStream | null, lines: string[]): void {
  let pending = '';
  stream?.on('data', (chunk: Buffer) => {
    const parts = (pending + chunk.toString()).split('\n');
    pending = parts.pop() ?? '';
    lines.push(...parts);
  });
}

async function until<T>(look: () => T | Promise<T>, what: string, start?: Start): Promise<NonNullable<T>> {
  const limit = performance.now() + 120_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found as NonNullable<T>;
    if (performance.now() > limit) {
      throw new Error(`Not seen in two minutes: ${what}.\n${start?.lines.join('\n')}\n${start?.errors.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let built: Awaited<ReturnType<typeof buildStubSupervisor>>;
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let data: string;
let starts: Start[] = [];

beforeAll(async () => {
  built = await buildStubSupervisor();
});
afterAll(() => built.remove());
beforeEach(async () => {
  folder = await makeTemporaryFolder('supervisor');
  data = path.join(folder.path, 'data');
});
afterEach(async () => {
  for (const start of starts) if (start.child.exitCode === null) start.child.kill('SIGTERM');
  await Promise.all(starts.map((start) => start.exit));
  const pid = await postgresPid();
  if (pid !== undefined && isProcessAlive(pid)) {
    process.kill(pid, 'SIGINT');
    await until(() => !isProcessAlive(pid), 'PostgreSQL ended');
  }
  starts = [];
  await folder.remove();
});

async function begin(environment: Record<string, string> = {}, args: readonly string[] = []): Promise<Start> {
  const defaults = { ANTIPODE_DATA: data, PORT: '0', SIMULATOR_PORT: '0' };
  const start = new Start(built.supervisor, { ...defaults, ...environment }, args);
  starts.push(start);
  return start;
}

/** A fleet file of a real account, as the environment names it. */
async function realFleet(change: (text: string) => string = (text) => text): Promise<Record<string, string>> {
  const file = path.join(folder.path, 'real-fleet.yaml');
  await writeFile(
    file,
    change(`version: 1
name: real
hostedZone: shop.example
accounts: [{ id: "444455556666", name: shop }]
regions: [{ code: us-east-1 }, { code: eu-west-1 }]
workloads:
  - { id: shop, tier: 0, strategy: warm-standby, owner: a, regions: { us-east-1: primary, eu-west-1: standby } }
`),
  );
  return { ANTIPODE_FLEET: file };
}

async function postgresPid(): Promise<number | undefined> {
  const text = await readFile(path.join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

async function livingPostgres(): Promise<number> {
  const pid = await postgresPid();
  if (pid === undefined || !isProcessAlive(pid)) throw new Error('PostgreSQL does not run.');
  return pid;
}

async function webEnvironment(start: Start): Promise<Record<string, string>> {
  const { port } = await start.ready('web');
  const answer = await fetch(`http://127.0.0.1:${port}/api/livez`);
  return ((await answer.json()) as { environment: Record<string, string> }).environment;
}

describe('a start', () => {
  test('brings everything up, says where and how to sign in, and a signal ends it all', async () => {
    const start = await begin();
    await start.serving();
    expect(start.lines.some((line) => /^ {4}operator +[a-z2-9-]{19}$/.test(line))).toBe(true);
    const { port } = await start.ready('web');
    expect(start.lines).toContain(`Antipode is ready: http://127.0.0.1:${port}`);
    // What the engine has to say to a person is a line of its own.
    expect(start.lines).toContain('Watching costs something.');
    const file = JSON.parse(await readFile(path.join(data, 'simulator.json'), 'utf8'));
    expect(file).toMatchObject({ port: (await start.ready('simulator')).port, dnsPort: 40_001, httpPort: 40_002 });
    expect(isProcessAlive(file.pid)).toBe(true);
    const postgres = await livingPostgres();
    start.child.kill('SIGINT');
    expect(await start.exit).toEqual({ code: 0, signal: null });
    expect(await start.processes()).toEqual([]);
    expect(isProcessAlive(postgres)).toBe(false);
  });

  test('keeps its secrets to their owner, shows them once, and later says where they are', async () => {
    const first = await begin();
    await first.serving();
    const file = path.join(data, 'secrets.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const secrets = await readFile(file, 'utf8');
    first.child.kill('SIGTERM');
    await first.exit;
    const second = await begin();
    await second.serving();
    expect(second.lines.join('\n')).toContain(`the passwords are in ${file}`);
    for (const { password } of JSON.parse(secrets).accounts) expect(second.lines.join('\n')).not.toContain(password);
    expect(await readFile(file, 'utf8')).toBe(secrets);
  });

  test('gives each program only what it may see: the web program never gets AWS credentials', async () => {
    const start = await begin({
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_PROFILE: 'production',
      SOMETHING_ELSE: 'x',
    });
    await start.serving();
    const web = await webEnvironment(start);
    const engine = (await start.ready('engine')).environment ?? {};
    const simulator = (await start.ready('simulator')).environment ?? {};
    for (const environment of [web, engine, simulator]) {
      expect(Object.keys(environment).filter((name) => name.startsWith('AWS_') || name === 'SOMETHING_ELSE')).toEqual(
        [],
      );
      expect(environment.ANTIPODE_SUPERVISED).toBe('1');
    }
    expect(engine.NEXTAUTH_SECRET).toBeUndefined();
    expect(simulator.ANTIPODE_DATABASE_URL).toBeUndefined();
    expect(simulator.NEXTAUTH_SECRET).toBeUndefined();
    expect(web).toMatchObject({ AUTH_TRUST_HOST: '1', ANTIPODE_SIMULATOR: 'on', ANTIPODE_CLOCK: '0,0,1' });
    expect(JSON.parse(web.ANTIPODE_LOCAL_ACCOUNTS ?? '').map((account: { name: string }) => account.name)).toEqual([
      'viewer',
      'operator',
      'approver',
    ]);
    const password = JSON.parse(await readFile(path.join(data, 'secrets.json'), 'utf8')).accounts[0].password;
    expect(JSON.stringify(web)).not.toContain(password);
  });

  test('fixes the clock at the first start of a store', async () => {
    const first = await begin({ ANTIPODE_CLOCK_SPEED: '10' });
    await first.serving();
    const clock = (await first.ready('engine')).environment?.ANTIPODE_CLOCK ?? '';
    expect(clock).toMatch(/^\d{13},\d{13},10$/);
    first.child.kill('SIGTERM');
    await first.exit;
    const second = await begin({ ANTIPODE_CLOCK_SPEED: '2' });
    await second.serving();
    expect((await second.ready('simulator')).environment?.ANTIPODE_CLOCK).toBe(clock);
    expect(second.lines.join('\n')).toContain('ANTIPODE_CLOCK_SPEED is fixed at 10');
  });

  test('interrupted while it starts ends everything and exits quietly', async () => {
    const start = await begin();
    await until(() => stat(path.join(data, 'postgres')).catch(() => undefined), 'PostgreSQL begun', start);
    start.child.kill('SIGINT');
    expect((await start.exit).code).toBe(0);
    expect(start.errors).toEqual([]);
    expect(await start.processes()).toEqual([]);
    const pid = await postgresPid();
    expect(pid !== undefined && isProcessAlive(pid)).toBe(false);
  });
});

describe('a start that cannot be', () => {
  test.each([
    ['PORT', 'PORT'],
    ['SIMULATOR_PORT', 'SIMULATOR_PORT'],
  ])('%s in use is said in one sentence, before anything is started', async (variable) => {
    const squatter = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as net.AddressInfo;
    const start = await begin({ [variable]: String(port) });
    expect((await start.exit).code).toBe(2);
    expect(start.errors).toHaveLength(1);
    expect(start.errors[0]).toMatch(new RegExp(`^Port ${port} on 127.0.0.1 is in use: .*${variable}=${port + 1}`));
    expect(await stat(path.join(data, 'postgres')).catch(() => 'absent')).toBe('absent');
    await new Promise((resolve) => squatter.close(resolve));
  });

  test('wrong settings are all told at once', async () => {
    const start = await begin({ PORT: 'x', ANTIPODE_SIMULATOR: 'perhaps' });
    expect((await start.exit).code).toBe(2);
    expect(start.errors.map((line) => line.split(' ')[0])).toEqual(['PORT', 'ANTIPODE_SIMULATOR']);
  });

  test('a broken fleet file is told whole, before anything is started', async () => {
    const start = await begin(
      await realFleet((text) => text.replace('tier: 0', 'tier: 9').replace('owner: a', 'who: a')),
    );
    expect((await start.exit).code).toBe(2);
    expect(start.errors.map((line) => line.split(' ')[1])).toEqual([
      'accounts[0].id',
      'workloads[0].owner',
      'workloads[0].tier',
      'workloads[0].who',
    ]);
    expect(start.errors[0]).toMatch(/real-fleet\.yaml:4:\d+ .*while the fleet is simulated.*ANTIPODE_SIMULATOR=off/);
    expect(await stat(data).catch(() => 'absent')).toBe('absent');
    expect(await start.processes()).toEqual([]);
  });

  test('over AWS a fleet file must be there', async () => {
    const start = await begin({
      ANTIPODE_SIMULATOR: 'off',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      ANTIPODE_LOCAL_ACCOUNTS: '[]',
    });
    expect((await start.exit).code).toBe(2);
    expect(start.errors.join('\n')).toMatch(/^ANTIPODE_FLEET is missing and .*fleet\.yaml is not there: write a fleet/);
  });

  test('over AWS no simulator is started, the engine is named the fleet file, and nothing knows a door', async () => {
    const start = await begin({
      ...(await realFleet()),
      ANTIPODE_SIMULATOR: 'off',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      ANTIPODE_LOCAL_ACCOUNTS: '[]',
      AWS_ACCESS_KEY_ID: 'a-real-key',
    });
    await start.serving();
    expect(start.readyLines('simulator')).toEqual([]);
    const { environment } = await start.ready('engine');
    expect(environment).toMatchObject({
      ANTIPODE_SIMULATOR: 'off',
      ANTIPODE_FLEET: path.join(folder.path, 'real-fleet.yaml'),
      AWS_ACCESS_KEY_ID: 'a-real-key',
    });
    const all = { ...environment, ...(await webEnvironment(start)) };
    expect(Object.keys(all).filter((name) => name.startsWith('ANTIPODE_SIMULATOR_'))).toEqual([]);
    expect(await webEnvironment(start)).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });

  test('damaged secrets are never replaced', async () => {
    const first = await begin();
    await first.serving();
    first.child.kill('SIGTERM');
    await first.exit;
    const file = path.join(data, 'secrets.json');
    await writeFile(file, '{"nextAuthSecret":');
    const second = await begin();
    expect((await second.exit).code).toBe(2);
    expect(second.errors.join('\n')).toMatch(/^The secrets in .* cannot be read \(not JSON\): restore it/);
    expect(await readFile(file, 'utf8')).toBe('{"nextAuthSecret":');
    expect(await second.processes()).toEqual([]);
  });

  test('a database that cannot be reached is named without its password', async () => {
    // A port that is free now may be anybody's a moment later; nobody listens on this one.
    const start = await begin({ DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/antipode' });
    expect((await start.exit).code).toBe(2);
    expect(start.errors.join('\n')).toMatch(
      /^The database of DATABASE_URL cannot be used \(ECONNREFUSED at 127\.0\.0\.1/,
    );
    expect(start.errors.join('\n')).not.toContain('hunter2');
  });

  test('a store of a simulated fleet is not opened for a real one', async () => {
    const first = await begin();
    await first.serving();
    first.child.kill('SIGTERM');
    await first.exit;
    const second = await begin({
      ...(await realFleet()),
      ANTIPODE_SIMULATOR: 'off',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      ANTIPODE_LOCAL_ACCOUNTS: '[]',
    });
    expect((await second.exit).code).toBe(2);
    expect(second.errors.join('\n')).toMatch(/belongs to a simulated fleet, which is never mixed/);
    expect(await second.processes()).toEqual([]);
  });
});

describe('programs that die', () => {
  test('are started again, with the simulator where it was, so that nobody has to be told', async () => {
    const start = await begin();
    await start.serving();
    const [engine, simulator] = [await start.ready('engine'), await start.ready('simulator')];
    process.kill(pidOf(engine), 'SIGKILL');
    process.kill(pidOf(simulator), 'SIGKILL');
    const again = await start.ready('simulator', 2);
    expect([again.port, again.dnsPort]).toEqual([simulator.port, simulator.dnsPort]);
    expect((await start.ready('engine', 2)).environment?.ANTIPODE_ENGINE_ID).toBe(
      engine.environment?.ANTIPODE_ENGINE_ID,
    );
    expect(start.lines.join('\n')).toMatch(/The engine was ended by SIGKILL.*starting it again in 1 s/);
  });

  test('stay down with --no-restart, and the rest serves on', async () => {
    const start = await begin({}, ['--no-restart']);
    await start.serving();
    process.kill(pidOf(await start.ready('engine')), 'SIGKILL');
    await until(() => start.lines.some((line) => line.includes('not starting it again')), 'crash told', start);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(start.readyLines('engine')).toHaveLength(1);
    expect(Object.keys(await webEnvironment(start))).toContain('NEXTAUTH_SECRET');
  });

  test('PostgreSQL too', async () => {
    const start = await begin();
    await start.serving();
    const url = (await start.ready('engine')).environment?.ANTIPODE_DATABASE_URL ?? '';
    const before = await livingPostgres();
    process.kill(before, 'SIGKILL');
    await until(
      async () => {
        const client = new pg.Client({ connectionString: url });
        client.on('error', () => undefined);
        return client.connect().then(
          () => client.end().then(() => true),
          () => false,
        );
      },
      'PostgreSQL again',
      start,
    );
    expect(await livingPostgres()).not.toBe(before);
  });
});

describe('a supervisor that is killed', () => {
  test('leaves no program and no database behind, and the next start has everything', async () => {
    const first = await begin();
    await first.serving();
    const postgres = await livingPostgres();
    first.child.kill('SIGKILL');
    await first.exit;
    await until(async () => (await first.processes()).length === 0, 'programs gone', first);
    await until(() => !isProcessAlive(postgres), 'PostgreSQL gone', first);
    const second = await begin();
    await second.serving();
    expect(second.lines.join('\n')).toContain('the passwords are in');
  });

  test('is replaced at once: a start right after it waits for what is still ending', async () => {
    const first = await begin();
    await first.serving();
    first.child.kill('SIGKILL');
    const second = await begin();
    await second.serving();
    expect((await stat(path.join(data, 'supervisor'))).isDirectory()).toBe(true);
  });

  test('with a claim damaged on disk is still found dead', async () => {
    const first = await begin();
    await first.serving();
    first.child.kill('SIGKILL');
    await first.exit;
    await writeFile(path.join(data, 'supervisor', 'owner.1.json'), '');
    const second = await begin();
    await second.serving();
  });
});

describe('two starts on one data folder', () => {
  test('share database and simulator; when the owner leaves the other carries on; the last ends all', async () => {
    const owner = await begin();
    await owner.serving();
    const second = await begin();
    await second.serving();
    expect(second.readyLines('simulator')).toEqual([]);
    const [one, two] = [await owner.ready('engine'), await second.ready('engine')];
    expect(two.environment?.ANTIPODE_DATABASE_URL).toBe(one.environment?.ANTIPODE_DATABASE_URL);
    expect(two.environment?.ANTIPODE_SIMULATOR_URL).toBe(one.environment?.ANTIPODE_SIMULATOR_URL);
    expect(two.environment?.ANTIPODE_ENGINE_ID).not.toBe(one.environment?.ANTIPODE_ENGINE_ID);
    const oldPostgres = await livingPostgres();

    owner.child.kill('SIGTERM');
    expect((await owner.exit).code).toBe(0);
    expect(await owner.processes()).toEqual([]);
    const simulator = await second.ready('simulator');
    expect(`http://127.0.0.1:${simulator.port}`).toBe(one.environment?.ANTIPODE_SIMULATOR_URL);
    expect(await livingPostgres()).not.toBe(oldPostgres);
    // Its own programs never stopped.
    expect(second.readyLines('engine')).toHaveLength(1);
    expect(isProcessAlive(pidOf(two))).toBe(true);

    const postgres = await livingPostgres();
    second.child.kill('SIGTERM');
    expect((await second.exit).code).toBe(0);
    expect(await second.processes()).toEqual([]);
    expect(isProcessAlive(postgres)).toBe(false);
  });

  test('an attached start that leaves changes nothing for the owner', async () => {
    const owner = await begin();
    await owner.serving();
    const second = await begin();
    await second.serving();
    const postgres = await livingPostgres();
    second.child.kill('SIGTERM');
    await second.exit;
    expect(await second.processes()).toEqual([]);
    expect(await livingPostgres()).toBe(postgres);
    expect(isProcessAlive(pidOf(await owner.ready('simulator')))).toBe(true);
  });

  test('the owner killed outright is followed too', async () => {
    const owner = await begin();
    await owner.serving();
    const second = await begin();
    await second.serving();
    owner.child.kill('SIGKILL');
    await second.ready('simulator');
    await until(async () => (await owner.processes()).length === 0, 'programs of the killed gone');
    await livingPostgres();
  });

  test('at the same moment on a new folder: one owns, both serve with the same secrets', async () => {
    const both = await Promise.all([begin(), begin(), begin()]);
    await Promise.all(both.map((start) => start.serving()));
    expect(both.filter((start) => start.readyLines('simulator').length > 0)).toHaveLength(1);
    const secrets = await Promise.all(both.map(async (start) => (await webEnvironment(start)).NEXTAUTH_SECRET));
    expect(new Set(secrets).size).toBe(1);
    const shown = both.filter((start) => start.lines.some((line) => line.includes('shown once')));
    expect(shown).toHaveLength(1);
  });

  test('for different fleets are refused', async () => {
    const owner = await begin();
    await owner.serving();
    const second = await begin({
      ...(await realFleet()),
      ANTIPODE_SIMULATOR: 'off',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      ANTIPODE_LOCAL_ACCOUNTS: '[]',
    });
    expect((await second.exit).code).toBe(2);
    expect(second.errors).toHaveLength(1);
  });
});
