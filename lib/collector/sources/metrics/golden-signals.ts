import type { LoadBalancerReading, MetricSeries } from '@/lib/aws';
import type { EndpointEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { carry, type Reading } from '../../carry';
import { toMetricCadence } from '../../metric-cadence';
import type { SourcePlan } from '../../source';
import {
  isPolledFor,
  longestCadence,
  type MetricAnswer,
  type MetricPart,
  type MetricScope,
  type Query,
  toNewestReading,
} from './metric-part';

/** The series of one load balancer. */
export interface SignalQueries {
  readonly requests: Query;
  readonly balancerErrors: Query;
  readonly targetErrors: Query;
  readonly latency: Query;
  /** A host count exists per target group; the smallest is the one that hurts. */
  readonly hosts: readonly Query[];
}

/** Traffic, errors, latency and healthy hosts of each endpoint's load balancer. */
export const goldenSignals: MetricPart = {
  queries: (place, plan) =>
    placedBalancers(place, plan).flatMap(({ balancer }) => {
      if (balancer === undefined) return [];
      const { requests, balancerErrors, targetErrors, latency, hosts } = queriesOf(balancer);
      return [requests, balancerErrors, targetErrors, latency, ...hosts];
    }),
  merge: (place, answer, context) => {
    for (const { endpoint, balancer } of placedBalancers(place, context)) {
      context.snapshot.put(
        balancer === undefined
          ? loseSignals(endpoint, answer, context.receivedAt)
          : withSignals(endpoint, queriesOf(balancer), answer, context.receivedAt),
      );
    }
  },
};

/** The endpoints of a place with their load balancers, as far as those are found. */
export function placedBalancers(
  place: MetricScope,
  { fleet, topology, snapshot }: SourcePlan,
): readonly { readonly endpoint: EndpointEntity; readonly balancer: LoadBalancerReading | undefined }[] {
  return snapshot
    .all('endpoint')
    .filter((endpoint) => endpoint.accountId === place.accountId && endpoint.region === place.region)
    .flatMap((endpoint) => {
      const workload = fleet.workloads.find((candidate) => candidate.id === endpoint.workloadId);
      const declared = workload?.capacity.find((capacity) => capacity.region === place.region);
      if (declared === undefined || !isPolledFor(place, workload)) return [];
      const balancer = topology.findLoadBalancer(place.accountId, place.region, declared.loadBalancerName);
      return [{ endpoint, balancer }];
    });
}

/** What is asked of a load balancer. */
export function queriesOf(balancer: LoadBalancerReading): SignalQueries {
  const query = (name: string, statistic: string, more: Readonly<Record<string, string>> = {}): Query => ({
    namespace: 'AWS/ApplicationELB',
    name,
    dimensions: { LoadBalancer: balancer.dimension, ...more },
    statistic,
    periodSeconds: 60,
  });
  return {
    requests: query('RequestCount', 'Sum'),
    balancerErrors: query('HTTPCode_ELB_5XX_Count', 'Sum'),
    targetErrors: query('HTTPCode_Target_5XX_Count', 'Sum'),
    latency: query('TargetResponseTime', 'p95'),
    hosts: balancer.targetGroups.map((group) => query('HealthyHostCount', 'Minimum', { TargetGroup: group.dimension })),
  };
}

function withSignals(
  endpoint: EndpointEntity,
  queries: SignalQueries,
  answer: MetricAnswer,
  now: EpochMs,
): EndpointEntity {
  const read = (query: Query, toValue?: (value: number) => number) => toNewestReading(query, answer, now, toValue);
  const settleSeconds = Math.max(answer.delayOf(queries.balancerErrors), answer.delayOf(queries.targetErrors));
  // Errors are told last of all: a minute must have settled, and is then read by the next poll.
  const settled = toMetricCadence(settleSeconds + answer.pollSeconds, answer.pollSeconds);
  const cadence = longestCadence([answer.cadenceOf(queries.requests), answer.cadenceOf(queries.latency), settled]);
  const errors = readErrorPercent(
    { requests: queries.requests, errors: [queries.balancerErrors, queries.targetErrors] },
    settleSeconds,
    answer,
    now,
  );
  return {
    ...endpoint,
    requestsPerSecond: carry(endpoint.requestsPerSecond, read(queries.requests, perSecond), cadence, now),
    errorPercent: carry(endpoint.errorPercent, errors, cadence, now),
    latencyP95Ms: carry(endpoint.latencyP95Ms, read(queries.latency, inMilliseconds), cadence, now),
    healthyHosts: carry(endpoint.healthyHosts, readFewestHosts(queries.hosts, answer, now), cadence, now),
    signalCadence: cadence,
  };
}

const perSecond = (perMinute: number): number => perMinute / 60;
const inMilliseconds = (seconds: number): number => seconds * 1000;

/**
 * Failed requests in percent of all, in the newest minute for which that can be said. The counters of failures are
 * published only when they are not zero, so their absence is zero — but only in an answer that is whole, beside a
 * request count of the same minute, and after late points had `settleSeconds` from the minute's end. Without a request
 * count there is no percentage.
 */
export function readErrorPercent(
  queries: { readonly requests: Query; readonly errors: readonly Query[] },
  settleSeconds: Seconds,
  answer: Pick<MetricAnswer, 'find' | 'whyMissing'>,
  now: EpochMs,
): Reading<number> {
  const requests = answer.find(queries.requests);
  const errors = queries.errors.flatMap((query) => answer.find(query) ?? []);
  const unanswered = [queries.requests, ...queries.errors].find((query) => answer.find(query) === undefined);
  if (requests === undefined || unanswered !== undefined) {
    return { state: 'missing', reason: answer.whyMissing(unanswered ?? queries.requests) };
  }
  const isTold = (one: MetricSeries, at: EpochMs) =>
    one.points.some((point) => point.at === at) ||
    (one.status === 'complete' && now >= at + 60_000 + settleSeconds * 1000);
  const minute = requests.points.findLast(({ at, value }) => value > 0 && errors.every((one) => isTold(one, at)));
  if (minute === undefined) {
    const isWhole = [requests, ...errors].every((one) => one.status === 'complete');
    return { state: 'missing', reason: isWhole ? 'no-data' : 'failed' };
  }
  const failed = errors
    .flatMap((one) => one.points.filter((point) => point.at === minute.at))
    .reduce((sum, point) => sum + point.value, 0);
  return toObserved((100 * failed) / minute.value, minute.at, now, 'cloudwatch');
}

/** The smallest count of the newest minute that every target group has told. */
function readFewestHosts(queries: readonly Query[], answer: MetricAnswer, now: EpochMs): Reading<number> {
  const readings = queries.map((query) => toNewestReading(query, answer, now));
  const untold = readings.find((reading) => reading.state === 'missing');
  if (untold !== undefined) return untold;
  const told = readings.filter((reading) => reading.state === 'observed');
  if (told.length === 0) return { state: 'missing', reason: 'no-data' };
  const fewest = Math.min(...told.map((reading) => reading.value));
  const measuredAt = Math.min(...told.map((reading) => reading.measuredAt));
  return toObserved(fewest, measuredAt, now, 'cloudwatch');
}

/** The load balancer was never found: nothing could be asked about it. */
function loseSignals(endpoint: EndpointEntity, { reason }: MetricAnswer, now: EpochMs): EndpointEntity {
  const lost: Reading<number> = { state: 'missing', reason };
  const { signalCadence: cadence } = endpoint;
  return {
    ...endpoint,
    requestsPerSecond: carry(endpoint.requestsPerSecond, lost, cadence, now),
    errorPercent: carry(endpoint.errorPercent, lost, cadence, now),
    latencyP95Ms: carry(endpoint.latencyP95Ms, lost, cadence, now),
    healthyHosts: carry(endpoint.healthyHosts, lost, cadence, now),
  };
}
