import { type LiveInterest, pruneInterests, readLiveInterests } from '@/lib/persistence/interests';
import { pruneMetricWindows, type WindowWrite, writeMetricWindows } from '@/lib/persistence/metric-windows';
import type { Store } from '@/lib/persistence/store';

/** Where people's interests are, and what is fetched for them goes. */
export interface InterestStore {
  readLive(): Promise<readonly LiveInterest[]>;
  write(windows: readonly WindowWrite[]): Promise<void>;
  /** Forgets what nobody looks at any more. */
  prune(): Promise<void>;
}

export function createInterestStore(store: Store): InterestStore {
  return {
    readLive: () => readLiveInterests(store),
    write: (windows) => writeMetricWindows(store, windows),
    prune: async () => {
      await pruneInterests(store);
      await pruneMetricWindows(store);
    },
  };
}
