import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { createAwsEdge } from '@/lib/aws';
import { toAccountAccess } from '@/lib/collector/account-access';
import { createCollector } from '@/lib/collector/create-collector';
import { createFleetClock } from '@/lib/collector/fleet-clock';
import { toEdgeOptions } from '@/lib/collector/outside';
import { createAwsReader } from '@/lib/collector/ports';
import { probeDeadlineMs } from '@/lib/collector/source';
import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import { formatClock } from '@/lib/config/clock';
import type { EntityKind, EntityOf } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { FleetClockAnchor } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { parseFleetFile } from '@/lib/fleet/parse-fleet-file';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { findExecution, readExecutions } from '@/lib/persistence/executions';
import { acquireLease } from '@/lib/persistence/lease';
import { openStore, type Store } from '@/lib/persistence/store';
import { createProber } from '@/lib/probes';
import type { Effect } from '@/lib/simulator/control/effect-log';
import { writeFleetFile } from '@/lib/simulator/control/write-fleet-file';
import { type RunningSimulator, startSimulator } from '@/lib/simulator/start-simulator';
import { buildFleet } from '@/lib/simulator/world/build-fleet';
import type { FleetDeclaration } from '@/lib/simulator/world/fleet-declaration';
import type { GivenFault } from '@/lib/simulator/world/types';
import { startTestDatabase } from '@/scripts/testing/start-test-database';

export const operator: Actor = { name: 'olga', role: 'operator', scope: wholeFleet, subject: 'local#olga' };
export const approver: Actor = { name: 'ada', role: 'approver', scope: wholeFleet, subject: 'local#ada' };
export const viewer: Actor = { name: 'vera', role: 'viewer', scope: wholeFleet, subject: 'local#vera' };

export interface EngineProgram {
  readonly id: string;
  /** Ends it as a power cut would; resolves once it is gone. */
  kill(): Promise<void>;
  /** Stops and continues it, as a machine that freezes does. */
  freeze(): void;
  thaw(): void;
  readonly log: () => string;
}

/** A simulated fleet with engines as programs over one store, and people who act through the commands. */
export interface RunWorld {
  readonly simulator: RunningSimulator;
  readonly store: Store;
  now(): number;
  startEngine(id: string): Promise<EngineProgram>;
  /** Asks every source once, out of turn, where evidence is collected apart. */
  ask(): Promise<void>;
  begin(fault: GivenFault): Promise<void>;
  healAll(): Promise<void>;
  effects(): Promise<readonly Effect[]>;
  entities<K extends EntityKind>(kind: K): Promise<readonly EntityOf<K>[]>;
  run(id: string): Promise<Execution>;
  runs(): Promise<readonly Execution[]>;
  /** A command by its file and name, with a key of its own. */
  command(
    file: string,
    name: string,
    actor: Actor,
    input: Readonly<Record<string, unknown>>,
  ): Promise<ExecutionCommandResult>;
  /**
   * Waits until users of a workload are known to be served in a region, and tells since which probe. A machine too busy to
   * probe in time counts as an outage of its own: `not-told` where that does not pass within two minutes.
   */
  servedAt(workloadId: string, region: string): Promise<number | 'not-told'>;
  /**
   * The earliest moment to which an outage by the region's fault may be dated: one probe interval before it, and as long as
   * a probe may have been under way, which is limited in wall time; no later than the last probe that was known to pass.
   */
  earliestImpact(region: string, servedAt: number | 'not-told'): number;
  /** Looks again and again, for so many wall seconds at most. */
  until<T>(what: string, look: () => Promise<T | undefined | false>, seconds?: number): Promise<T>;
  stop(): Promise<void>;
}

export interface RunWorldOptions {
  readonly speed: number;
  readonly seed?: number;
  /** The default fleet where absent. */
  readonly fleet?: FleetDeclaration;
  /** What is written into the fleet file of `fleet` beside what the simulator writes. */
  readonly write?: (file: string) => string;
  /** `apart`: in this process, so that killing engines takes no evidence away. Default: in the engines, as always. */
  readonly collector?: 'apart';
}

