import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLease, releaseLease } from './lease';
import type { Store } from './store';
import { listenForWakeUps } from './wake-ups';

/** What an engine that takes turns with others needs. */
export interface TurnPorts {
  readonly store: Store;
  /** Name of this engine among those that share the store. */
  readonly engineId: string;
  readonly log: { warn(fields: object, sentence: string): void };
  /** Aborts when the engine stops. */
  readonly stopping: AbortSignal;
}

export interface TurnRules {
  readonly leaseName: string;
  /** Wall seconds after which another engine takes over from one that is gone. */
  readonly leaseSeconds: number;
  /** Wall milliseconds between two turns. */
  readonly pauseMs: () => number;
  /** A channel whose notifications end the pause; it makes a turn sooner and is never relied on. */
  readonly wokenBy?: string;
  /** Said once while turns fail, with the error beside it. */
  readonly trouble: string;
}

/**
 * Work that one engine of those that share a store does for all of them: again and again it looks, takes the lease, acts and
 * sleeps. A turn looks for itself whether there is anything to do, and takes or renews the lease by `hold` before it acts;
 * whoever does not get it leaves the work to who has it. A turn that fails is tried again after the pause.
 */
export function takeTurns(
  { store, engineId, log, stopping }: TurnPorts,
  { leaseName, leaseSeconds, pauseMs, wokenBy, trouble }: TurnRules,
  turn: (hold: () => Promise<boolean>) => Promise<void>,
): { readonly ended: Promise<void> } {
  const hold = () => acquireLease(store, leaseName, engineId, leaseSeconds);
  const work = async () => {
    let wake = new AbortController();
    const wakeUps = wokenBy === undefined ? 'none' : listenForWakeUps(store, wokenBy, () => wake.abort());
    for (let failed = false; !stopping.aborted; ) {
      wake = new AbortController();
      try {
        await turn(hold);
        failed = false;
      } catch (error) {
        if (!failed && !stopping.aborted) log.warn({ err: error }, trouble);
        failed = true;
      }
      await sleep(pauseMs(), undefined, { signal: AbortSignal.any([stopping, wake.signal]) }).catch(() => 'woken');
    }
    if (wakeUps !== 'none') await wakeUps.stop();
    await releaseLease(store, leaseName, engineId).catch(() => 'it ends by itself');
  };
  return { ended: work() };
}
