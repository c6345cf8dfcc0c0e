import { attachedFormats } from '../domain/reports/delivery';
import { partitionOf } from './account-roles';
import { idsOf } from './check-names';
import type { FleetEntries, Placed } from './fleet-entries';
import { type At, type Complaint, quote } from './fleet-problem';
import type { ReportEntry } from './report-schema';

/** A delivery leads somewhere, its buckets are somebody's, and what it names it carries. */
export function checkReports(entries: FleetEntries): readonly Complaint[] {
  return entries.reports.flatMap((placed) => checkReport(placed, entries));
}

function checkReport({ index, entry }: Placed<ReportEntry>, entries: FleetEntries): readonly Complaint[] {
  const at: At = (...path) => ['reports', index, ...path];
  return [
    ...leadsNowhere(entry, at),
    ...checkBuckets(entry, at, entries),
    ...checkMail(entry, at),
    ...repeatedIn(entry.mail ?? [], (item) => at('mail', item), 'each address is written once'),
    ...repeatedIn(entry.formats, (item) => at('formats', item), 'each format is written once'),
  ];
}

function leadsNowhere({ folder, buckets, mail }: ReportEntry, at: At): readonly Complaint[] {
  if (folder !== undefined || mail !== undefined || Object.keys(buckets ?? {}).length > 0) return [];
  if (buckets !== undefined)
    return [{ path: at('buckets'), message: 'must name at least one bucket, e.g. us-west-2: acme-reports-west' }];
  return [{ path: at(), message: 'leads nowhere: write at least one of folder, buckets and mail' }];
}

function checkBuckets({ buckets, account, prefix }: ReportEntry, at: At, entries: FleetEntries): readonly Complaint[] {
  if (buckets === undefined) {
    const idle = { account, prefix };
    return Object.entries(idle).flatMap(([field, value]) =>
      value === undefined ? [] : [{ path: at(field), message: 'is about buckets: write buckets too, or leave it out' }],
    );
  }
  const partition = partitionOf(idsOf(entries.declared.regions));
  const foreign = Object.keys(buckets).filter((region) => partitionOf([region]) !== partition);
  const names = Object.values(buckets);
  const twice = Object.entries(buckets).filter(([, bucket], index) => names.indexOf(bucket) !== index);
  return [
    ...checkOwner(account, at, entries),
    ...foreign.map((region) => ({
      path: at('buckets', region),
      message: `is in another partition of AWS than the regions of the fleet, whose credentials are worth nothing there`,
    })),
    ...twice.map(([region, bucket]) => ({
      path: at('buckets', region),
      message: `repeats ${bucket}: a bucket is in one region, so write one of its own for each`,
    })),
  ];
}

function checkOwner(account: string | undefined, at: At, { declared }: FleetEntries): readonly Complaint[] {
  const known = idsOf(declared.accounts);
  if (account === undefined && known.length > 1)
    return [{ path: at('account'), message: `is missing: write whose buckets they are, one of ${known.join(', ')}` }];
  if (account === undefined || known.includes(account)) return [];
  return [{ path: at('account'), message: `names an account that is not declared: add ${quote(account)} to accounts` }];
}

function checkMail({ mail, formats }: ReportEntry, at: At): readonly Complaint[] {
  if (mail === undefined || attachedFormats(formats).length > 0) return [];
  return [{ path: at('formats'), message: 'has nothing that mail carries: add pdf or csv, or leave mail out' }];
}

function repeatedIn(
  items: readonly string[],
  pathOf: (index: number) => Complaint['path'],
  rule: string,
): readonly Complaint[] {
  return items.flatMap((item, index) =>
    items.indexOf(item) === index ? [] : [{ path: pathOf(index), message: `repeats ${quote(item)}: ${rule}` }],
  );
}