// Inside the project, so that the bundles find its packages.
const folder = path.resolve('node_modules/.cache', `antipode-run-test-${process.pid}`);

export async function startRunWorld(options: RunWorldOptions): Promise<RunWorld> {
  const { speed, seed = 7, fleet, write = (file: string) => file, collector } = options;
  await mkdir(folder, { recursive: true });
  const [database] = await Promise.all([startTestDatabase(), bundleEngine()]);
  const wall = Date.now();
  const anchor: FleetClockAnchor = { anchorFleetMs: wall, anchorWallMs: wall, speed };
  const made = fleet === undefined ? {} : { fleet: buildFleet(fleet) };
  const simulator = await startSimulator({
    port: 0,
    dnsPort: 0,
    httpPort: 0,
    seed,
    clock: anchor,
    truth: true,
    ...made,
  });
  const fleetFile = path.join(folder, 'fleet.yaml');
  if (fleet !== undefined) await writeFile(fleetFile, write(writeFleetFile(fleet)));
  const store = openStore(database.url, { applicationName: 'run-test', maxConnections: 4 });
  for (const name of Object.keys(process.env).filter((key) => key.startsWith('AWS_'))) delete process.env[name];
  process.env.ANTIPODE_DATABASE_URL = database.url;
  process.env.ANTIPODE_CLOCK = formatClock(anchor);
  process.env.NEXTAUTH_SECRET = 'a secret of at least thirty-two characters';
  const { webConfig } = await import('@/lib/queries/web-environment');
  // Read and kept now: what asks AWS in this process may set variables that the web program refuses.
  webConfig();
  const running = new Set<ChildProcess>();
  const apart = collector === 'apart' ? await collectApart(simulator, store, anchor, fleet) : 'none';

  const control = async (route: string, body: object) => {
    const answer = await fetch(`${simulator.url}/_simulator/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The simulator refused ${route}: ${answer.status} ${await answer.text()}`);
  };

  return {
    simulator,
    store,
    now: () => Math.round(anchor.anchorFleetMs + (Date.now() - anchor.anchorWallMs) * speed),
    startEngine: (id) =>
      startEngine(id, running, {
        ANTIPODE_DATABASE_URL: database.url,
        ANTIPODE_CLOCK: formatClock(anchor),
        ANTIPODE_SIMULATOR_URL: simulator.url,
        ANTIPODE_SIMULATOR_DNS: `127.0.0.1:${simulator.dnsPort}`,
        ANTIPODE_SIMULATOR_HTTP: `http://127.0.0.1:${simulator.httpPort}`,
        ANTIPODE_AUDIT_ANCHORS: path.join(folder, 'anchors.jsonl'),
        ...(fleet === undefined ? {} : { ANTIPODE_FLEET: fleetFile }),
      }),
    ask: async () => {
      if (apart !== 'none') await apart.ask();
    },
    begin: (fault) => control('faults', fault),
    healAll: () => control('heal', {}),
    async effects() {
      const answer = await fetch(`${simulator.url}/_simulator/effects`);
      return ((await answer.json()) as { effects: Effect[] }).effects;
    },
    async entities(kind) {
      const { entities } = await readEntities(store, { kinds: [kind] });
      return entities.map(({ entity }) => entity as EntityOf<typeof kind>);
    },
    async run(id) {
      const stored = await findExecution(store.db, id);
      if (stored === 'not-found') throw new Error(`There is no run ${id}.`);
      return stored.document;
    },
    runs: async () => (await readExecutions(store)).map(({ document }) => document),
    async command(file, name, actor, input) {
      const module = (await import(`../../../commands/${file}.ts`)) as Record<string, Command>;
      const command = module[name];
      if (command === undefined) throw new Error(`${file} has no ${name}.`);
      return command(actor, { idempotencyKey: randomUUID(), ...input });
    },
    servedAt(workloadId, region) {
      const look = async () => {
        const { entities } = await readEntities(store, { kinds: ['workload', 'endpoint'] });
        const isServed = entities.some(
          ({ entity }) => entity.kind === 'workload' && entity.id === workloadId && entity.outage.state !== 'running',
        );
        const passed = entities.flatMap(({ entity }) => {
          if (entity.kind !== 'endpoint' || entity.workloadId !== workloadId || entity.region !== region) return [];
          const { probe } = entity;
          return probe.state === 'observed' && probe.value.outcome === 'pass' ? [probe.measuredAt] : [];
        });
        return isServed && passed.length > 0 && Math.min(...passed);
      };
      return until(`users of ${workloadId} are served`, look, 120).catch(() => 'not-told' as const);
    },
    earliestImpact(region, servedAt) {
      if (servedAt === 'not-told') return Number.NEGATIVE_INFINITY;
      const fault = simulator.world
        .truth()
        .faults.findLast((one) => one.fault.kind === 'region-outage' && one.fault.region === region);
      if (fault === undefined) throw new Error(`${region} was never lost.`);
      return Math.min(servedAt, fault.startedAt - probeIntervalMs - probeDeadlineMs * speed);
    },
    until,
    async stop() {
      for (const child of running) child.kill('SIGKILL');
      while (running.size > 0) await sleep(20);
      if (apart !== 'none') await apart.stop();
      const { webStore } = await import('@/lib/queries/web-store');
      await webStore().close();
      await store.close();
      await simulator.stop();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every how many fleet milliseconds users are asked for. */
const probeIntervalMs = 2000;

async function until<T>(what: string, look: () => Promise<T | undefined | false>, seconds = 150): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await sleep(150);
  }
}

/** Collects in this process, under the lease that engines would collect by. */
async function collectApart(
  simulator: RunningSimulator,
  store: Store,
  anchor: FleetClockAnchor,
  declaration: FleetDeclaration | undefined,
) {
  const clock = createFleetClock(anchor);
  const parsed =
    declaration === undefined
      ? 'none'
      : parseFleetFile(writeFleetFile(declaration), {
          simulatedAccounts: declaration.accounts.map(({ id }) => id),
        });
  if (parsed !== 'none' && parsed.state !== 'good') throw new Error('The fleet of the test cannot be read.');
  const fleet = parsed === 'none' ? defaultFleet : parsed.fleet;
  if (!(await acquireLease(store, 'collector', 'apart', 36_000))) throw new Error('Somebody else collects.');
  const dns = `127.0.0.1:${simulator.dnsPort}`;
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint: simulator.url, dns },
    { ...toEdgeOptions(clock), accounts: (accountId) => toAccountAccess(fleet, accountId) },
  );
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const made = createCollector({
    fleet,
    ports: {
      aws: createAwsReader(edge),
      prober: createProber({ mode: 'simulator', dns, httpProxy: `http://127.0.0.1:${simulator.httpPort}` }),
    },
    clock,
    previous: [],
    write: (changes) => applyChanges(store, changes),
    engineId: 'apart',
    simulated: true,
    log: silent,
  });
  made.start();
  return {
    ask: () => made.collectOnce(clock.now()),
    async stop() {
      await made.stop();
      edge.close();
    },
  };
}

type Command = (actor: Actor | 'nobody', input: unknown) => Promise<ExecutionCommandResult>;

async function bundleEngine(): Promise<void> {
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
}

async function startEngine(
  id: string,
  running: Set<ChildProcess>,
  environment: Readonly<Record<string, string>>,
): Promise<EngineProgram> {
  const child = spawn(process.execPath, [path.join(folder, 'engine.mjs')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      ANTIPODE_SIMULATOR: 'on',
      ANTIPODE_ENGINE_ID: id,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let log = '';
  child.stderr.on('data', (data) => {
    log += String(data);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
  });
  const ready = new Promise<'ready'>((resolve) => {
    createInterface({ input: child.stdout }).once('line', () => resolve('ready'));
  });
  const first = await Promise.race([ready, ended]);
  if (first !== 'ready') throw new Error(`The engine ended before it was ready:\n${log}`);
  return {
    id,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    log: () => log,
  };
}
