import type { QuotaEntity } from '../entities';
import type { RegionCode, Workload } from '../fleet';
import { isCurrent } from '../freshness';
import { newestValue } from '../observe';
import { isLimitedBy, watchedQuotas } from '../watched-quotas';
import { formatList } from '../wording/list';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/**
 * Quotas that are smaller where workloads would be taken over than where they run: on the day they could not grow to
 * what they would have to carry. Quotas change by the hand of a person, so the last known one counts until a newer one
 * is read.
 */
export function quotaFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  const workloads = evidence.workloads.map(({ workload }) => workload);
  return evidence.quotas.flatMap((here): FindingDraft[] => {
    const own = knownValue(here);
    if (own === 'unknown') return [];
    const larger = workloads
      .filter(({ accountId }) => accountId === here.accountId)
      .flatMap((workload) => {
        const home = findLargerHome(workload, here, own, evidence.quotas);
        return home === 'none' ? [] : [{ workload, ...home }];
      });
    const [first] = larger;
    if (first === undefined) return [];
    const most = larger.reduce((a, b) => (b.value > a.value ? b : a), first);
    const names = formatList(larger.map(({ workload }) => workload.name));
    const current = isCurrent(here.value, here.cadence, now);
    const newest = newestValue(here.value);
    const when = current || newest === 'none' ? '' : `, last known at ${formatMoment(newest.measuredAt, now)}`;
    return [
      {
        accountId: here.accountId,
        region: here.region,
        workloadId: larger.length === 1 ? first.workload.id : 'none',
        subject: here.id,
        code: 'quota-mismatch',
        severity: larger.some(({ workload }) => workload.tier <= 1) ? 'warning' : 'notice',
        sentence: `${here.region} has a quota of ${own} for ${here.name}, ${most.region} has ${most.value}: ${names} could not grow there to what ${larger.length === 1 ? 'it runs' : 'they run'} on${when}`,
        evidence: [
          `${here.serviceCode} ${here.quotaCode} in account ${here.accountId}`,
          ...(newest === 'none'
            ? []
            : [`servicequotas:GetServiceQuota at ${formatMoment(newest.measuredAt, now, 'second')}`]),
        ],
        clear: `Raise ${here.quotaCode} in ${here.region} to ${most.value} with Service Quotas, before it is needed`,
        since: newest === 'none' ? now : Math.min(newest.measuredAt, now),
      },
    ];
  });
}

/** Where the workload runs on more than it could have here: its primary, or the largest of its active regions. */
function findLargerHome(
  workload: Workload,
  here: QuotaEntity,
  own: number,
  quotas: readonly QuotaEntity[],
): { readonly region: RegionCode; readonly value: number } | 'none' {
  const { regions } = workload;
  const role = regions.find(({ region }) => region === here.region)?.role;
  const watched = watchedQuotas.find((one) => one.quotaCode === here.quotaCode && one.serviceCode === here.serviceCode);
  if (role === undefined || role === 'primary' || watched === undefined || !isLimitedBy(workload, watched))
    return 'none';
  const homes = regions.filter(
    (one) => one.region !== here.region && one.role === (role === 'standby' ? 'primary' : role),
  );
  const values = homes.flatMap(({ region }) => {
    const there = quotas.find(
      (quota) =>
        quota.accountId === here.accountId &&
        quota.region === region &&
        quota.serviceCode === here.serviceCode &&
        quota.quotaCode === here.quotaCode,
    );
    const value = there === undefined ? 'unknown' : knownValue(there);
    return value === 'unknown' || value <= own ? [] : [{ region, value }];
  });
  const [first, ...others] = values;
  return first === undefined ? 'none' : others.reduce((a, b) => (b.value > a.value ? b : a), first);
}

function knownValue({ value }: QuotaEntity): number | 'unknown' {
  const newest = newestValue(value);
  return newest === 'none' || newest.value === 'absent' ? 'unknown' : newest.value;
}
