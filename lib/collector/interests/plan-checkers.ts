import type { AccountId, RegionCode, Workload } from '@/lib/domain/fleet';
import type { MissingReason } from '@/lib/domain/observation';
import { checkerRegions } from '@/lib/domain/series/checker-places';
import type { CheckerMeasure } from '@/lib/domain/series/metric-window';
import type { Seconds } from '@/lib/domain/time';
import type { SourcePlan } from '../source';
import { queriesIn, type SeriesQuery } from './signal-spec';

/** A regional endpoint and the health check whose checkers ask it, or why there is nothing to ask. */
export type PlannedEndpoint = { readonly hostname: string } & (
  | {
      readonly state: 'checked';
      readonly accountId: AccountId;
      readonly healthCheckId: string;
      readonly measures: boolean;
    }
  | { readonly state: 'unchecked'; readonly reason: MissingReason; readonly note: string }
);

/** The endpoints of a workload in a region, with their health checks as far as those are known. */
export function planCheckers(
  workload: Workload,
  region: RegionCode,
  { topology }: SourcePlan,
): readonly PlannedEndpoint[] {
  const hostnames = workload.entryPoints.flatMap(({ endpoints }) =>
    endpoints.filter((endpoint) => endpoint.region === region).map(({ hostname }) => hostname),
  );
  return [...new Set(hostnames)].map((hostname): PlannedEndpoint => {
    const found = topology.findEndpointCheck(hostname);
    if (found === 'unknown') {
      return {
        hostname,
        state: 'unchecked',
        reason: 'not-asked-yet',
        note: 'Route 53 has not listed its health checks yet.',
      };
    }
    if (found === 'none') {
      return {
        hostname,
        state: 'unchecked',
        reason: 'not-enabled',
        note: `No health check of Route 53 asks ${hostname}.`,
      };
    }
    const { accountId, check } = found;
    return { hostname, state: 'checked', accountId, healthCheckId: check.id, measures: check.measuresLatency };
  });
}

/** A check that measures nothing can only be replaced. */
export function whyNotMeasured(hostname: string): string {
  return `The health check of ${hostname} does not measure latency; that is chosen when a check is made, so make another with MeasureLatency.`;
}

const metricOf: Readonly<Record<CheckerMeasure, string>> = {
  connection: 'ConnectionTime',
  'first-byte': 'TimeToFirstByte',
};

/** What the checkers of each of their regions measure of a check, in milliseconds. */
export function checkerQueries(
  healthCheckId: string,
  period: Seconds,
): readonly { readonly from: RegionCode; readonly measure: CheckerMeasure; readonly query: SeriesQuery }[] {
  const query = queriesIn('AWS/Route53', period);
  return checkerRegions.flatMap((from) =>
    (['connection', 'first-byte'] as const).map((measure) => ({
      from,
      measure,
      query: query(metricOf[measure], 'Average', { HealthCheckId: healthCheckId, Region: from }),
    })),
  );
}
