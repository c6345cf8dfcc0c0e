import type { CheckerReport, EndpointEntity, HealthCheckEntity } from '../entities';
import { judgeEndpoint } from '../judge-endpoint';
import { mapObservation, newestValue } from '../observe';
import type { EpochMs } from '../time';
import { formatDuration } from '../wording/duration';
import { formatAge } from '../wording/moment';
import { signalView } from '../workload-page/signal-view';
import type { CheckerRegion, HealthCheckView } from './types';

/** The region Route 53's API lives in: its pages are addressed by the partition of any region. */
export const route53Region = 'us-east-1';

/** Route 53 takes an endpoint for healthy while more than this share of its checkers pass, in percent. */
const healthyAbovePercent = 18;

/** A health check with its checkers by region, at `now` (fleet time). Failing regions first, then by name. */
export function viewCheck(
  check: HealthCheckEntity,
  endpoints: readonly EndpointEntity[],
  now: EpochMs,
): HealthCheckView {
  const { id, checkId, hostname, cadence } = check;
  const endpoint = endpoints.find((one) => one.hostname === hostname);
  return {
    id,
    checkId,
    hostname,
    region: endpoint?.region ?? 'none',
    asks: asksWords(check),
    status: statusOf(endpoint, now),
    checkers: signalView(mapObservation(check.checkers, byRegion), cadence, false, now),
    sentence: sentenceOf(check, now),
    source: { kind: 'health-check', region: route53Region, id: checkId },
  };
}

function asksWords({
  hostname,
  path,
  intervalSeconds,
  failureThreshold,
  disabled,
  inverted,
}: HealthCheckEntity): string {
  const what = `Asks ${hostname}${path === 'none' ? '' : path}`;
  const often = intervalSeconds === 'none' ? '' : ` every ${formatDuration(intervalSeconds)} from each checker`;
  const fails = failureThreshold === 'none' ? '' : `, fails after ${failureThreshold} in a row`;
  const odd = `${disabled ? '. It is disabled: it counts as healthy whatever it sees' : ''}${inverted ? '. It is inverted: it says the opposite of what it sees' : ''}`;
  return `${what}${often}${fails}${odd}`;
}

function statusOf(endpoint: EndpointEntity | undefined, now: EpochMs): HealthCheckView['status'] {
  if (endpoint === undefined) return { state: 'unknown', sentence: 'No status record is read for it' };
  const { route53 } = judgeEndpoint(endpoint, now).vantages;
  return { state: route53.verdict, sentence: route53.sentence };
}

function sentenceOf({ checkers }: HealthCheckEntity, now: EpochMs): string {
  const newest = newestValue(checkers);
  if (newest === 'none') return 'What each checker says has not been read yet';
  const passing = newest.value.filter(({ outcome }) => outcome === 'pass').length;
  const all = newest.value.length;
  if (all === 0) return `No checker reported, read ${formatAge(newest.measuredAt, now)}`;
  return `${passing} of ${all} checkers pass, read ${formatAge(newest.measuredAt, now)}; healthy above ${healthyAbovePercent} %`;
}

/** Checkers of a region together. */
export function byRegion(reports: readonly CheckerReport[]): readonly CheckerRegion[] {
  const regions = new Map<string, CheckerReport[]>();
  for (const report of reports) regions.set(report.region, [...(regions.get(report.region) ?? []), report]);
  return [...regions]
    .map(([region, own]): CheckerRegion => {
      const count = (wanted: CheckerReport['outcome']) => own.filter(({ outcome }) => outcome === wanted).length;
      return {
        region,
        passing: count('pass'),
        failing: count('fail'),
        unrecognised: count('unrecognised'),
        newestAt: own.reduce((newest, { checkedAt }) => Math.max(newest, checkedAt), Number.NEGATIVE_INFINITY),
        detail: own.find(({ outcome }) => outcome !== 'pass')?.detail ?? 'none',
      };
    })
    .sort((a, b) => b.failing - a.failing || (a.region < b.region ? -1 : 1));
}
