import { type AwsEdge, createAwsEdge } from '@/lib/aws';
import { toAccountAccess } from '@/lib/collector/account-access';
import type { Entity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanRoute } from '@/lib/domain/recovery/plan';
import type { StepKind } from '@/lib/domain/recovery/step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { applyChanges } from '@/lib/persistence/entities';
import { findExecution, insertExecution } from '@/lib/persistence/executions';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { createProber, type Prober } from '@/lib/probes';
import type { Effect } from '@/lib/simulator/control/effect-log';
import type { RunningSimulator } from '@/lib/simulator/start-simulator';
import { startTestSimulator } from '@/lib/simulator/testing/test-simulator';
import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';
import type { TestDatabase } from '@/scripts/testing/start-test-database';
import { createExecution } from '../../rules/execution/create-execution';
import { buildPlans } from '../../rules/generate-plans';
import { factsOf } from '../../steps/registry';
import { checkoutEntities } from '../../steps/testing/step-world';
import type { RunPorts } from '../run-ports';

/** The simulated fleet and a store in this process, for drives without a program around them. */
export interface DriveWorld {
  readonly database: TestDatabase;
  readonly simulator: RunningSimulator;
  readonly store: Store;
  readonly edge: AwsEdge;
  readonly prober: Prober;
  /** Ports of an engine of that name; what a test lays over them. */
  ports(engineId: string, over?: Partial<RunPorts>): RunPorts;
  /** A new run, of checkout or another, that gives us-east-1 up, with the kinds of steps that change something, in their order. */
  begin(id: string, kinds?: readonly StepKind[], workloadId?: string): Promise<Execution>;
  run(id: string): Promise<Execution>;
  effects(): Promise<readonly Effect[]>;
  stop(): Promise<void>;
}

const changing: readonly StepKind[] = [
  'scale-capacity',
  'fence-writer',
  'aurora-failover',
  'transaction-proof',
  'routing-controls',
];

/** What a test needs otherwise than it is. */
export interface DriveWorldOptions {
  /** Another simulated fleet than the default one. */
  readonly fleet?: SimulatedFleet;
  /** What is known beside the workload, its endpoints and its alarms. */
  readonly known?: (now: number) => readonly Entity[];
  /** The workload as its fleet file declares it; that of the default fleet where absent. */
  readonly workload?: Workload;
}

/** Fleet time passes `speed` times as fast as ours: runs of minutes take a second. */
export async function startDriveWorld(
  database: TestDatabase,
  speed = 120,
  { fleet, known, workload = findWorkload('checkout') }: DriveWorldOptions = {},
): Promise<DriveWorld> {
  const simulator = await startTestSimulator({ truth: true, ...(fleet && { fleet }) });
  const { world } = simulator;
  const store = openStore(database.url, { applicationName: 'drive-test' });
  const everyMs = 25;
  const passing = setInterval(() => world.advanceTo(world.now + everyMs * speed), everyMs);
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint: simulator.url },
    {
      accounts: (id) => toAccountAccess(defaultFleet, id),
      pace: 'unlimited',
      breaker: { opensAfter: 1000, firstPauseMs: 1, longestPauseMs: 1 },
    },
  );
  const prober = createProber({
    mode: 'simulator',
    dns: `127.0.0.1:${simulator.dnsPort}`,
    httpProxy: `http://127.0.0.1:${simulator.httpPort}`,
  });
  await applyChanges(
    store,
    [...checkoutEntities(world), ...(known?.(world.now) ?? [])].map((entity) => ({
      op: 'put',
      entity,
      labels: { accountId: '111122223333', region: 'none', workloadId: 'checkout' },
    })),
  );
  const stopping = new AbortController();
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return {
    database,
    simulator,
    store,
    edge,
    prober,
    ports: (engineId, over = {}) => ({
      store,
      edge,
      prober,
      engineId,
      clock: { now: () => world.now, toWallMs: (fleetMs) => fleetMs / speed },
      log: silent,
      stopping: stopping.signal,
      limits: { readMs: 3000, actMs: 3000, endpointMs: 1500, leftRegionMs: 1500, probeMs: 1500 },
      ...over,
    }),
    async begin(id, kinds = changing, workloadId = workload.id) {
      const moved = workloadId === workload.id ? workload : findWorkload(workloadId);
      const run = makeRun(id, moved, kinds, world.now);
      const inserted = await inTransaction(store, (tx) =>
        insertExecution(tx, { run, accountId: '111122223333', startedBySubject: 'local#olga' }),
      );
      if (inserted !== 'inserted') throw new Error(`${id} does not begin: another run of its workload lives.`);
      return run;
    },
    async run(id) {
      const stored = await findExecution(store.db, id);
      if (stored === 'not-found') throw new Error(`There is no run ${id}.`);
      return stored.document;
    },
    async effects() {
      const answer = await fetch(`${simulator.url}/_simulator/effects`);
      return ((await answer.json()) as { effects: Effect[] }).effects;
    },
    async stop() {
      stopping.abort();
      clearInterval(passing);
      edge.close();
      // The next test begins with no run of its workload: who still drives one of this test has lost it from here on.
      await store.pool.query(
        'update antipode.execution set is_live = false, ended_ms = 0, epoch = epoch + 1 where is_live',
      );
      await store.close();
      await simulator.stop();
    },
  };
}

function findWorkload(id: string): Workload {
  const workload = defaultFleet.workloads.find((one) => one.id === id);
  if (workload === undefined) throw new Error(`The default fleet has no ${id}.`);
  return workload;
}

function makeRun(id: string, workload: Workload, kinds: readonly StepKind[], now: number): Execution {
  const [plan] = buildPlans(workload, (spec, pair) => factsOf(spec, pair));
  const whole = plan?.routes.find(({ source, target }) => source === 'us-east-1' && target === 'us-west-2');
  if (plan === undefined || whole === undefined) throw new Error(`${workload.id} has no plan that leads to us-west-2.`);
  const route = only(whole, kinds);
  return createExecution(
    {
      id,
      plan,
      route,
      request: {
        workloadId: workload.id,
        planId: plan.id,
        planVersion: plan.version,
        mode: 'ungraceful',
        source: 'us-east-1',
        target: 'us-west-2',
        dryRun: false,
        drill: false,
        reason: 'a test',
        acknowledgedLoss: {},
        overrides: [],
      },
      startedBy: 'olga',
      losses: [],
      estimate: { p50Seconds: 100, p90Seconds: 200, undecided: [], because: 'a test' },
      overridden: [],
      boundTo: 'bound',
      objectiveSeconds: 300,
    },
    now,
  );
}

function only(route: PlanRoute, kinds: readonly StepKind[]): PlanRoute {
  const kept = new Set(
    route.workflows.flatMap(({ steps }) => steps.filter(({ spec }) => kinds.includes(spec.kind)).map(({ id }) => id)),
  );
  return {
    ...route,
    workflows: route.workflows.map((workflow) => ({
      ...workflow,
      steps: workflow.steps
        .filter(({ id }) => kept.has(id))
        .map((step) => ({ ...step, after: step.after.filter((id) => kept.has(id)) })),
    })),
  };
}
