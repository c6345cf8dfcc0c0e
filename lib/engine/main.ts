import { Worker } from 'node:worker_threads';
import { acceptedAct, refusedAct } from '@/lib/audit/build-audit-entry';
import { createAwsEdge } from '@/lib/aws';
import { toAccountAccess } from '@/lib/collector/account-access';
import { createFleetClock } from '@/lib/collector/fleet-clock';
import { toAwsEdgeConfig, toEdgeOptions, toProberConfig } from '@/lib/collector/outside';
import { createProgramLog } from '@/lib/collector/program-log';
import type { CollectorWorkerData } from '@/lib/collector/worker-messages';
import { type EngineConfig, readEngineConfig } from '@/lib/config/engine-config';
import { configurationOrExit } from '@/lib/config/read-environment';
import type { EpochMs } from '@/lib/domain/time';
import { appendAudit } from '@/lib/persistence/audit';
import { ensureDeployment } from '@/lib/persistence/deployment';
import { acquireLease, collectorLease, releaseLease } from '@/lib/persistence/lease';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { createProber } from '@/lib/probes';
import { startRecovery } from '@/lib/recovery/run/start-recovery';
import { deliverReports } from '@/lib/reporting/deliver/deliver-reports';
import { startReporting } from '@/lib/reporting/start-reporting';
import { awaitDeployment } from './await-deployment';
import { CollectorThread } from './collector-thread';
import { type FleetTurn, FleetWatch } from './fleet-watch';
import { Leadership } from './leadership';

const leaseSeconds = 15;
const renewMs = 4000;
/** Wall milliseconds that a bucket may take for a document. */
const deliveryRequestMs = 10_000;

const configuration = configurationOrExit(() => readEngineConfig());
const log = createProgramLog('engine');

/**
 * The second program: of the engines on a store one collects, the others stand by; each drives the runs it took, and takes
 * over those of engines that are gone. It alone talks to AWS.
 */
