import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { acquireLease, releaseLease } from '@/lib/persistence/lease';
import { Drive } from './drive';
import type { RunPorts } from './run-ports';

/**
 * Runs go on whatever ends: DBOS keeps, in its own schema of the same database, that a run is to be driven, and has it
 * driven again by whoever is there. What was done is kept by ourselves, so that nothing of a run depends on how this
 * program is written today: a workflow is one loop of turns, and each of them finds in the store how far the run is.
 */

/** A workflow of another version is silently left alone: this one never changes, since the loop needs no other. */
const applicationVersion = 'run-1';

/** Kills that one run may survive; DBOS's usual limit of a hundred is meant for workflows that crash their program. */
const mostRecoveries = 1_000_000;

let ports: RunPorts | 'not-launched' = 'not-launched';

async function driveToTheEnd(executionId: string): Promise<void> {
  if (ports === 'not-launched') throw new Error('Runs are driven only once they were launched.');
  const drive = new Drive(ports, executionId);
  while ((await DBOS.runStep(() => drive.turn(), { name: 'turn' })) === 'again');
}

const workflow = DBOS.registerWorkflow(driveToTheEnd, {
  name: 'drive-execution',
  maxRecoveryAttempts: mostRecoveries,
});

/** Begins to drive: runs that this engine left behind go on at once. Once for each program. */
export async function launchDurable(given: RunPorts, databaseUrl: string): Promise<void> {
  ports = given;
  const { log } = given;
  DBOS.setConfig({
    name: 'antipode',
    applicationVersion,
    executorID: given.engineId,
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: 4,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (entry: unknown) => log.warn({ of: 'dbos' }, String(entry)),
      error: (entry: unknown) => log.error({ of: 'dbos' }, String(entry)),
    },
  });
  await oneAtATime(given, () => DBOS.launch());
}

const launchLease = 'durable-launch';
const launchSeconds = 60;

/** DBOS makes its tables without a lock: engines that start together on a new store would get into each other's way. */
async function oneAtATime({ store, engineId, stopping }: RunPorts, work: () => Promise<void>): Promise<void> {
  while (!(await acquireLease(store, launchLease, engineId, launchSeconds))) {
    await sleep(200, undefined, { signal: stopping });
  }
  try {
    await work();
  } finally {
    await releaseLease(store, launchLease, engineId);
  }
}

/** Has a run driven, by this engine or another one; asked twice it is driven once. */
export async function beginDurable(executionId: string): Promise<void> {
  await DBOS.startWorkflow(workflow, { workflowID: executionId })(executionId);
}

/**
 * Has a run driven that nobody drives any more. Where its workflow has ended although the run has not, another one takes
 * its place.
 */
export async function resumeDurable(executionId: string, epoch: number): Promise<void> {
  const status = await DBOS.getWorkflowStatus(executionId);
  if (status === null) return beginDurable(executionId);
  const hasEnded = status.status !== 'PENDING' && status.status !== 'ENQUEUED' && status.status !== 'CANCELLED';
  if (!hasEnded) return void (await DBOS.resumeWorkflow(executionId));
  await DBOS.startWorkflow(workflow, { workflowID: `${executionId}#${epoch}` })(executionId);
}
