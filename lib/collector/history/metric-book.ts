import type { CallScope, MetricSeries } from '@/lib/aws';
import type { EpochMs } from '@/lib/domain/time';
import { toQueryKey } from '../packing';
import type { Query } from '../sources/metrics/metric-part';
import type { MetricWindow } from '../window';

/** A place whose metrics are asked together. */
export type MetricPlace = Pick<CallScope, 'accountId' | 'region'>;

/** What a series says of a minute: a value, that it was asked and silent, or nothing at all. */
export type MinuteValue = number | 'silent' | 'not-answered';

interface SeriesPages {
  readonly points: Map<EpochMs, number>;
  /** Ranges that were answered in full, oldest first, without overlaps. */
  ranges: readonly MetricWindow[];
}

/** Minute by minute what CloudWatch answered, kept by place and series. Pure memory: it asks nothing. */
export class MetricBook {
  readonly #places = new Map<string, { readonly series: Map<string, SeriesPages>; readonly published: Set<EpochMs> }>();

  /** Notes an answer. A failed series tells nothing; a partial one tells what it has. */
  take(place: MetricPlace, series: readonly MetricSeries[], window: MetricWindow): void {
    const key = toPlaceKey(place);
    const known = this.#places.get(key) ?? { series: new Map<string, SeriesPages>(), published: new Set<EpochMs>() };
    this.#places.set(key, known);
    for (const one of series) {
      if (one.status !== 'complete' && one.points.length === 0) continue;
      const pages = known.series.get(one.key) ?? { points: new Map<EpochMs, number>(), ranges: [] };
      known.series.set(one.key, pages);
      for (const { at, value } of one.points) {
        pages.points.set(at, value);
        known.published.add(at);
      }
      if (one.status === 'complete') pages.ranges = joinRanges([...pages.ranges, window]);
    }
  }

  valueAt(place: MetricPlace, query: Query, at: EpochMs): MinuteValue {
    const pages = this.#places.get(toPlaceKey(place))?.series.get(keyOf(query));
    if (pages === undefined) return 'not-answered';
    const value = pages.points.get(at);
    if (value !== undefined) return value;
    return pages.ranges.some((range) => range.startAt <= at && at < range.endAt) ? 'silent' : 'not-answered';
  }

  /** Whether the place published anything in the minute: the silence of a whole region proves nothing. */
  published(place: MetricPlace, at: EpochMs): boolean {
    return this.#places.get(toPlaceKey(place))?.published.has(at) === true;
  }

  /** Forgets minutes before `at`. */
  forgetBefore(at: EpochMs): void {
    for (const { series, published } of this.#places.values()) {
      for (const minute of published) if (minute < at) published.delete(minute);
      for (const [key, pages] of series) {
        for (const minute of pages.points.keys()) if (minute < at) pages.points.delete(minute);
        pages.ranges = pages.ranges.filter((range) => range.endAt > at);
        if (pages.points.size === 0 && pages.ranges.length === 0) series.delete(key);
      }
    }
  }
}

/** A query's identity costs more than looking it up, and every minute is looked up. */
const keys = new WeakMap<Query, string>();

function keyOf(query: Query): string {
  const known = keys.get(query);
  if (known !== undefined) return known;
  const key = toQueryKey(query);
  keys.set(query, key);
  return key;
}

function joinRanges(ranges: readonly MetricWindow[]): readonly MetricWindow[] {
  const joined: MetricWindow[] = [];
  for (const range of [...ranges].sort((a, b) => a.startAt - b.startAt)) {
    const last = joined.at(-1);
    if (last === undefined || range.startAt > last.endAt) joined.push(range);
    else joined[joined.length - 1] = { startAt: last.startAt, endAt: Math.max(last.endAt, range.endAt) };
  }
  return joined;
}

function toPlaceKey({ accountId, region }: MetricPlace): string {
  return `${accountId}/${region}`;
}
