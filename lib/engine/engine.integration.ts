import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTrap } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { wholeFleet } from '@/lib/access/actor';
import { type SimulatedWorld, startWorld } from '@/lib/collector/testing/start-world';
import { formatClock } from '@/lib/config/clock';
import type { EngineEntity, EntityKind } from '@/lib/domain/entities';
import { toFleetTime } from '@/lib/domain/time';
import { readAudit } from '@/lib/persistence/audit';
import { readEntities } from '@/lib/persistence/entities';
import { findReportDraft } from '@/lib/persistence/report-drafts';
import { requestReport } from '@/lib/persistence/report-requests';
import { openStore, type Store } from '@/lib/persistence/store';
import { readMail, startMailServer } from '@/lib/reporting/deliver/testing/mail-server';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';

// Inside the project, so that the bundles find its packages.
const folder = path.resolve('node_modules/.cache', `antipode-engine-test-${process.pid}`);

// Several starts of a program, each of which a busy machine may take half a minute for.
vi.setConfig({ testTimeout: 420_000 });

let world: SimulatedWorld;
let database: TestDatabase;
let store: Store;
const running = new Set<ChildProcess>();

interface Engine {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<number | null>;
  /** Everything it printed. */
  readonly lines: readonly unknown[];
  readonly stderr: () => string;
}

function startEngine(engineId: string, more: Readonly<Record<string, string>> = {}): Engine {
  const child = spawn(process.execPath, [path.join(folder, 'engine.mjs')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      ANTIPODE_DATABASE_URL: database.url,
      ANTIPODE_CLOCK: formatClock(world.anchor),
      ANTIPODE_SIMULATOR: 'on',
      ANTIPODE_SIMULATOR_URL: world.simulator.url,
      ANTIPODE_SIMULATOR_DNS: `127.0.0.1:${world.simulator.dnsPort}`,
      ANTIPODE_SIMULATOR_HTTP: `http://127.0.0.1:${world.simulator.httpPort}`,
      ANTIPODE_ENGINE_ID: engineId,
      ANTIPODE_SUPERVISED: '1',
      ...more,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += String(data);
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const lines: object[] = [];
  const line = new Promise<unknown>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const said: object = JSON.parse(text);
      lines.push(said);
      if ('ready' in said) resolve(said);
    });
  });
  const ready = Promise.race([
    line,
    ended.then((code) => Promise.reject(new Error(`The engine ended with ${code} before it was ready:\n${stderr}`))),
  ]);
  ready.catch(() => 'heard by whoever waits for it');
  return { child, ready, ended, lines, stderr: () => stderr };
}

async function readHeartbeat(): Promise<EngineEntity | 'none'> {
  const { entities } = await readEntities(store, { kinds: ['engine'] });
  const [first] = entities;
  return first?.entity.kind === 'engine' ? first.entity : 'none';
}