async function main({ mail, ...config }: EngineConfig): Promise<void> {
  const { databaseUrl, engineId, clock, simulator, fleet: place } = config;
  const stopping = whenToStop();
  const store = openStore(databaseUrl, { applicationName: 'antipode-engine', maxConnections: 8 });
  const simulated = simulator !== 'off';
  const deployment = await awaitDeployment(() => ensureDeployment(store, { clock, simulated }), log, stopping.signal);
  if (deployment === 'stopped') return void (await store.close());
  if (deployment.simulated !== simulated) {
    process.stderr.write(
      deployment.simulated
        ? 'This store holds a simulated fleet: set ANTIPODE_SIMULATOR=on, or give another database to watch AWS.\n'
        : 'This store holds a real fleet: set ANTIPODE_SIMULATOR=off, or give another database to the simulated one.\n',
    );
    await store.close();
    process.exitCode = 2;
    return;
  }

  const fleetClock = createFleetClock(deployment.clock);
  let recorded: Promise<unknown> = Promise.resolve();
  const fleetWatch = new FleetWatch({
    place,
    simulated,
    now: () => fleetClock.now(),
    log,
    onTurn: (turn) => {
      thread.tell({ type: 'fleet', fleet: turn.inUse });
      // The one that collects acts on it; the others only follow.
      if (!thread.isWanted) return;
      recorded = Promise.all([recorded, recordTurn(store, engineId, turn, fleetClock.now())]);
    },
  });
  const first = await fleetWatch.open();
  if (first.state === 'broken') {
    for (const problem of first.problems) process.stderr.write(`${problem}\n`);
    await store.close();
    process.exitCode = 2;
    return;
  }

  const thread = new CollectorThread({
    spawn: () => {
      const workerData: CollectorWorkerData = { config, clock: deployment.clock, fleet: fleetWatch.inUse };
      return new Worker(new URL('./collector-worker.mjs', import.meta.url), { workerData });
    },
    log,
    onSays: (says) => process.stdout.write(`${JSON.stringify({ says })}\n`),
  });
  const leadership = new Leadership({
    lease: {
      acquire: () => acquireLease(store, collectorLease, engineId, leaseSeconds),
      release: async () => {
        await releaseLease(store, collectorLease, engineId);
      },
    },
    leaseMs: leaseSeconds * 1000,
    renewMs,
    lead: () => thread.start(),
    follow: () => thread.stop(),
    log,
  });
  await leadership.start();
  fleetWatch.watch();
  const edge = createAwsEdge(toAwsEdgeConfig(config), {
    ...toEdgeOptions(fleetClock),
    accounts: (accountId) => toAccountAccess(fleetWatch.inUse.fleet, accountId),
    engineId,
  });
  const recovery = await startRecovery(
    {
      store,
      edge,
      prober: createProber(toProberConfig(config)),
      clock: fleetClock,
      log,
      engineId,
      stopping: stopping.signal,
    },
    {
      databaseUrl,
      fleet: () => fleetWatch.inUse.fleet,
      anchorFile: config.auditAnchors,
      controlUrl: simulator === 'off' ? 'none' : simulator.awsUrl,
    },
  );
  const reporting = startReporting({
    ...{ store, clock: fleetClock, log, engineId, stopping: stopping.signal },
    fleet: () => fleetWatch.inUse.fleet,
    startedAt: fleetClock.now(),
  });
  // An edge of its own: a bucket that hangs takes no socket and no patience from recovery.
  const deliveryEdge = createAwsEdge(toAwsEdgeConfig(config), {
    ...toEdgeOptions(fleetClock),
    accounts: (accountId) => toAccountAccess(fleetWatch.inUse.fleet, accountId),
    requestTimeoutMs: deliveryRequestMs,
    maxAttempts: 1,
    engineId,
  });
  const deliveries = deliverReports({
    store,
    edge: deliveryEdge,
    mail,
    consoleUrl: config.consoleUrl,
    clock: fleetClock,
    log,
    engineId,
    stopping: stopping.signal,
    fleet: () => fleetWatch.inUse.fleet,
  });
  process.stdout.write(`${JSON.stringify({ ready: 'engine', engineId })}\n`);

  await stopping.asked;
  log.info({}, 'Stopping.');
  await fleetWatch.stop();
  await recorded;
  await leadership.stop();
  await Promise.all([recovery.ended, reporting.ended, deliveries.ended]);
  edge.close();
  deliveryEdge.close();
  await store.close();
}

/** Writes into the audit trail what became of a changed fleet file. Never rejects: the log has it where the trail has not. */
async function recordTurn(store: Store, engineId: string, turn: FleetTurn, at: EpochMs): Promise<void> {
  if (turn.kind === 'settled') return;
  const { fleet, hash } = turn.inUse;
  const subject = { actor: { name: engineId, role: 'engine' }, action: 'take-up-fleet-file', at };
  const entry =
    turn.kind === 'taken-up'
      ? acceptedAct({
          ...subject,
          target: turn.from,
          details: { sha256: hash, workloads: fleet.workloads.length, regions: fleet.regions.length },
        })
      : refusedAct(
          {
            ...subject,
            target: turn.inUse.refusal === 'none' ? 'fleet file' : turn.inUse.refusal.file,
            details: { problems: turn.problems.length },
          },
          turn.problems.join(' '),
        );
  try {
    await inTransaction(store, (tx) => appendAudit(tx, entry));
  } catch (error) {
    log.error({ err: error, entry }, 'What became of the fleet file could not be written into the audit trail.');
  }
}

/** A signal, or, for a program that is supervised, the end of the supervisor's pipe. */
function whenToStop(): { readonly asked: Promise<void>; readonly signal: AbortSignal } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.env.ANTIPODE_SUPERVISED === '1') {
    process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
  }
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return { asked, signal: controller.signal };
}

main(configuration).then(
  // Whatever might still hold the program, it has nothing left to do.
  () => process.exit(),
  (error) => {
    log.error({ err: error }, 'The engine failed.');
    process.exit(1);
  },
);
