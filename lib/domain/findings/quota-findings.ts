import type { QuotaEntity } from '../entities';
import type { RegionCode, Workload } from '../fleet';
import { isCurrent } from '../freshness';
import { newestValue } from '../observe';
import { isLimitedBy, watchedQuotas } from '../watched-quotas';
import { formatList } from '../wording/list';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/** Quotas by their id. */
type Quotas = ReadonlyMap<string, QuotaEntity>;

/** Where a workload runs on more than it could have elsewhere. */
interface LargerHome {
  readonly workload: Workload;
  readonly region: RegionCode;
  readonly value: number;
}

/**
 * Quotas that are smaller where workloads would be taken over than where they run: on the day they could not grow to
 * what they would have to carry. Quotas change by the hand of a person, so the last known one counts until a newer one
 * is read.
 */
export function quotaFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  const quotas: Quotas = new Map(evidence.quotas.map((quota) => [quota.id, quota]));
  return evidence.quotas.flatMap((here): FindingDraft[] => {
    const homes = evidence.workloads.flatMap(({ workload }) => findLargerHome(workload, here, quotas));
    const [first, ...others] = homes.sort((a, b) => b.value - a.value);
    return first === undefined ? [] : [toDraft(here, [first, ...others], now)];
  });
}

/** @param homes the largest first. */
function toDraft(here: QuotaEntity, homes: readonly [LargerHome, ...LargerHome[]], now: number): FindingDraft {
  const [largest] = homes;
  const newest = newestValue(here.value);
  const at = newest === 'none' ? now : newest.measuredAt;
  const dated = isCurrent(here.value, here.cadence, now) ? '' : `, last known at ${formatMoment(at, now)}`;
  const names = formatList(homes.map(({ workload }) => workload.name).sort());
  const what = homes.length === 1 ? 'what it runs on' : 'what they run on';
  return {
    accountId: here.accountId,
    region: here.region,
    workloadId: homes.length === 1 ? largest.workload.id : 'none',
    subject: here.id,
    code: 'quota-mismatch',
    severity: homes.some(({ workload }) => workload.tier <= 1) ? 'warning' : 'notice',
    sentence: `${here.region} has a quota of ${knownValue(here)} for ${here.name}, ${largest.region} has ${largest.value}: ${names} could not grow there to ${what}${dated}`,
    evidence: [
      `${here.serviceCode} ${here.quotaCode} in account ${here.accountId}`,
      `servicequotas:GetServiceQuota at ${formatMoment(at, now, 'second')}`,
    ],
    clear: `Raise ${here.quotaCode} in ${here.region} to ${largest.value} with Service Quotas, before it is needed`,
    since: Math.min(at, now),
  };
}

/** Its primary for a standby, the largest of the others for an active region; empty where nothing is larger. */
function findLargerHome(workload: Workload, here: QuotaEntity, quotas: Quotas): readonly LargerHome[] {
  const role = workload.regions.find(({ region }) => region === here.region)?.role;
  const own = knownValue(here);
  if (workload.accountId !== here.accountId || role === undefined || role === 'primary' || own === 'unknown') return [];
  const { serviceCode, quotaCode } = here;
  const watched = watchedQuotas.find((one) => one.serviceCode === serviceCode && one.quotaCode === quotaCode);
  if (watched === undefined || !isLimitedBy(workload, watched)) return [];
  return workload.regions
    .filter((one) => one.region !== here.region && one.role === (role === 'standby' ? 'primary' : role))
    .flatMap(({ region }): LargerHome[] => {
      const there = quotas.get(`${here.accountId}/${region}/${serviceCode}/${quotaCode}`);
      const value = there === undefined ? 'unknown' : knownValue(there);
      return value === 'unknown' || value <= own ? [] : [{ workload, region, value }];
    })
    .sort((a, b) => b.value - a.value)
    .slice(0, 1);
}

function knownValue({ value }: QuotaEntity): number | 'unknown' {
  const newest = newestValue(value);
  return newest === 'none' || newest.value === 'absent' ? 'unknown' : newest.value;
}
