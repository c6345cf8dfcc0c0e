import type { RegionCode } from '@/lib/domain/fleet';
import type { LinkMinuteEvidence } from '@/lib/domain/history/judge-minute';
import { minuteMs } from '@/lib/domain/history/resolution';
import { newestValue } from '@/lib/domain/observe';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';
import type { MetricBook, MetricPlace } from './metric-book';
import type { SightingBook } from './sighting-book';
import type { ShapedLink } from './workload-shape';

/** Minutes later than one whose silence makes it a stall; their points had their time when the minute closed. */
const minutesAhead = 2;

/** What an earlier run of minutes leaves to a later one. */
interface Run {
  recoveryPointAt: EpochMs | 'none';
  writingSince: EpochMs | 'none';
  silentMinutes: number;
  /** Clients wrote in a minute that heard of nothing arriving, nor has any since. */
  hasUnarrived: boolean;
}

/**
 * The evidence of a link for each minute of a range, oldest first.
 *
 * @param contextFrom from where minutes are read to know how the first ones began
 */
export function readLinkMinutes(
  link: ShapedLink,
  books: { readonly metrics: MetricBook; readonly sightings: SightingBook | 'none' },
  range: { readonly contextFrom: EpochMs; readonly startAt: EpochMs; readonly endAt: EpochMs },
): readonly LinkMinuteEvidence[] {
  const { entity } = link;
  const lagAt = (at: EpochMs) => readLag(link, books, at);
  const run = runBefore(link, range.contextFrom);
  const minutes: LinkMinuteEvidence[] = [];
  for (let at = range.contextFrom; at < range.endAt; at += minuteMs) {
    const told = lagAt(at);
    const lagSeconds = typeof told === 'number' ? told : 'none';
    const writesPerSecond = readWrites(link, books.metrics, at);
    if (writesPerSecond === 'unknown' || writesPerSecond === 0) run.writingSince = 'none';
    else if (run.writingSince === 'none') run.writingSince = at;
    run.silentMinutes = told === 'silent' ? run.silentMinutes + 1 : 0;
    if (lagSeconds !== 'none') run.hasUnarrived = false;
    else if (writesPerSecond !== 'unknown' && writesPerSecond > 0) run.hasUnarrived = true;
    if (at >= range.startAt) {
      minutes.push({
        at,
        consistency: entity.consistency,
        lagSeconds: entity.consistency === 'strong' ? 'none' : lagSeconds,
        writesPerSecond,
        copyState: books.sightings === 'none' ? 'not-asked' : books.sightings.link(entity.id, at).copyState,
        recoveryPointAt: run.recoveryPointAt,
        writingSince: run.writingSince,
        silentMinutes: run.silentMinutes === 0 ? 0 : run.silentMinutes + countSilentAhead(lagAt, at),
        ...(run.hasUnarrived ? { hasUnarrivedWrites: true } : {}),
        ...(isPartlyDark(link, books.sightings, at) ? { wasPartlyDark: true } : {}),
      });
    }
    if (lagSeconds !== 'none') run.recoveryPointAt = at - lagSeconds * 1000;
  }
  return minutes;
}

function isPartlyDark({ entity }: ShapedLink, sightings: SightingBook | 'none', at: EpochMs): boolean {
  return sightings !== 'none' && [entity.source, entity.target].some((region) => sightings.wasDark(region, at));
}

/** What is known of the time before: the last lag and writes that the entity keeps, where they are that old. */
function runBefore({ entity }: ShapedLink, at: EpochMs): Run {
  const lag = newestValue(entity.lag);
  const { writingSince } = entity;
  return {
    recoveryPointAt:
      lag !== 'none' && lag.value >= 0 && lag.measuredAt < at ? lag.measuredAt - lag.value * 1000 : 'none',
    writingSince: writingSince !== undefined && writingSince < at ? writingSince : 'none',
    silentMinutes: 0,
    hasUnarrived: false,
  };
}

function countSilentAhead(lagAt: (at: EpochMs) => LagTold, at: EpochMs): number {
  let silent = 0;
  while (silent < minutesAhead && lagAt(at + (silent + 1) * minuteMs) === 'silent') silent += 1;
  return silent;
}

/**
 * What the metrics of a minute tell of a lag. `silent`: all that could have told it were asked and had nothing, which
 * beside writes is a stall. `not-told`: one of them could not be asked, and nothing follows from that.
 */
type LagTold = Seconds | 'silent' | 'not-told';

function readLag(
  link: ShapedLink,
  { metrics, sightings }: { readonly metrics: MetricBook; readonly sightings: SightingBook | 'none' },
  at: EpochMs,
): LagTold {
  const { entity, discovered } = link;
  const isMeasured = discovered !== 'unknown' && discovered.lagQueries.length > 0;
  const told = isMeasured ? readMetricLag(link, discovered, metrics, at) : 'not-told';
  if (typeof told === 'number' || (isMeasured && entity.marker === undefined)) return told;
  // What was seen of a marker, or of a link without metrics, with its age.
  const seen = sightings === 'none' ? 'none' : sightings.link(entity.id, at).lagSeconds;
  return seen === 'none' ? told : seen;
}

function readMetricLag(
  { entity }: ShapedLink,
  { lagQueries }: DiscoveredLink,
  metrics: MetricBook,
  at: EpochMs,
): LagTold {
  const values = lagQueries.map((lag) => ({
    lag,
    value: metrics.valueAt({ accountId: entity.accountId, region: lag.region }, lag.query, at),
  }));
  for (const { lag, value } of values) {
    if (typeof value !== 'number') continue;
    // Below zero AWS says outright that nothing replicates.
    if (value < 0) return 'silent';
    const seconds = value * lag.secondsPerUnit;
    return lag.addedSeconds === undefined ? seconds : seconds + lag.addedSeconds;
  }
  const publishes = (region: RegionCode) => metrics.published({ accountId: entity.accountId, region }, at);
  // The silence of a whole region proves nothing: it was lost for part of the minute, or its metrics were.
  return values.every(({ lag, value }) => value === 'silent' && publishes(lag.region)) ? 'silent' : 'not-told';
}

/**
 * Client writes per second of a minute. A metric that is silent when idle counts as zero only where it was asked and the
 * region published something else in that very minute.
 */
function readWrites({ entity, discovered }: ShapedLink, metrics: MetricBook, at: EpochMs): number | 'unknown' {
  if (discovered === 'unknown' || discovered.writes.queries.length === 0) return 'unknown';
  const { writes } = discovered;
  const place: MetricPlace = { accountId: entity.accountId, region: writes.region };
  const values = writes.queries.map((query) => metrics.valueAt(place, query, at));
  if (values.includes('not-answered')) return 'unknown';
  const told = values.filter((value) => typeof value === 'number');
  if (told.length === 0) return idleWhenSilent(writes, metrics, place, at) ? 0 : 'unknown';
  return told.reduce((sum, value) => sum + value, 0) * writes.writesPerSecondPerUnit;
}

function idleWhenSilent(
  { silentWhenIdle }: DiscoveredLink['writes'],
  metrics: MetricBook,
  place: MetricPlace,
  at: EpochMs,
): boolean {
  return silentWhenIdle && metrics.published(place, at);
}
