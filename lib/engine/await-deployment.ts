import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@/lib/collector/log';
import type { Deployment } from '@/lib/persistence';

const firstWaitMs = 250;
const longestWaitMs = 5000;
/** A wait that goes on is said again every so many milliseconds. */
const repeatMs = 30_000;

/**
 * Waits until the store can be reached and has its tables, and gives what all programs of it agree on. Says what it
 * waits for, once and then every half minute.
 */
export async function awaitDeployment(
  ensure: () => Promise<Deployment>,
  log: Log,
  signal: AbortSignal,
): Promise<Deployment | 'stopped'> {
  let saidAt = Number.NEGATIVE_INFINITY;
  for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
    try {
      const deployment = await ensure();
      if (saidAt > 0) log.info({}, 'The store is there.');
      return deployment;
    } catch (error) {
      if (performance.now() - saidAt >= repeatMs) {
        saidAt = performance.now();
        log.warn({ err: error }, 'Waiting for the store: it cannot be reached, or its tables are not made yet.');
      }
    }
    await sleep(waitMs, undefined, { signal }).catch(() => 'stopped');
  }
  return 'stopped';
}
