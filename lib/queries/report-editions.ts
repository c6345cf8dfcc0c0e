import 'server-only';
import type { EditionLine } from '@/lib/domain/reports/report-state';
import { readTrail } from '@/lib/persistence/audit-seals';
import type { ReportLine } from '@/lib/persistence/reports';
import type { Store } from '@/lib/persistence/store';

/** Editions as they are told, with whether the line of the audit trail that has their hash is sealed. */
export function toEditions(store: Store, lines: readonly ReportLine[]): Promise<readonly EditionLine[]> {
  return Promise.all(
    lines.map(async ({ edition, madeMs, sha256, pdfSha256, pdfTrouble, auditNumber }) => ({
      edition,
      madeAt: madeMs,
      sha256,
      pdf: pdfSha256 === 'not-made' ? { because: pdfTrouble } : ('made' as const),
      isSealed: await isSealed(store, auditNumber),
    })),
  );
}

async function isSealed(store: Store, number: number): Promise<boolean> {
  const [line] = await readTrail(store, number - 1, 1);
  return line !== undefined && line.number === number && line.seal !== 'unsealed';
}
