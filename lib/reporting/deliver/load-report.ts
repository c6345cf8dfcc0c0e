import { wholeFleet } from '@/lib/access/actor';
import { type DeliveryPart, toFileName, toPartKey } from '@/lib/domain/reports/delivery';
import { startOfWeek } from '@/lib/domain/reports/delivery-rules';
import type { ReportFileKind } from '@/lib/domain/reports/executive/reading';
import { findReportCopy, keepReportCopy } from '@/lib/persistence/report-deliveries';
import { findReportDraft } from '@/lib/persistence/report-drafts';
import { requestReport } from '@/lib/persistence/report-requests';
import { findReport } from '@/lib/persistence/reports';
import { contentTypes, type Deliverable } from './deliverable';
import type { DeliveryPorts } from './delivery-ports';

/** There is nothing to deliver yet. */
export interface NotThereYet {
  readonly state: 'waiting';
  readonly sentence: string;
}

interface StoredFiles {
  readonly content: string;
  readonly sha256: string;
  readonly pdf: Buffer | null;
  readonly pdfTrouble: string;
  readonly csv: string | null;
}

/**
 * The executive report of the whole fleet that is owed: a frozen edition as it is stored, or of a week the first report of
 * the month that was made since its Monday, which is kept so that every place gets the same one.
 */
export async function loadReport(
  ports: Pick<DeliveryPorts, 'store' | 'clock' | 'engineId'>,
  { month, part }: { readonly month: string; readonly part: DeliveryPart },
  formats: readonly ReportFileKind[],
): Promise<Deliverable | NotThereYet> {
  const found =
    part.kind === 'edition'
      ? await findReport(ports.store, 'executive', month, part.edition)
      : await findWeek(ports, month, part);
  if (found === 'not-found') return { state: 'waiting', sentence: `${nameReport(month, part)} is not in the store.` };
  if ('state' in found) return found;
  return { month, part, content: found.content, sha256: found.sha256, ...toFiles(found, month, part, formats) };
}

/** `The report of 2026-10, edition 1`. */
export function nameReport(month: string, part: DeliveryPart): string {
  return part.kind === 'edition'
    ? `The report of ${month}, edition ${part.edition},`
    : `The report of ${month} as of ${part.monday}`;
}

async function findWeek(
  { store, clock, engineId }: Pick<DeliveryPorts, 'store' | 'clock' | 'engineId'>,
  month: string,
  part: Extract<DeliveryPart, { kind: 'week' }>,
): Promise<StoredFiles | NotThereYet> {
  const key = { kind: 'executive', subjectId: month, part: toPartKey(part) } as const;
  const kept = await findReportCopy(store, key);
  if (kept !== 'none') return kept;
  const draft = await findReportDraft(store, month);
  if (draft !== 'none' && draft.madeMs >= startOfWeek(part.monday)) {
    const { madeMs, content, sha256, pdf, pdfTrouble, csv } = draft;
    await keepReportCopy(store, { ...key, madeMs, content, sha256, pdf, pdfTrouble, csv });
    // Another engine may have kept another one: the first stays.
    const first = await findReportCopy(store, key);
    if (first !== 'none') return first;
  }
  const closed = await findReport(store, 'executive', month);
  if (closed !== 'not-found') {
    const sentence = `${month} has closed before its report of ${part.monday} was made: the report of the whole month takes its place.`;
    return { state: 'waiting', sentence };
  }
  const asked = await requestReport(store, {
    subjectId: month,
    month,
    scope: wholeFleet,
    askedMs: clock.now(),
    askedBy: engineId,
  });
  const trouble = asked === 'crowded' ? 'too many others are asked for' : asked.trouble;
  const because = trouble === '' ? '' : ` It could not be made so far: ${trouble.replace(/\.$/, '')}.`;
  return { state: 'waiting', sentence: `${nameReport(month, part)} is being made.${because}` };
}

function toFiles(
  stored: StoredFiles,
  month: string,
  part: DeliveryPart,
  formats: readonly ReportFileKind[],
): Pick<Deliverable, 'files' | 'missing' | 'lacksPdf'> {
  const bodies: Readonly<Record<ReportFileKind, Buffer | null>> = {
    json: Buffer.from(stored.content),
    pdf: stored.pdf,
    csv: stored.csv === null ? null : Buffer.from(stored.csv),
  };
  const files = formats.flatMap((kind) => {
    const body = bodies[kind];
    return body === null ? [] : [{ kind, name: toFileName(month, part, kind), contentType: contentTypes[kind], body }];
  });
  const absent = formats.filter((kind) => bodies[kind] === null);
  const because = stored.pdfTrouble === '' ? '' : `: ${stored.pdfTrouble.replace(/\.$/, '')}`;
  const missing =
    absent.length === 0
      ? ''
      : `There is no ${absent.map((kind) => kind.toUpperCase()).join(' and no ')} of it${because}.`;
  return { files, missing, lacksPdf: absent.includes('pdf') };
}
