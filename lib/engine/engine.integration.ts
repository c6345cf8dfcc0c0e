import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SimulatedWorld, startWorld } from '@/lib/collector/testing/start-world';
import { formatClock } from '@/lib/config/clock';
import type { EngineEntity } from '@/lib/domain/entities';
import { readEntities } from '@/lib/persistence/entities';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';

// Inside the project, so that the bundles find its packages.
const folder = path.resolve('node_modules/.cache', `antipode-engine-test-${process.pid}`);

let world: SimulatedWorld;
let database: TestDatabase;
let store: Store;
const running = new Set<ChildProcess>();

interface Engine {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<number | null>;
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
  const line = new Promise<unknown>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (text) => resolve(JSON.parse(text)));
  });
  const ready = Promise.race([
    line,
    ended.then((code) => Promise.reject(new Error(`The engine ended with ${code} before it was ready:\n${stderr}`))),
  ]);
  ready.catch(() => 'heard by whoever waits for it');
  return { child, ready, ended, stderr: () => stderr };
}

async function readHeartbeat(): Promise<EngineEntity | 'none'> {
  const { entities } = await readEntities(store, { kinds: ['engine'] });
  const [first] = entities;
  return first?.entity.kind === 'engine' ? first.entity : 'none';
}

async function untilHeartbeat(what: string, holds: (heartbeat: EngineEntity) => boolean): Promise<EngineEntity> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await sleep(100)) {
    const heartbeat = await readHeartbeat();
    if (heartbeat !== 'none' && holds(heartbeat)) return heartbeat;
  }
  throw new Error(`Waited in vain until ${what}.`);
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
  it('prints one ready line, collects, and ends when its supervisor does, giving up its lease', async () => {
    const engine = startEngine('engine-1');
    expect(await engine.ready).toEqual({ ready: 'engine', engineId: 'engine-1' });
    await untilHeartbeat('it collects', (heartbeat) => heartbeat.engineId === 'engine-1');
    engine.child.stdin?.end();
    expect(await engine.ended).toBe(0);
    const { rows } = await store.pool.query('select * from lease');
    expect(rows).toEqual([]);
  });

  it('carries on from what the store holds after it was killed', async () => {
    const killed = startEngine('engine-1');
    const first = await untilHeartbeat(
      'it collects anew',
      (heartbeat) => heartbeat.startedAt > world.clock.now() - 60_000,
    );
    killed.child.kill('SIGKILL');
    await killed.ended;
    const last = await readHeartbeat();
    await sleep(1500);
    expect(await readHeartbeat()).toEqual(last);
    startEngine('engine-1');
    await untilHeartbeat('it carries on', (heartbeat) => heartbeat.startedAt > first.startedAt);
    const { entities } = await readEntities(store, { kinds: ['link'] });
    expect(entities.length).toBe(13);
  });

  it('stands by while another one collects, and takes over when that one stops', async () => {
    const leader = startEngine('engine-1');
    await untilHeartbeat('one collects', (heartbeat) => heartbeat.startedAt > world.clock.now() - 30_000);
    const follower = startEngine('engine-2');
    expect(await follower.ready).toEqual({ ready: 'engine', engineId: 'engine-2' });
    await sleep(2000);
    expect(await readHeartbeat()).toMatchObject({ engineId: 'engine-1' });
    leader.child.kill('SIGTERM');
    expect(await leader.ended).toBe(0);
    await untilHeartbeat('the other collects', (heartbeat) => heartbeat.engineId === 'engine-2');
  });

  it('says in one sentence what is missing in its environment, and ends with 2', async () => {
    const engine = startEngine('engine-1', { ANTIPODE_SIMULATOR_DNS: '' });
    expect(await engine.ended).toBe(2);
    expect(engine.stderr()).toMatch(/^ANTIPODE_SIMULATOR_DNS is missing[^\n]*\n$/);
  });

  it('refuses a store that holds a simulated fleet when it is to watch AWS', async () => {
    const engine = startEngine('engine-1', { ANTIPODE_SIMULATOR: 'off' });
    expect(await engine.ended).toBe(2);
    expect(engine.stderr()).toContain('This store holds a simulated fleet');
  });

  it('waits, and says so, while the store is not there', async () => {
    const engine = startEngine('engine-1', { ANTIPODE_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
    await sleep(2500);
    expect(engine.stderr()).toContain('Waiting for the store');
    engine.child.stdin?.end();
    expect(await engine.ended).toBe(0);
  });
});
