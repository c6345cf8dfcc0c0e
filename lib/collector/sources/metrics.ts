import type { MetricSeries } from '@/lib/aws';
import type { Fleet } from '@/lib/domain/fleet';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { metricPeriodSeconds, toMetricCadence } from '../metric-cadence';
import { countBilledMetrics, packQueries, toQueryKey } from '../packing';
import {
  type AskContext,
  awsDeadlineMs,
  type Failure,
  type Merge,
  type Outcome,
  type SourceKind,
  type SourceTask,
  toEnding,
} from '../source';
import { dropIncompletePeriods, PublishDelays, toWindow } from '../window';
import { type MetricAnswer, type Query, whyEmpty } from './metrics/metric-part';
import { billTurns, type MetricPoll, toPolls } from './metrics/metric-polls';
import { metricParts, planQueries } from './metrics/plan-queries';
import { everyPlace, globalServicesRegion, type Place, placesWith, runsIn } from './places';

const call = 'cloudwatch:GetMetricData';

/**
 * CloudWatch metrics, once a minute, a quarter past it: in exactly ⌈n/500⌉ calls for the n distinct queries of an
 * account and region. Regions in which nothing runs have nothing to ask. A budget may have those of the unprotected
 * tiers asked seldomer: then they are a poll of their own.
 */
export const metrics: SourceKind = (fleet, settings) =>
  metricPlaces(fleet).flatMap((place) => {
    const polls = toPolls(place, fleet, settings);
    return polls.map((poll) => toTask(poll, place, polls.length === 1 ? 'both' : (poll.scope.tiers ?? 'both')));
  });

function toTask(poll: MetricPoll, place: Place, billed: 'both' | 'protected' | 'unprotected'): SourceTask {
  const { id, scope, pollSeconds } = poll;
  const memory: PollMemory = { delays: new PublishDelays(), asked: new Set(), newest: new Map(), hasAnswered: false };
  return {
    id,
    ...place,
    api: 'cloudwatch',
    call,
    rhythm: { periodSeconds: pollSeconds, phaseSeconds: 15 },
    deadlineMs: awsDeadlineMs,
    bills: (plan) => billTurns(place, plan, billed),
    ask: (context) => pollMetrics(poll, memory, context),
    hasNews: (plan) => planQueries(scope, plan).some((query) => !memory.asked.has(query.key)),
    lose: (reason) => mergeSeries(poll, new Map(), 0, reason, memory),
  };
}

/** Where workloads run, and for each account where Route 53 publishes. */
function metricPlaces(fleet: Fleet): readonly Place[] {
  const hasWorkloads = placesWith(fleet, runsIn);
  return everyPlace(fleet).filter(
    ({ accountId, region }) =>
      region === globalServicesRegion ||
      hasWorkloads.some((place) => place.accountId === accountId && place.region === region),
  );
}

interface PollMemory {
  readonly delays: PublishDelays;
  /** Keys of the queries of the newest poll. */
  asked: ReadonlySet<string>;
  /** Start of the newest period that each of them has a point of. */
  newest: ReadonlyMap<string, EpochMs>;
  hasAnswered: boolean;
}

async function pollMetrics(
  poll: MetricPoll,
  memory: PollMemory,
  { ports, scope, askedAt, counters, ...plan }: AskContext,
): Promise<Outcome | 'nothing-to-ask'> {
  const queries = planQueries(poll.scope, plan);
  if (queries.length === 0) return 'nothing-to-ask';
  memory.asked = new Set(queries.map((query) => query.key));
  const windowTo = (newest: Iterable<EpochMs>) =>
    toWindow(askedAt, metricPeriodSeconds, memory.hasAnswered ? newest : 'none', poll.pollSeconds);
  const window = windowTo(memory.newest.values());
  const answers = await Promise.all(
    packQueries(queries).map((packed) => {
      counters.countCall(call);
      counters.countBilledMetrics(countBilledMetrics(packed));
      return ports.aws.metricData(scope, packed, window);
    }),
  );
  const series = new Map<string, MetricSeries>();
  for (const answer of answers) {
    if (answer.state !== 'answered') continue;
    for (const one of answer.value) series.set(one.key, one);
  }
  const ending = toEnding(answers);
  if (ending.state === 'answered') memory.hasAnswered = true;
  memory.newest = newestOfEach(queries, series, memory.newest);
  const reason = ending.state === 'answered' ? 'failed' : ending.state;
  return { ...ending, merge: mergeSeries(poll, series, windowTo([]).startAt, reason, memory) };
}

