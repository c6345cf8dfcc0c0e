import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import { InterestKeeper, type InterestKeeperOptions } from './interest-keeper';

export interface RunningInterests {
  stop(): Promise<void>;
}

export interface InterestsOptions extends Omit<InterestKeeperOptions, 'signal'> {
  readonly log: Log;
  /** Calls back when somebody looks at something new; only ever makes it faster. */
  readonly listen: (onWake: () => void) => { stop(): Promise<void> };
}

/** Without a wake-up it is looked this often, in wall milliseconds: what is looked at is fetched within two seconds. */
const lookEveryMs = 1000;
const pruneEveryMs = 300_000;

/** Fetches what people look at until it is stopped. What fails here is tried again and stops no polling. */
export function startInterests({ log, listen, ...options }: InterestsOptions): RunningInterests {
  const cancel = new AbortController();
  const keeper = new InterestKeeper({ ...options, signal: cancel.signal });
  let wake = () => {};
  const listening = listen(() => wake());
  let isFailing = false;
  let prunedAt = performance.now();

  const look = async (): Promise<void> => {
    try {
      await keeper.turn();
      // Not waited for: what hangs must not keep the next look from what somebody opens meanwhile.
      void keeper
        .settled()
        .catch((error: unknown) => log.warn({ err: error }, 'A part of what people look at could not be asked.'));
      if (performance.now() - prunedAt > pruneEveryMs) {
        prunedAt = performance.now();
        await options.store.prune();
      }
      if (isFailing) log.info({}, 'What people look at is fetched again.');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'What people look at could not be fetched just now; it is tried again.');
      isFailing = true;
    }
  };
  const run = async (): Promise<void> => {
    while (!cancel.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await look();
      const timer = new AbortController();
      const over = AbortSignal.any([timer.signal, cancel.signal]);
      await Promise.race([woken, sleep(lookEveryMs, undefined, { signal: over }).catch(() => undefined)]);
      timer.abort();
    }
  };
  const running = run();
  return {
    async stop() {
      cancel.abort();
      await listening.stop();
      await running;
      await keeper.settled().catch(() => undefined);
    },
  };
}
