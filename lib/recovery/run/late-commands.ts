import type { EpochMs } from '@/lib/domain/time';
import { appendAudit } from '@/lib/persistence/audit';
import { refuseLateCommands } from '@/lib/persistence/recovery-commands';
import type { Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { auditOfRefusedCommand } from './audit-of-run';

const tooLate = 'The run had ended before this was carried out';

/** Refuses, with an audit entry, what people asked of runs that had ended before anybody could carry it out. */
export async function appendLateRefusals(store: Store, now: EpochMs): Promise<void> {
  await inTransaction(store, async (tx) => {
    const refused = await refuseLateCommands(tx, tooLate, now);
    await appendAudit(tx, ...refused.map((command) => auditOfRefusedCommand(command, tooLate, now)));
  });
}
