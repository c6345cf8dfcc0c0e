import type { MetricQuerySpec, MetricSeries } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { DiscoveredLink, LagQuery, MetricPlace } from './store-adapter';

/** The series of one region's answer, by query; `undefined` where it was not asked or its part of the answer failed. */
export type FindSeries = (query: Omit<MetricQuerySpec, 'key'>) => MetricSeries | undefined;

/** A value of one period; `at` is the period's start. */
export interface PeriodValue {
  readonly at: EpochMs;
  readonly value: number;
}

/** The newest lag one region's metrics tell, with the metric that told it. */
export interface LagFound extends PeriodValue {
  readonly lag: LagQuery;
}

/** Names the metric as screens cite it, e.g. `AuroraGlobalDBRPOLag Maximum`. */
export function nameMetric(query: Omit<MetricQuerySpec, 'key'>): string {
  return `${query.name} ${query.statistic}`;
}

/** Names what a lag is read from, with what is added to it, e.g. `ReplicaLag Maximum + 60 s`. */
export function nameLag({ query, addedSeconds }: LagQuery): string {
  return addedSeconds === undefined ? nameMetric(query) : `${nameMetric(query)} + ${addedSeconds} s`;
}

/** A metric that says, by a negative value, that nothing is replicated; `at` is the period's start. */
export interface NotReplicating {
  readonly notReplicatingAt: EpochMs;
}

/**
 * The newest lag, in seconds, in what a region answered: from the first of the link's metrics that has points there.
 * Negative values say "not replicating" in AWS's metrics and are no lag.
 */
export function findLag(
  link: DiscoveredLink,
  region: RegionCode,
  find: FindSeries,
): LagFound | NotReplicating | 'none' {
  for (const lag of link.lagQueries) {
    if (lag.region !== region) continue;
    const newest = find(lag.query)?.points.at(-1);
    if (newest === undefined) continue;
    if (newest.value < 0) return { notReplicatingAt: newest.at };
    const seconds = newest.value * lag.secondsPerUnit;
    return { at: newest.at, value: lag.addedSeconds === undefined ? seconds : seconds + lag.addedSeconds, lag };
  }
  return 'none';
}

/** The newest value of the first metric a region was asked for that has points there. */
export function findNewest(places: readonly MetricPlace[], region: RegionCode, find: FindSeries): PeriodValue | 'none' {
  for (const place of places) {
    const newest = place.region === region ? find(place.query)?.points.at(-1) : undefined;
    if (newest !== undefined) return newest;
  }
  return 'none';
}

/** Everything that failed in the periods after `seenThrough`, added up; `none` where nothing did. */
export function findFailures(
  places: readonly MetricPlace[],
  region: RegionCode,
  find: FindSeries,
  seenThrough: EpochMs,
): { readonly operations: number; readonly firstAt: EpochMs; readonly newestAt: EpochMs } | 'none' {
  for (const place of places) {
    const points = place.region === region ? (find(place.query)?.points ?? []) : [];
    const failed = points.filter(({ at, value }) => at > seenThrough && value > 0);
    const [first] = failed;
    const newest = failed.at(-1);
    if (first === undefined || newest === undefined) continue;
    const operations = failed.reduce((sum, { value }) => sum + value, 0);
    return { operations, firstAt: first.at, newestAt: newest.at };
  }
  return 'none';
}

/** Client writes of the newest minute that can be told, and since when there have been some in every minute. */
export interface WritesFound extends PeriodValue {
  /** Start of the unbroken run of minutes with writes that ends at `at`, as far back as the series go. */
  readonly writingSince: EpochMs | 'none';
}

/** A metric that is this much behind its sisters has stopped, it is not late. */
const stoppedAfterMs = 180_000;

/**
 * Client writes per second in the newest minute that all the counting metrics have told. A metric that is silent when
 * idle counts as zero, but only for minutes in which the region published anything at all and late points had their
 * time: silence of a whole region proves nothing.
 *
 * @param publishedThrough newest minute of any metric of the region; `none` when it published nothing
 * @param settleSeconds how long after a minute's end all its points are there
 */
export function findWrites(
  link: DiscoveredLink,
  find: FindSeries,
  publishedThrough: EpochMs | 'none',
  settleSeconds: Seconds,
  now: EpochMs,
): WritesFound | 'none' {
  const series = link.writes.queries.map((query) => find(query));
  const known = series.filter((one) => one !== undefined);
  if (known.length < series.length) return 'none';
  const telling = known.filter((one) => one.points.length > 0);
  const newest = Math.max(...telling.map((one) => one.points.at(-1)?.at ?? Number.NEGATIVE_INFINITY));
  if (telling.length === 0) {
    if (!link.writes.silentWhenIdle || publishedThrough === 'none') return 'none';
    const settled = newestSettledMinute(publishedThrough, settleSeconds, now);
    return { at: settled, value: 0, writingSince: 'none' };
  }
  const active = telling.filter((one) => newest - (one.points.at(-1)?.at ?? newest) < stoppedAfterMs);
  const at = Math.min(...active.map((one) => one.points.at(-1)?.at ?? newest));
  // A part of an answer that lacks the minute does not say that nothing was written in it.
  if (telling.some((one) => one.status !== 'complete' && !one.points.some((point) => point.at === at))) return 'none';
  const value = sumAt(active, at) * link.writes.writesPerSecondPerUnit;
  return { at, value, writingSince: value > 0 ? startOfRun(active, at) : 'none' };
}

/** An operation without a point in a minute that it has since passed had no requests in it. */
function sumAt(series: readonly MetricSeries[], at: EpochMs): number {
  return series
    .flatMap((one) => one.points.filter((point) => point.at === at))
    .reduce((total, point) => total + point.value, 0);
}

function startOfRun(series: readonly MetricSeries[], end: EpochMs): EpochMs {
  let start = end;
  while (sumAt(series, start - 60_000) > 0) start -= 60_000;
  return start;
}

/** The newest minute, not after `publishedThrough`, whose points all had `settleSeconds` to appear. */
export function newestSettledMinute(publishedThrough: EpochMs, settleSeconds: Seconds, now: EpochMs): EpochMs {
  const settled = Math.floor((now - settleSeconds * 1000) / 60_000) * 60_000 - 60_000;
  return Math.min(publishedThrough, settled);
}
