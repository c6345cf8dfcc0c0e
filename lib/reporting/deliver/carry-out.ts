import { acceptedAct, buildAuditEntry, refusedAct } from '@/lib/audit/build-audit-entry';
import { parsePartKey } from '@/lib/domain/reports/delivery';
import { type AttemptEnd, type Standing, standingAfter, troubleAfter } from '@/lib/domain/reports/delivery-rules';
import type { AuditEntry } from '@/lib/persistence';
import { appendAudit } from '@/lib/persistence/audit';
import { beginDelivery, endDelivery, type StoredDelivery } from '@/lib/persistence/report-deliveries';
import { inTransaction } from '@/lib/persistence/transaction';
import { deliverByMail } from './by-mail';
import type { Deliverable } from './deliverable';
import type { DeliveryPorts } from './delivery-ports';
import { loadReport, nameReport } from './load-report';
import type { Place } from './plan-deliveries';
import { deliverToBucket } from './to-bucket';
import { deliverToFolder } from './to-folder';

/** Wall seconds, longer than any attempt takes: after them another engine takes it that whoever began it is gone. */
export const heldSeconds = 240;

/** The action of the line in the audit trail. */
export const deliveryAction = 'deliver-report';

/**
 * Carries one delivery out: writes down that it begins, hands the report over, and writes down how that ended together with
 * a line of the audit trail. `taken` where another engine is at work on it or was first.
 */
export async function carryOut(
  ports: DeliveryPorts,
  place: Place,
  seen: StoredDelivery,
): Promise<Standing['state'] | 'taken'> {
  const { store, clock, engineId } = ports;
  const begun = await beginDelivery(store, seen, { holder: engineId, seconds: heldSeconds, now: clock.now() });
  if (begun === 'taken') return 'taken';
  const { end, sha256 } = await attempt(ports, place, seen);
  const endedAt = clock.now();
  const standing = standingAfter(end.state, { dueAt: begun.dueMs, attempts: begun.attempts, endedAt });
  const failingSince = seen.failingSinceMs ?? 'never';
  const trouble = troubleAfter(end, { failingSince, needsPerson: seen.needsPerson }, endedAt);
  const sentence = standing.state === 'given-up' ? `${end.sentence} Given up after seven days.` : end.sentence;
  const written = await inTransaction(store, async (tx) => {
    const lines = toAuditLines(seen, { ...end, sentence }, standing, { sha256, engineId, endedAt });
    await appendAudit(tx, ...lines);
    const ended = await endDelivery(tx, begun, {
      state: standing.state,
      sinceMs: standing.state === seen.state ? seen.sinceMs : endedAt,
      attempts: standing.attempts,
      nextMs: standing.nextAttemptAt === 'none' ? null : standing.nextAttemptAt,
      sentence,
      sha256,
      handed: end.handed,
      triedMs: end.state === 'waiting' ? seen.triedMs : endedAt,
      failingSinceMs: trouble.failingSince === 'never' ? null : trouble.failingSince,
      needsPerson: trouble.needsPerson,
    });
    if (ended === 'lost') throw new TakenOver();
    return standing.state;
  }).catch((error: unknown) => {
    if (error instanceof TakenOver) return 'taken' as const;
    throw error;
  });
  return written;
}

class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

async function attempt(
  ports: DeliveryPorts,
  place: Place,
  seen: StoredDelivery,
): Promise<{ readonly end: AttemptEnd; readonly sha256: string }> {
  const owed = { month: seen.subjectId, part: parsePartKey(seen.part) };
  if (place.at.kind === 'mail' && ports.mail === 'not-configured') {
    const sentence = 'The engine has no mail server: set ANTIPODE_SMTP_URL and ANTIPODE_SMTP_FROM and start it anew.';
    return { end: { state: 'not-configured', sentence, handed: seen.handed }, sha256: seen.sha256 };
  }
  const report = await loadReport(ports, owed, place.declaration.formats);
  if ('state' in report) return { end: { ...report, handed: seen.handed }, sha256: seen.sha256 };
  if (report.files.length === 0) {
    const sentence = `${nameReport(owed.month, owed.part)} has none of the formats that are wanted. ${report.missing} Ask for csv or json too in the formats of the delivery.`;
    return { end: { state: 'failed', sentence, handed: seen.handed, needsPerson: true }, sha256: report.sha256 };
  }
  const end = await handOver(ports, place, seen, report);
  const sentence = report.missing === '' ? end.sentence : `${end.sentence} ${report.missing}`;
  const state = end.state === 'delivered' && report.lacksPdf ? 'delivered-without-pdf' : end.state;
  return { end: { ...end, state, sentence }, sha256: report.sha256 };
}

function handOver(
  { edge, mail, consoleUrl, stopping }: DeliveryPorts,
  { at, declaration: { id, prefix } }: Place,
  seen: StoredDelivery,
  report: Deliverable,
): Promise<AttemptEnd> {
  switch (at.kind) {
    case 'folder':
      return deliverToFolder(at.folder, report.files);
    case 'bucket': {
      const mayBeThere = seen.state === 'in-doubt' || seen.state === 'begun';
      return deliverToBucket(edge, at, report, { prefix, mayBeThere, signal: stopping });
    }
    case 'mail':
      if (mail === 'not-configured') throw new Error('There is no mail server to hand a mail to.');
      return deliverByMail(
        mail,
        report,
        { deliveryId: id, consoleUrl },
        { to: at.to, taken: seen.handed, signal: stopping },
      );
  }
}

/** One line for each attempt; waiting is none, and that there is no mail server is said once. */
function toAuditLines(
  seen: StoredDelivery,
  end: AttemptEnd,
  standing: Standing,
  { sha256, engineId, endedAt }: { readonly sha256: string; readonly engineId: string; readonly endedAt: number },
): readonly AuditEntry[] {
  const isSaid = standing.state === 'due' || (standing.state === 'not-configured' && seen.state === 'not-configured');
  if (isSaid) return [];
  const subject = {
    actor: { name: engineId, role: 'engine' },
    action: deliveryAction,
    target: seen.subjectId,
    at: endedAt,
    details: {
      report: seen.kind,
      part: seen.part,
      delivery: seen.deliveryId,
      destination: seen.destination,
      sha256,
      state: standing.state,
      attempt: standing.attempts,
      handed: end.handed.join(', '),
    },
  };
  if (end.state === 'delivered' || end.state === 'delivered-without-pdf')
    return [acceptedAct({ ...subject, details: { ...subject.details, sentence: end.sentence } })];
  if (end.state === 'in-doubt')
    return [buildAuditEntry({ ...subject, details: { ...subject.details, reason: end.sentence } }, 'unknown')];
  return [refusedAct(subject, end.sentence)];
}
