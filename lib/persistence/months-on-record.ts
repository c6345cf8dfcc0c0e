import { sql } from 'drizzle-orm';
import type { Month } from '../domain/costs/report/choose-month';
import type { AccountId, WorkloadId } from '../domain/fleet';
import type { Store } from './store';

/** A month of which something is on record: the bill of an account, or the history of a workload. */
export interface MonthOnRecord {
  readonly month: Month;
  readonly accountId: AccountId | 'none';
  readonly workloadId: WorkloadId | 'none';
}

/** Every month that a bill or the history has anything of, with whose it is. */
export async function readMonthsOnRecord(store: Store): Promise<readonly MonthOnRecord[]> {
  const { rows } = await store.db.execute<{ month: string; account_id: string; workload_id: string }>(sql`
    select distinct left(starts_on, 7) as month, account_id, 'none' as workload_id from antipode.cost_period
    union
    select distinct to_char(to_timestamp(at_ms / 1000) at time zone 'UTC', 'YYYY-MM'), 'none', workload_id
    from antipode.history_day`);
  return rows.map(({ month, account_id: accountId, workload_id: workloadId }) => ({ month, accountId, workloadId }));
}