/** Connections of engines that the database still serves. */
async function countSessions(): Promise<number> {
  const { rows } = await store.pool.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name in ('antipode-engine', 'antipode-collector')`,
  );
  return rows[0]?.count ?? Number.NaN;
}

async function untilHeartbeat(what: string, holds: (heartbeat: EngineEntity) => boolean): Promise<EngineEntity> {
  for (const deadline = performance.now() + 150_000; performance.now() < deadline; await sleep(100)) {
    const heartbeat = await readHeartbeat();
    if (heartbeat !== 'none' && holds(heartbeat)) return heartbeat;
  }
  throw new Error(`Waited in vain until ${what}.`);
}

function fleetFile(account: string, workloads: readonly string[]): string {
  const regions = '{ us-east-1: primary, us-west-2: standby }';
  return `version: 1
name: test
hostedZone: acme.example
accounts: [{ id: "${account}", name: production }]
regions: [{ code: us-east-1 }, { code: us-west-2 }]
workloads:
${workloads.map((id) => `  - { id: ${id}, tier: 1, strategy: pilot-light, owner: a, regions: ${regions} }`).join('\n')}
`;
}

/** Sessions 12; checkout, media and the cache, catalog and EU accounts, the audit files: 3 + 3 + 2 + 2 + 2 + 1. */
const linksOfDefaultFleet = 25;

async function readIds(kind: EntityKind): Promise<readonly string[]> {
  const { entities } = await readEntities(store, { kinds: [kind] });
  return entities.map(({ entity }) => entity.id).sort();
}

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: { engine: 'lib/engine/main.ts', 'collector-worker': 'lib/collector/worker-main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'engine-test' });
  world = await startWorld(11, 10);
});

afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  while (running.size > 0) await sleep(20);
});

afterAll(async () => {
  await store?.close();
  await world?.stop();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the engine as a program', () => {
  it('prints one ready line, says what watching costs, collects, and ends when its supervisor does', async () => {
    const engine = startEngine('engine-1');
    expect(await engine.ready).toEqual({ ready: 'engine', engineId: 'engine-1' });
    await untilHeartbeat('it collects', (heartbeat) => heartbeat.engineId === 'engine-1');
    const says = expect.stringMatching(/^Watching account 111122223333 .* costs \$\d/);
    // It is ready, and it has counted what it will ask: neither waits for the other.
    await expect.poll(() => engine.lines.length, { timeout: 60_000 }).toBe(2);
    expect(engine.lines).toEqual(expect.arrayContaining([{ ready: 'engine', engineId: 'engine-1' }, { says }]));
    await expect.poll(() => readIds('polling')).toEqual(['111122223333']);
    engine.child.stdin?.end();
    expect(await engine.ended).toBe(0);
    const { rows } = await store.pool.query('select * from lease');
    expect(rows).toEqual([]);
  });

  it('carries on from what the store holds after it was killed', async () => {
    const from = world.clock.now();
    const killed = startEngine('engine-1');
    const first = await untilHeartbeat('it collects anew', (heartbeat) => heartbeat.startedAt >= from);
    await expect.poll(() => readIds('link'), { timeout: 150_000, interval: 200 }).toHaveLength(linksOfDefaultFleet);
    const links = await readIds('link');
    killed.child.kill('SIGKILL');
    await killed.ended;
    // What it had sent before may still be carried out.
    await expect.poll(countSessions).toBe(0);
    const last = await readHeartbeat();
    await sleep(1500);
    expect(await readHeartbeat()).toEqual(last);
    startEngine('engine-1');
    await untilHeartbeat('it carries on', (heartbeat) => heartbeat.startedAt > first.startedAt);
    expect(await readIds('link')).toEqual(links);
  });

  it('stands by while another one collects, and takes over when that one stops', async () => {
    const from = world.clock.now();
    const leader = startEngine('engine-1');
    await untilHeartbeat('one collects', (heartbeat) => heartbeat.startedAt >= from);
    const follower = startEngine('engine-2');
    expect(await follower.ready).toEqual({ ready: 'engine', engineId: 'engine-2' });
    await sleep(2000);
    expect(await readHeartbeat()).toMatchObject({ engineId: 'engine-1' });
    leader.child.kill('SIGTERM');
    expect(await leader.ended).toBe(0);
    await untilHeartbeat('the other collects', (heartbeat) => heartbeat.engineId === 'engine-2');
  });

  it('that stood still while another one took over writes nothing of what it knew', async () => {
    const from = world.clock.now();
    const frozen = startEngine('engine-1');
    await untilHeartbeat('one collects', ({ engineId, startedAt }) => engineId === 'engine-1' && startedAt >= from);
    const follower = startEngine('engine-2');
    await follower.ready;
    frozen.child.kill('SIGSTOP');
    await store.pool.query(`update antipode.lease set expires_at = now() where name = 'collector'`);
    await untilHeartbeat('the other collects', ({ engineId }) => engineId === 'engine-2');
    frozen.child.kill('SIGCONT');
    const beating = new Set<string>();
    // It finds out within its next look at the lease, four seconds later.
    for (const until = performance.now() + 8000; performance.now() < until; await sleep(20)) {
      const heartbeat = await readHeartbeat();
      if (heartbeat !== 'none') beating.add(heartbeat.engineId);
    }
    expect([...beating]).toEqual(['engine-2']);
    follower.child.stdin?.end();
    expect(await follower.ended).toBe(0);
    // It stands by again, and takes over as any other.
    await untilHeartbeat('the first one collects again', ({ engineId }) => engineId === 'engine-1');
  });

  it('makes the executive report that somebody asks for, of what it has read by then', async () => {
    const now = () => toFleetTime(world.anchor, Date.now());
    const engine = startEngine('engine-reports');
    await engine.ready;
    await untilHeartbeat('it collects', ({ engineId }) => engineId === 'engine-reports');
    const askedMs = now();
    const month = new Date(askedMs).toISOString().slice(0, 7);
    const asked = { subjectId: month, month, scope: wholeFleet, askedMs, askedBy: 'vera' };
    expect(await requestReport(store, asked)).toEqual({ askedMs, trouble: '' });
    let draft = await findReportDraft(store, month);
    for (const end = performance.now() + 150_000; draft === 'none' && performance.now() < end; await sleep(50)) {
      draft = await findReportDraft(store, month);
    }
    if (draft === 'none') throw new Error('It was not made.');
    const report = JSON.parse(draft.content);
    expect(report).toMatchObject({ month, simulated: true, standing: { state: 'so-far' } });
    expect(report.workloads.map(({ id }: { id: string }) => id)).toContain('checkout');
    expect(draft.pdf?.subarray(0, 5).toString()).toBe('%PDF-');
    engine.child.stdin?.end();
    expect(await engine.ended).toBe(0);
  });

  it('says in one sentence what is missing in its environment, and ends with 2', async () => {
    const engine = startEngine('engine-1', { ANTIPODE_SIMULATOR_DNS: '' });
    expect(await engine.ended).toBe(2);
    expect(engine.stderr()).toMatch(/^ANTIPODE_SIMULATOR_DNS is missing[^\n]*\n$/);
  });

  it('refuses a store that holds a simulated fleet when it is to watch AWS', async () => {
    const file = path.join(folder, 'real.yaml');
    await writeFile(file, fleetFile('444455556666', ['shop']));
    const engine = startEngine('engine-1', { ANTIPODE_SIMULATOR: 'off', ANTIPODE_FLEET: file });
    expect(await engine.ended).toBe(2);
    expect(engine.stderr()).toContain('This store holds a simulated fleet');
  });

  it('takes a changed fleet file up while it runs, and refuses a broken one with a finding and an audit entry', async () => {
    const file = path.join(folder, 'fleet.yaml');
    const soon = { timeout: 60_000, interval: 200 };
    await writeFile(file, fleetFile('111122223333', ['alpha']));
    const engine = startEngine('engine-1', { ANTIPODE_FLEET: file });
    await engine.ready;
    await expect.poll(() => readIds('workload'), soon).toEqual(['alpha']);
    expect(await readIds('region')).toEqual(['us-east-1', 'us-west-2']);

    await writeFile(file, fleetFile('111122223333', ['alpha', 'beta']));
    await expect.poll(() => readIds('workload'), soon).toEqual(['alpha', 'beta']);

    await writeFile(file, fleetFile('444455556666', ['gamma']).replace('tier: 1', 'tier: 4'));
    await expect.poll(() => readIds('finding'), soon).toContain('fleet-file-refused:fleet-file');
    expect(await readIds('workload')).toEqual(['alpha', 'beta']);
    const { entities } = await readEntities(store, { kinds: ['finding'] });
    const finding = entities.find(({ entity }) => entity.id === 'fleet-file-refused:fleet-file')?.entity;
    expect(finding).toMatchObject({
      evidence: [
        expect.stringMatching(/fleet\.yaml:4:\d+ accounts\[0\]\.id/),
        expect.stringMatching(/workloads\[0\]\.tier/),
      ],
    });

    await writeFile(file, fleetFile('111122223333', ['alpha', 'beta']));
    await expect.poll(() => readIds('finding'), soon).not.toContain('fleet-file-refused:fleet-file');
    expect(await readAudit(store, 5)).toMatchObject([
      { action: 'take-up-fleet-file', outcome: 'refused', actor: 'engine-1', target: file, details: { problems: 2 } },
      { action: 'take-up-fleet-file', outcome: 'accepted', target: file, details: { workloads: 2, regions: 2 } },
    ]);
  });

  it('delivers the report of the week that it makes itself, into a folder and by mail, and writes its password nowhere', async () => {
    const login = { user: 'antipode', password: 'never-to-be-seen' };
    const server = await startMailServer({ login });
    const reports = path.join(folder, 'reports');
    await mkdir(reports);
    // Nobody has asked for one, and it was declared so long ago that this week's is due.
    await store.pool.query('delete from antipode.report_draft');
    for (const destination of [`folder:${reports}`, 'mail'])
      await store.pool.query(
        `insert into antipode.report_destination (delivery_id, destination, declared, since_ms) values ('ops', $1, '{}', 0)`,
        [destination],
      );
    const file = path.join(folder, 'delivering.yaml');
    const section = `reports: [{ id: ops, send: weekly, folder: ${reports}, mail: [ops@acme.example] }]\n`;
    await writeFile(file, `${fleetFile('111122223333', ['alpha'])}${section}`);
    const { port } = server.config.server;
    const engine = startEngine('engine-1', {
      ANTIPODE_FLEET: file,
      ANTIPODE_SMTP_URL: `smtp://${login.user}:${login.password}@127.0.0.1:${port}`,
      ANTIPODE_SMTP_FROM: server.config.from,
      ANTIPODE_CONSOLE_URL: 'https://antipode.acme.example',
    });
    await expect.poll(() => server.taken.length, { timeout: 150_000, interval: 200 }).toBe(1);
    await expect.poll(() => readdirSync(reports).length, { timeout: 60_000, interval: 200 }).toBe(3);
    const mail = readMail(server.taken[0]?.raw ?? '');
    expect(mail.headers.get('subject')).toMatch(/^\[SIMULATED\] test: Executive report, .*so far, as of /);
    expect(mail.text).toContain('https://antipode.acme.example/reports/executive?period=');
    for (const { name, body } of mail.attachments)
      expect(readFileSync(path.join(reports, name)).equals(body)).toBe(true);
    expect(mail.attachments.map(({ name }) => path.extname(name))).toEqual(['.pdf', '.csv']);
    engine.child.stdin?.end();
    expect(await engine.ended).toBe(0);
    expect(`${engine.stderr()}${JSON.stringify(engine.lines)}`).not.toContain(login.password);
    const { rows } = await store.pool.query(`select string_agg(t::text, ' ') as text from antipode.audit_entry t`);
    expect(rows[0].text).toContain('deliver-report');
    expect(rows[0].text).not.toContain(login.password);
    await server.close();
  });

  it('over AWS asks only what the environment names as AWS, with its credentials, and never the simulator', async () => {
    const asked: string[] = [];
    const aws = createServer((request, response) => {
      asked.push(request.headers.authorization ?? 'unsigned');
      response.writeHead(403, { 'content-type': 'text/xml' }).end('<Error><Code>AccessDenied</Code></Error>');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => aws.once('listening', resolve));
    const own = await startTestDatabase();
    const file = path.join(folder, 'real.yaml');
    await writeFile(file, fleetFile('444455556666', ['shop']));
    let callsOfTheSimulator = 0;
    const trap = createTrap((socket) => {
      callsOfTheSimulator += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => trap.once('listening', resolve));
    const door = `127.0.0.1:${(trap.address() as AddressInfo).port}`;
    const engine = startEngine('engine-1', {
      ANTIPODE_DATABASE_URL: own.url,
      ANTIPODE_SIMULATOR: 'off',
      ANTIPODE_FLEET: file,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      // Left over from a simulated deployment.
      ANTIPODE_SIMULATOR_URL: `http://${door}`,
      ANTIPODE_SIMULATOR_DNS: door,
      ANTIPODE_SIMULATOR_HTTP: `http://${door}`,
      AWS_ACCESS_KEY_ID: 'AKIAREALCREDENTIALS0',
      AWS_SECRET_ACCESS_KEY: 'given',
    });
    try {
      await engine.ready;
      await expect.poll(() => asked.length, { timeout: 60_000 }).toBeGreaterThan(5);
      expect(asked.every((header) => header.includes('Credential=AKIAREALCREDENTIALS0/'))).toBe(true);
      expect(callsOfTheSimulator).toBe(0);
      const real = openStore(own.url, { applicationName: 'engine-test' });
      await expect
        .poll(async () => {
          const { entities } = await readEntities(real, { kinds: ['source'] });
          return new Set(entities.map(({ labels }) => labels.accountId));
        })
        .toEqual(new Set(['444455556666']));
      await real.close();
    } finally {
      engine.child.stdin?.end();
      await engine.ended;
      aws.close();
      trap.close();
      await own.stop();
    }
  });

  it('waits, and says so, while the store is not there', async () => {
    const engine = startEngine('engine-1', { ANTIPODE_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
    await expect.poll(() => engine.stderr(), { timeout: 30_000 }).toContain('Waiting for the store');
    engine.child.stdin?.end();
    expect(await engine.ended).toBe(0);
  });
});