/**
 * @param recentFrom points before it came so late that their silence counts: they speak as late ones only
 */
function mergeSeries(
  poll: MetricPoll,
  whole: ReadonlyMap<string, MetricSeries>,
  recentFrom: EpochMs,
  reason: Failure,
  memory: PollMemory,
): Merge {
  const { scope: place, pollSeconds } = poll;
  return (context) => {
    const now = context.receivedAt;
    const asked = new Map([...whole].map(([key, one]) => [key, pointsFrom(recentFrom, one)]));
    const usable = new Map([...asked].flatMap(([key, one]) => (isUsable(one) ? [[key, complete(one, now)]] : [])));
    for (const query of planQueries(place, context)) {
      const series = usable.get(query.key);
      if (series === undefined) continue;
      memory.delays.learn(nameDelay(place, query), series, query.periodSeconds, pollSeconds, now);
    }
    const findLate = (query: Query) => whole.get(toQueryKey(query));
    const answer = { ...toMetricAnswer(poll, asked, usable, reason, memory), findLate };
    for (const part of metricParts) part.merge(place, answer, context);
  };
}

function toMetricAnswer(
  { scope: place, pollSeconds }: MetricPoll,
  asked: ReadonlyMap<string, MetricSeries>,
  usable: ReadonlyMap<string, MetricSeries>,
  reason: Failure,
  memory: PollMemory,
): Omit<MetricAnswer, 'findLate'> {
  const delayOf = (query: Query): Seconds => memory.delays.delaySeconds(nameDelay(place, query));
  return {
    find: (query) => usable.get(toQueryKey(query)),
    reason,
    whyMissing: (query) => whyEmpty(asked.get(toQueryKey(query)), reason),
    publishedThrough: newestOf([...usable.values()]),
    delayOf,
    cadenceOf: (query) => toMetricCadence(delayOf(query), pollSeconds),
    pollSeconds,
  };
}

/** A series that failed tells nothing; one that is partial tells what it has. */
function isUsable(series: MetricSeries): boolean {
  return series.status === 'complete' || series.points.length > 0;
}

function pointsFrom(from: EpochMs, series: MetricSeries): MetricSeries {
  const points = series.points.filter(({ at }) => at >= from);
  return points.length === series.points.length ? series : { ...series, points };
}

function complete(series: MetricSeries, now: EpochMs): MetricSeries {
  return dropIncompletePeriods(series, metricPeriodSeconds, now);
}

/** Delays are learned per metric and region: its many dimensions are published alike. */
function nameDelay(place: Place, query: Query): string {
  return `${place.region} ${query.namespace} ${query.name}`;
}

/** A series that has no point this time keeps the one it had. */
function newestOfEach(
  queries: ReturnType<typeof planQueries>,
  series: ReadonlyMap<string, MetricSeries>,
  before: PollMemory['newest'],
): PollMemory['newest'] {
  return new Map(
    queries.flatMap(({ key }) => {
      const known = series.get(key)?.points.at(-1)?.at ?? before.get(key);
      return known === undefined ? [] : [[key, known] as const];
    }),
  );
}

function newestOf(series: readonly MetricSeries[]): EpochMs | 'none' {
  const newest = series.flatMap((one) => one.points.at(-1)?.at ?? []);
  return newest.length === 0 ? 'none' : Math.max(...newest);
}
