import type { MinuteView } from '../minute-facts';
import { unitAt } from '../seeded-random';
import type { EpochMs, MetricIdentity, MetricPoint, MetricQuery, MetricReader } from '../types';
import { type Digest, mergeDigests, statisticOf } from './digest';
import { identityText, type MetricDefinition, metricKey } from './metric-definition';

const dayMs = 86_400_000;
const earliestDelaySeconds = 60;

export interface MetricSource {
  readonly seed: number;
  readonly accounts: ReadonlyMap<string, { readonly metrics: readonly MetricDefinition[] }>;
  /** Minute (since 1970) of the world's oldest metrics. */
  readonly oldestMinute: number;
  now(): EpochMs;
  view(minute: number): MinuteView;
  /** What became of the points of a region's namespace in a minute (since 1970). */
  trouble(region: string, namespace: string, minute: number): MetricTrouble | undefined;
  /** What somebody published of a metric of their own in a minute (since 1970). */
  published?(
    place: { readonly accountId: string; readonly region: string },
    metric: MetricIdentity,
    minute: number,
  ): Digest | undefined;
}

/** Points that were never published, or so many seconds later than usual. */
export type MetricTrouble = { readonly kind: 'lost' } | { readonly kind: 'late'; readonly seconds: number };

export interface MetricBook extends MetricReader {
  /** The digest of one minute as it is published to an account in time, whether or not it is yet; undefined for none. */
  digestOf(alarm: AlarmedMetric, minute: number): Digest | undefined;
}

/** What an alarm watches. */
export interface AlarmedMetric {
  readonly accountId: string;
  readonly region: string;
  readonly metric: MetricIdentity;
}

interface KnownMetric {
  readonly definition: MetricDefinition;
  readonly key: number;
}

/** Opens the metrics of a world: computed on demand from what happened in each minute. */
export function openMetricBook(source: MetricSource): MetricBook {
  const books = new Map<string, ReadonlyMap<string, KnownMetric>>();
  const bookOf = (accountId: string) => {
    const open = books.get(accountId) ?? openAccount(source, accountId);
    books.set(accountId, open);
    return open;
  };
  const find = (accountId: string, region: string, identity: MetricIdentity) =>
    source.accounts.has(accountId) ? bookOf(accountId).get(`${region}|${identityText(identity)}`) : undefined;
  // Alarms ask for the same identity object every minute of the world's life.
  const asked = new WeakMap<MetricIdentity, KnownMetric | 'unknown'>();
  const findAgain = ({ accountId, region, metric }: AlarmedMetric) => {
    const before = asked.get(metric);
    if (before !== undefined) return before === 'unknown' ? undefined : before;
    const found = find(accountId, region, metric);
    asked.set(metric, found ?? 'unknown');
    return found;
  };
  return {
    query: (query) => {
      const metric = find(query.accountId, query.region, query);
      return metric === undefined ? readPublished(source, query) : readPoints(source, metric, query);
    },
    list: (region, accountId) =>
      (source.accounts.get(accountId)?.metrics ?? [])
        .filter(
          (definition) =>
            definition.region === region && definition.listed !== false && publishedLately(source, definition),
        )
        .map((definition) => definition.identity),
    digestOf: (alarm, minute) => {
      const metric = findAgain(alarm);
      if (metric === undefined) return source.published?.(alarm, alarm.metric, minute);
      if (troubleOf(source, metric, minute) !== undefined) return undefined;
      return readMinute(source, metric, minute);
    },
  };
}

function openAccount(source: MetricSource, accountId: string): ReadonlyMap<string, KnownMetric> {
  const known = new Map<string, KnownMetric>();
  for (const definition of source.accounts.get(accountId)?.metrics ?? []) {
    known.set(`${definition.region}|${identityText(definition.identity)}`, {
      definition,
      key: metricKey(source.seed, definition.identity),
    });
  }
  return known;
}

function readMinute(source: MetricSource, metric: KnownMetric, minute: number): Digest | undefined {
  if (minute < source.oldestMinute) return undefined;
  const view = source.view(minute);
  if (view.lost(metric.definition.region) || troubleOf(source, metric, minute)?.kind === 'lost') return undefined;
  return metric.definition.digest(view, (salt) => unitAt(metric.key + salt, minute));
}

