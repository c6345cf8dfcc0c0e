import type { EpochMs } from '../domain/time';
import type { AuditEntry } from '../persistence';

/** Longest text kept of one detail, in characters; longer ones end in `…`. */
export const longestDetail = 500;

/** Names of details whose values are never written down. */
const secretName =
  /pass(word|phrase)?|secret|token|credential|authorization|cookie|(api|access|private|secret)[-_]?key/i;

export interface AuditSubject {
  /** Who acted, as signed in. */
  readonly actor: { readonly name: string; readonly role: string };
  /** The verb of the command, e.g. `acknowledge-finding`. */
  readonly action: string;
  /** What it was done to, by id. */
  readonly target: string;
  /** Fleet time. */
  readonly at: EpochMs;
  readonly details?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** The record of an act that was done. */
export function acceptedAct(subject: AuditSubject): AuditEntry {
  return buildAuditEntry(subject, 'accepted');
}

/** The record of an act that was refused; the reason is kept as a detail. */
export function refusedAct(subject: AuditSubject, reason: string): AuditEntry {
  return buildAuditEntry({ ...subject, details: { ...subject.details, reason } }, 'refused');
}

/** Builds an audit entry: details without a value are left out, secrets are masked, long and invisible text is cut. */
export function buildAuditEntry(subject: AuditSubject, outcome: AuditEntry['outcome']): AuditEntry {
  const details: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(subject.details ?? {})) {
    if (value === undefined) continue;
    if (secretName.test(name)) details[name] = '(not recorded)';
    else details[name] = typeof value === 'string' ? toRecordable(value) : value;
  }
  return {
    at: subject.at,
    actor: toRecordable(subject.actor.name),
    role: subject.actor.role,
    action: subject.action,
    target: toRecordable(subject.target),
    outcome,
    details,
  };
}

/** One line, without control characters (which PostgreSQL or a log reader would stumble over), of bounded length. */
function toRecordable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return line.length <= longestDetail ? line : `${line.slice(0, longestDetail - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
