import type { Cadence } from '../entities';
import type { RegionCode } from '../fleet';
import { atBestLate, freshnessOf, isCurrent } from '../freshness';
import type { Observation } from '../observation';
import { newestValue } from '../observe';
import type { EpochMs } from '../time';
import type { FreshnessState } from '../vocabulary';

/** Something a region describes: a secret or key there, or a distribution by its control plane. */
export interface Described<V> {
  readonly region: RegionCode;
  readonly described: Observation<V>;
  readonly cadence: Cadence;
}

/** Which region said something and when: the age of a verdict is that of all who were heard for it. */
export interface Hearing {
  readonly region: RegionCode;
  readonly at: EpochMs | 'never';
  readonly freshness: FreshnessState;
}

/** When judged: the regions whose answers prove nothing about now, and the moment. */
export interface JudgedAt {
  readonly isDark: (region: RegionCode) => boolean;
  readonly now: EpochMs;
}

/** What each region says that may be read as current: not stale, not missing, and not from a dark region. */
export function currentByRegion<V>(
  all: readonly Described<V>[],
  { isDark, now }: JudgedAt,
): ReadonlyMap<RegionCode, V> {
  return new Map(
    all.flatMap(({ region, described, cadence }) =>
      described.state === 'observed' && !isDark(region) && isCurrent(described, cadence, now)
        ? [[region, described.value] as const]
        : [],
    ),
  );
}

/** What each region said last, however long ago. */
export function newestByRegion<V>(all: readonly Described<V>[]): ReadonlyMap<RegionCode, V> {
  return new Map(
    all.flatMap(({ region, described }) => {
      const newest = newestValue(described);
      return newest === 'none' ? [] : [[region, newest.value] as const];
    }),
  );
}

export function hearingOf<V>(region: RegionCode, all: readonly Described<V>[], { isDark, now }: JudgedAt): Hearing {
  const one = all.find((candidate) => candidate.region === region);
  if (one === undefined) return { region, at: 'never', freshness: 'never' };
  const newest = newestValue(one.described);
  const freshness = freshnessOf(one.described, one.cadence, now);
  return {
    region,
    at: newest === 'none' ? 'never' : newest.measuredAt,
    freshness: isDark(region) ? atBestLate(freshness) : freshness,
  };
}

/** The oldest of what was heard; `never` if one of them never was. */
export function oldestHearing(heard: readonly Hearing[]): EpochMs | 'never' {
  const times = heard.map(({ at }) => at);
  const known = times.filter((at) => at !== 'never');
  return known.length < times.length || known.length === 0 ? 'never' : Math.min(...known);
}
