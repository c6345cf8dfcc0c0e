import { Worker } from 'node:worker_threads';
import { createProgramLog } from '@/lib/collector/program-log';
import type { CollectorWorkerData } from '@/lib/collector/worker-messages';
import { type EngineConfig, readEngineConfig } from '@/lib/config/engine-config';
import { configurationOrExit } from '@/lib/config/read-environment';
import { ensureDeployment } from '@/lib/persistence/deployment';
import { acquireLease, releaseLease } from '@/lib/persistence/lease';
import { openStore } from '@/lib/persistence/store';
import { awaitDeployment } from './await-deployment';
import { CollectorThread } from './collector-thread';
import { Leadership } from './leadership';

const leaseName = 'collector';
const leaseSeconds = 15;
const renewMs = 4000;

const config = configurationOrExit(() => readEngineConfig());
const log = createProgramLog('engine');

/** The second program: of the engines on a store one collects, the others stand by. It alone talks to AWS. */
async function main({ databaseUrl, engineId, clock, simulator }: EngineConfig): Promise<void> {
  const stopping = whenToStop();
  const store = openStore(databaseUrl, { applicationName: 'antipode-engine', maxConnections: 3 });
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

  const workerData: CollectorWorkerData = { config, clock: deployment.clock };
  const thread = new CollectorThread({
    spawn: () => new Worker(new URL('./collector-worker.mjs', import.meta.url), { workerData }),
    log,
  });
  const leadership = new Leadership({
    lease: {
      acquire: () => acquireLease(store, leaseName, engineId, leaseSeconds),
      release: async () => {
        await releaseLease(store, leaseName, engineId);
      },
    },
    leaseMs: leaseSeconds * 1000,
    renewMs,
    lead: () => thread.start(),
    follow: () => thread.stop(),
    log,
  });
  await leadership.start();
  process.stdout.write(`${JSON.stringify({ ready: 'engine', engineId })}\n`);

  await stopping.asked;
  log.info({}, 'Stopping.');
  await leadership.stop();
  await store.close();
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

main(config).then(
  // Whatever might still hold the program, it has nothing left to do.
  () => process.exit(),
  (error) => {
    log.error({ err: error }, 'The engine failed.');
    process.exit(1);
  },
);
