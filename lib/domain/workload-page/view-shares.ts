import type { RegionCode } from '../fleet';
import type { WorkloadView } from '../overview/types';
import { formatList } from '../wording/list';
import { currentValue } from './signal-view';
import type { RegionSignalsView, ServingShare, ServingShares } from './types';

/**
 * Which region serves which share of the requests. A share needs the whole: while one region does not report, or
 * nothing is requested at all, no share is claimed. Figures of a region that is dark are figures of before, not traffic.
 */
export function viewShares(
  { cells }: WorkloadView,
  signals: readonly RegionSignalsView[],
  dark: ReadonlySet<RegionCode>,
): ServingShares {
  const parts = cells.flatMap(({ region, role, health }) => {
    const own = signals.find((signal) => signal.region === region);
    return own === undefined ? [] : [{ region, role, health, requests: own.requestsPerSecond }];
  });
  const rates = parts.map(({ requests, region, health }) =>
    currentValue(requests, dark.has(region) || health.state === 'down'),
  );
  const silent = parts.filter((_, index) => rates[index] === 'none').map(({ region }) => region);
  const unseen = cells
    .filter(({ region }) => !parts.some((part) => part.region === region))
    .map(({ region }) => region);
  const known = rates.filter((rate) => rate !== 'none');
  const total = known.reduce((sum, rate) => sum + rate, 0);
  const whole = silent.length === 0 && unseen.length === 0 && total > 0;
  const regions = parts.map(
    ({ region, role, health, requests }, index): ServingShare => ({
      region,
      role,
      health,
      requestsPerSecond: requests,
      sharePercent: whole ? percentOf(rates[index], total) : 'unknown',
    }),
  );
  return { sentence: sentenceOf([...silent, ...unseen], known.length, total, regions), regions };
}

function percentOf(rate: number | 'none' | undefined, total: number): number | 'unknown' {
  return rate === undefined || rate === 'none' ? 'unknown' : (rate / total) * 100;
}

function sentenceOf(
  silent: readonly string[],
  reporting: number,
  total: number,
  regions: readonly { readonly region: string; readonly sharePercent: number | 'unknown' }[],
): string {
  if (reporting === 0) return 'Shares unknown: no region reports its requests now';
  if (silent.length > 0) return `Shares unknown: nothing current from ${formatList(silent)}`;
  if (total === 0) return 'No requests anywhere in the newest minute';
  const shares = regions.flatMap(({ region, sharePercent }) =>
    sharePercent === 'unknown' ? [] : [`${region} ${formatShare(sharePercent)}`],
  );
  return `Requests served by ${formatList(shares, 8)}`;
}

/** `37 %`; what is not nothing never reads 0, what is not all never reads 100. */
export function formatShare(percent: number): string {
  if (percent > 0 && percent < 1) return '<1 %';
  if (percent < 100 && percent > 99) return '>99 %';
  return `${Math.round(percent)} %`;
}
