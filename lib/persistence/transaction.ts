import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorCode } from './database-error';
import type { Store } from './store';

/** A running transaction, as the repositories take it. */
export type StoreTransaction = Parameters<Parameters<Store['db']['transaction']>[0]>[0];

const attempts = 5;

/**
 * Runs `work` in one transaction: all of its writes happen or none. `work` may run more than once (a distributed store
 * answers a conflict by asking for that), so it must have no effect outside the transaction.
 */
export async function inTransaction<T>(store: Store, work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.db.transaction(work);
    } catch (error) {
      const code = databaseErrorCode(error);
      const conflict = code === '40001' || code === '40P01';
      if (!conflict || attempt >= attempts) throw error;
      await sleep(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
