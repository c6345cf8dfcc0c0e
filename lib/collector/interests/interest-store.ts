import type { MetricWindow } from '@/lib/domain/series/metric-window';
import { type LiveInterest, pruneInterests, readLiveInterests } from '@/lib/persistence/interests';
import {
  pruneMetricWindows,
  readMetricWindows,
  type WindowWrite,
  writeMetricWindows,
} from '@/lib/persistence/metric-windows';
import type { Store } from '@/lib/persistence/store';

/** Where people's interests are, and what is fetched for them goes. */
export interface InterestStore {
  readLive(): Promise<readonly LiveInterest[]>;
  /** What was fetched before of these, also by an engine that is no more. */
  readWindows(keys: readonly string[]): Promise<ReadonlyMap<string, MetricWindow>>;
  write(windows: readonly WindowWrite[]): Promise<void>;
  /** Forgets what nobody looks at any more. */
  prune(): Promise<void>;
}

export function createInterestStore(store: Store): InterestStore {
  return {
    readLive: () => readLiveInterests(store),
    readWindows: async (keys) => {
      const stored = await readMetricWindows(store, keys);
      return new Map(stored.flatMap(({ key, window }) => (window === 'none' ? [] : [[key, window] as const])));
    },
    write: (windows) => writeMetricWindows(store, windows),
    prune: async () => {
      await pruneInterests(store);
      await pruneMetricWindows(store);
    },
  };
}
