import { canonicalJson } from '../domain/reports/canonical-json';
import { type ReportEnvelope, reportEnvelopeFormat, type SealedLine } from '../domain/reports/envelope';
import { readTrail, type TrailLine } from '../persistence/audit-seals';
import type { StoredReport } from '../persistence/reports';
import type { Store } from '../persistence/store';

/**
 * Lines that go with a report, its own among them: an anchor is dropped every hundred lines or every minute, so that one of
 * them is usually the line of an anchor.
 */
const mostLines = 250;

/**
 * A report as it leaves the console: the text of its envelope, with its line of the audit trail and those that follow.
 *
 * @param neighbours `none` for who may not see what others did: then only the own line goes with it
 */
export async function readEnvelope(
  store: Store,
  report: Enveloped & Pick<StoredReport, 'auditNumber'>,
  neighbours: 'with-neighbours' | 'none',
): Promise<string> {
  const lines = await readTrail(store, report.auditNumber - 1, neighbours === 'none' ? 1 : mostLines);
  return writeEnvelope(report, toChain(lines, report.auditNumber));
}

/** The same of a report that is not frozen: no line of the audit trail has its hash. */
export function draftEnvelope(draft: Enveloped): string {
  return writeEnvelope(draft, { state: 'not-frozen' });
}

type Enveloped = Pick<StoredReport, 'content' | 'sha256' | 'pdfSha256'>;

function writeEnvelope({ content, sha256, pdfSha256 }: Enveloped, chain: ReportEnvelope['chain']): string {
  const report = JSON.parse(content) as ReportEnvelope['report'];
  return `${canonicalJson({ format: reportEnvelopeFormat, report, sha256, pdfSha256, chain } satisfies ReportEnvelope)}\n`;
}

function toChain(lines: readonly TrailLine[], number: number): ReportEnvelope['chain'] {
  const sealed = sealedLines(lines);
  const head = sealed.at(-1);
  if (head === undefined) return { state: 'not-sealed-yet', number };
  return { state: 'sealed', lines: sealed, head: { number: head.number, hash: head.hash } };
}

/** Up to the first that is not sealed, or whose entry is gone: what follows it proves nothing of the report. */
function sealedLines(lines: readonly TrailLine[]): readonly SealedLine[] {
  const whole: SealedLine[] = [];
  for (const { number, entry, seal } of lines) {
    if (entry === 'gone' || seal === 'unsealed') break;
    whole.push({ number, entry, ...seal });
  }
  return whole;
}
