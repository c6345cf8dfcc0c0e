import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log';

const everyMs = 3000;

/** What others write, as it was last read: again every few seconds, because findings follow from it too. */
export function watchStore<T>(
  read: () => Promise<readonly T[]>,
  { log, stopAsked, failed }: { readonly log: Log; readonly stopAsked: Promise<void>; readonly failed: string },
): () => readonly T[] {
  let known: readonly T[] = [];
  const watch = async () => {
    for (let isFailing = false; ; ) {
      try {
        known = await read();
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
  return () => known;
}
