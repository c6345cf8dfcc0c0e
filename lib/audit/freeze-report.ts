import { reportAction } from '../domain/reports/envelope';
import type { EpochMs } from '../domain/time';
import { appendAudit } from '../persistence/audit';
import { insertReport, type NewReport } from '../persistence/reports';
import type { Store } from '../persistence/store';
import { inTransaction, type StoreTransaction } from '../persistence/transaction';
import { acceptedAct } from './build-audit-entry';
import { hashReport } from './hash-report';

/** An edition of a report that is written down for good. */
export interface FrozenReport
  extends Pick<NewReport, 'kind' | 'subjectId' | 'edition' | 'content' | 'pdf' | 'pdfTrouble' | 'csv' | 'declared'> {
  readonly format: string;
  readonly madeAt: EpochMs;
  /** What else its line of the audit trail says. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Writes an edition of a report and the line of the audit trail with its hashes in one transaction: both or none, and of
 * two engines one. `known` where another engine has written this edition.
 *
 * @param alongside what else is written with it
 */
export async function freezeReport(
  { store, engineId }: { readonly store: Store; readonly engineId: string },
  { format, madeAt, details, ...report }: FrozenReport,
  alongside: (tx: StoreTransaction) => Promise<void> = async () => undefined,
): Promise<'made' | 'known'> {
  const { kind, subjectId, edition, content, pdf, csv = null } = report;
  const sha256 = hashReport(content);
  const pdfSha256 = pdf === null ? 'not-made' : hashReport(pdf);
  const csvSha256 = csv === null ? undefined : hashReport(csv);
  const entry = acceptedAct({
    actor: { name: engineId, role: 'engine' },
    action: reportAction,
    target: subjectId,
    at: madeAt,
    details: { report: kind, format, edition, sha256, pdfSha256, csvSha256, ...details },
  });
  return inTransaction(store, async (tx) => {
    // A number is given to the line that this transaction writes; where another engine was first, neither is written.
    const [auditNumber] = await appendAudit(tx, entry);
    if (auditNumber === undefined) throw new Error('The audit trail gave a line no number.');
    const inserted = await insertReport(tx, { ...report, sha256, pdfSha256, madeMs: madeAt, auditNumber });
    if (inserted === 'known') throw new WrittenElsewhere();
    await alongside(tx);
    return 'made' as const;
  }).catch((error: unknown) => {
    if (error instanceof WrittenElsewhere) return 'known' as const;
    throw error;
  });
}

class WrittenElsewhere extends Error {
  override readonly name = 'WrittenElsewhere';
}
