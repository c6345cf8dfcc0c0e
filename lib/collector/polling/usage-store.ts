import { addPollingUsage, closePollingUsage, settlePollingUsage } from '@/lib/persistence/polling-usage';
import type { Store } from '@/lib/persistence/store';
import type { UsageStore } from './usage-meter';

/** Counts kept in the store that engine and web share. */
export function createUsageStore(store: Store): UsageStore {
  return {
    settle: () => settlePollingUsage(store),
    add: (deltas) => addPollingUsage(store, deltas),
    close: () => closePollingUsage(store),
  };
}
