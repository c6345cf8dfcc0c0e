import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMs } from '@/lib/domain/time';
import type { FleetClock } from './fleet-clock';
import type { Log } from './log';

const usualEveryMs = 3000;

/**
 * What others write, as it was read last, with the fleet time at which that reading began. `not-read` before the first one
 * and once none came through for three of its periods: it is neither something nor nothing.
 */
export type StoreReading<T> = { readonly values: readonly T[]; readonly readAt: EpochMs } | 'not-read';

export interface WatchOptions {
  readonly clock: FleetClock;
  readonly log: Log;
  readonly stopAsked: Promise<void>;
  /** Said in the log when a reading fails after one that did not. */
  readonly failed: string;
  /** Wall milliseconds between two readings. Default 3 s. */
  readonly everyMs?: number;
}

/** Reads what others write again every few seconds, because findings follow from it too. */
export function watchStore<T>(
  read: () => Promise<readonly T[]>,
  { clock, log, stopAsked, failed, everyMs = usualEveryMs }: WatchOptions,
): (now: EpochMs) => StoreReading<T> {
  let last: StoreReading<T> = 'not-read';
  const watch = async () => {
    for (let isFailing = false; ; ) {
      const readAt = clock.now();
      try {
        last = { values: await read(), readAt };
        isFailing = false;
      } catch (error) {
        if (!isFailing) log.warn({ err: error }, failed);
        isFailing = true;
      }
      const pause = sleep(everyMs, 'again' as const, { ref: false });
      if ((await Promise.race([stopAsked.then(() => 'stopped' as const), pause])) === 'stopped') return;
    }
  };
  void watch();
  return (now) => (last === 'not-read' || clock.toWallMs(now - last.readAt) > 3 * everyMs ? 'not-read' : last);
}