function troubleOf(source: MetricSource, { definition }: KnownMetric, minute: number): MetricTrouble | undefined {
  return source.trouble(definition.region, definition.identity.namespace, minute);
}

/** When the point of a minute becomes visible: 60 s after its end at the earliest, the same moment every time. */
export function publishedAt(metric: KnownMetric, minute: number): EpochMs {
  const spread = metric.definition.latestDelaySeconds - earliestDelaySeconds;
  return Math.round((minute * 60 + 60 + earliestDelaySeconds + spread * unitAt(metric.key, minute)) * 1000);
}

function readPoints(source: MetricSource, metric: KnownMetric, query: MetricQuery): MetricPoint[] {
  const periodMs = query.periodSeconds * 1000;
  const keptMs = retentionOf(query.periodSeconds);
  if (keptMs === undefined || !Number.isFinite(query.startAt) || !Number.isFinite(query.endAt)) return [];
  const now = source.now();
  const earliest = Math.max(query.startAt, now - keptMs, source.oldestMinute * 60_000 - periodMs + 1);
  const latest = Math.min(query.endAt, now);
  const points: MetricPoint[] = [];
  for (let at = Math.ceil(earliest / periodMs) * periodMs; at < latest; at += periodMs) {
    const digest = mergeDigests(publishedMinutes(source, metric, at, query.periodSeconds, now));
    const value = digest === undefined ? undefined : statisticOf(digest, query.statistic);
    if (value !== undefined) points.push({ at, value });
  }
  return points;
}

/** Values of somebody's own: there as soon as their minute is over. */
function readPublished(source: MetricSource, query: MetricQuery): MetricPoint[] {
  const { periodSeconds, startAt, endAt } = query;
  const periodMs = periodSeconds * 1000;
  if (source.published === undefined || retentionOf(periodSeconds) === undefined) return [];
  if (!Number.isFinite(startAt) || !Number.isFinite(endAt)) return [];
  const points: MetricPoint[] = [];
  const from = Math.max(startAt, source.oldestMinute * 60_000);
  for (let at = Math.ceil(from / periodMs) * periodMs; at < Math.min(endAt, source.now()); at += periodMs) {
    const minutes = Array.from({ length: periodSeconds / 60 }, (_, index) => at / 60_000 + index);
    const digest = mergeDigests(minutes.flatMap((minute) => source.published?.(query, query, minute) ?? []));
    const value = digest === undefined ? undefined : statisticOf(digest, query.statistic);
    if (value !== undefined) points.push({ at, value });
  }
  return points;
}

function publishedMinutes(
  source: MetricSource,
  metric: KnownMetric,
  at: EpochMs,
  periodSeconds: number,
  now: EpochMs,
): Digest[] {
  const parts: Digest[] = [];
  const first = at / 60_000;
  for (let minute = first; minute < first + periodSeconds / 60; minute += 1) {
    if (publishedAt(metric, minute) > now) break;
    const trouble = troubleOf(source, metric, minute);
    if (trouble?.kind === 'late' && publishedAt(metric, minute) + trouble.seconds * 1000 > now) continue;
    const digest = readMinute(source, metric, minute);
    if (digest !== undefined) parts.push(digest);
  }
  return parts;
}

/**
 * How long points of a period (in seconds) are kept, in milliseconds: 15 days by the minute, 63 by five minutes, 455 by
 * the hour; undefined for periods that do not exist here.
 */
export function retentionOf(periodSeconds: number): number | undefined {
  if (!Number.isInteger(periodSeconds) || periodSeconds <= 0 || periodSeconds % 60 !== 0) return undefined;
  if (periodSeconds % 3600 === 0) return 455 * dayMs;
  return (periodSeconds % 300 === 0 ? 63 : 15) * dayMs;
}

function publishedLately(source: MetricSource, definition: MetricDefinition): boolean {
  const metric = { definition, key: metricKey(source.seed, definition.identity) };
  const newest = Math.floor(source.now() / 60_000) - 3;
  const oldest = Math.max(source.oldestMinute, newest - 14 * 1440);
  // An hour apart is close enough: a metric is forgotten after two weeks without a point.
  for (let minute = newest; minute >= oldest; minute -= 60) {
    if (readMinute(source, metric, minute) !== undefined) return true;
  }
  return false;
}
