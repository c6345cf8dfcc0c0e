import { setTimeout as sleep } from 'node:timers/promises';
import { beatEngine, removeEngine } from '@/lib/persistence/engine-instances';
import { findUndriven, rescueExecution, type Silence } from '@/lib/persistence/executions';
import { appendLateRefusals } from './late-commands';
import type { RunPorts } from './run-ports';

/** Wall milliseconds between two looks; each is a sign of life too. */
const lookEveryMs = 1000;

/** A driver is given up after so many seconds by the database's clock: with the rest it is taken over within ten. */
const silence: Silence = { engineSeconds: 5, runSeconds: 8 };

/**
 * Gives signs of life of this engine and looks for runs that nobody drives: those that were just accepted, and those
 * whose driver is gone. Of several engines that see the same one takes it, by a conditional write, and from then on
 * nobody else may do anything to it.
 */
export function watchRuns(
  { store, engineId, log, stopping, clock }: RunPorts,
  resume: (executionId: string, epoch: number) => Promise<void>,
): { readonly ended: Promise<void> } {
  const look = async () => {
    await beatEngine(store, engineId);
    for (const run of await findUndriven(store, silence)) {
      if (!(await rescueExecution(store, run, engineId))) continue;
      if (run.driver !== null) log.warn({ execution: run.id, from: run.driver }, 'A run is taken over.');
      await resume(run.id, run.epoch + 1);
    }
    await appendLateRefusals(store, clock.now());
  };
  const watch = async () => {
    for (let failed = false; !stopping.aborted; ) {
      try {
        await look();
        if (failed) log.info({}, 'Runs are watched again.');
        failed = false;
      } catch (error) {
        if (!failed) log.warn({ err: error }, 'Runs cannot be watched now; it is tried again every second.');
        failed = true;
      }
      await sleep(lookEveryMs, undefined, { signal: stopping }).catch(() => 'stopping');
    }
    // Whoever else is there need not wait until silence proves it.
    await removeEngine(store, engineId).catch(() => 'it is found out anyway');
  };
  return { ended: watch() };
}
