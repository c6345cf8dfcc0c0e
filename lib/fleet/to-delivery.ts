import type { AccountId } from '../domain/fleet';
import type { DeliveryDeclaration } from '../domain/reports/delivery';
import { reportFileKinds } from '../domain/reports/executive/reading';
import { type ReportEntry, usualPrefix } from './report-schema';

/** A delivery of reports as the domain has it; its buckets are those of `onlyAccount` unless it says whose. */
export function toDelivery(entry: ReportEntry, onlyAccount: AccountId): DeliveryDeclaration {
  return {
    id: entry.id,
    send: entry.send,
    folder: entry.folder ?? 'none',
    buckets: Object.entries(entry.buckets ?? {}).map(([region, bucket]) => ({ region, bucket })),
    accountId: entry.account ?? onlyAccount,
    prefix: entry.prefix ?? usualPrefix,
    mail: entry.mail ?? [],
    formats: reportFileKinds.filter((kind) => entry.formats.includes(kind)),
  };
}
