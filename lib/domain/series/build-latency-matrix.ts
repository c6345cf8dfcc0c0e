import type { EndpointEntity, LinkEntity } from '../entities';
import type { RegionCode } from '../fleet';
import { freshnessAt, freshnessOf, isCurrent } from '../freshness';
import type { EpochMs, Seconds } from '../time';
import type { FreshnessState } from '../vocabulary';
import { typicalOf } from './build-user-felt';
import { checkerRegions } from './checker-places';
import type { CheckersWindow } from './metric-window';
import { seriesCadence } from './series-cadence';

/** What is known of the way from one region to another. */
export interface LatencyCell {
  readonly from: RegionCode;
  readonly to: RegionCode;
  /** How long Route 53's checkers in `from` take to connect to an endpoint in `to`: about one way there and back. */
  readonly connect: Figure<'ms'> | 'none';
  /** The longest a change now takes from a store in `from` to its copy in `to`. */
  readonly copy: (Figure<'seconds'> & { readonly store: string; readonly quality: 'bound' | 'estimate' }) | 'none';
  /** `same`: a region to itself. `unmeasured`: nothing measures it, with why. */
  readonly state: 'known' | 'old' | 'same' | 'unmeasured';
  readonly sentence: string;
}

type Figure<K extends string> = { readonly [key in K]: number } & {
  readonly measuredAt: EpochMs;
  readonly freshness: FreshnessState;
};

/** From where this console runs to a region, by its own probes. */
export interface ConsoleWay {
  readonly to: RegionCode;
  readonly ms: number | 'none';
  readonly measuredAt: EpochMs | 'never';
  readonly freshness: FreshnessState;
}

export interface LatencyMatrix {
  readonly regions: readonly RegionCode[];
  /** By row; `cells[from][to]` in the order of `regions`. */
  readonly cells: readonly (readonly LatencyCell[])[];
  readonly fromConsole: readonly ConsoleWay[];
  /** The longest known way in milliseconds; what lengths are drawn against. */
  readonly longestMs: number | 'none';
}

/** Everything that tells of ways between regions. */
export interface LatencyEvidence {
  readonly regions: readonly RegionCode[];
  readonly windows: readonly CheckersWindow[];
  readonly links: readonly LinkEntity[];
  readonly endpoints: readonly EndpointEntity[];
}

/**
 * Ways between regions, each with who measured it: AWS publishes no latency between regions by itself, so that many are
 * known by their replication alone, and some by nothing. Pure.
 */
export function buildLatencyMatrix(evidence: LatencyEvidence, now: EpochMs): LatencyMatrix {
  const { regions } = evidence;
  const cells = regions.map((from) => regions.map((to) => toCell(from, to, evidence, now)));
  const known = cells.flat().flatMap(({ connect }) => (connect === 'none' ? [] : [connect.ms]));
  return {
    regions,
    cells,
    fromConsole: regions.map((to) => toConsoleWay(to, evidence, now)),
    longestMs: known.length === 0 ? 'none' : Math.max(...known),
  };
}

function toCell(from: RegionCode, to: RegionCode, evidence: LatencyEvidence, now: EpochMs): LatencyCell {
  const base = { from, to, connect: 'none', copy: 'none' } as const;
  if (from === to) return { ...base, state: 'same', sentence: `${from} itself` };
  const connect = connectOf(from, to, evidence, now);
  const copy = copyOf(from, to, evidence, now);
  if (connect === 'none' && copy === 'none')
    return { ...base, state: 'unmeasured', sentence: whyUnmeasured(from, to, evidence) };
  const fresh = [connect, copy].some((one) => one !== 'none' && one.freshness !== 'stale');
  return { from, to, connect, copy, state: fresh ? 'known' : 'old', sentence: '' };
}

/** The shortest of what is measured to the endpoints of a region: the way is the same, what is behind it is not. */
function connectOf(
  from: RegionCode,
  to: RegionCode,
  { windows }: LatencyEvidence,
  now: EpochMs,
): LatencyCell['connect'] {
  const measured = windows
    .filter(({ region }) => region === to)
    .flatMap(({ series, periodSeconds }) =>
      series
        .filter((one) => one.measure === 'connection' && one.from === from)
        .flatMap((one) => {
          const typical = typicalOf(one);
          if (typical === 'none') return [];
          const byAge = freshnessAt(typical.at, seriesCadence(periodSeconds), now);
          const wasRead = one.state === 'read' || one.state === 'partial';
          return [{ ms: typical.ms, measuredAt: typical.at, freshness: wasRead ? byAge : ('stale' as const) }];
        }),
    );
  return (
    measured.sort((a, b) => Number(a.freshness === 'stale') - Number(b.freshness === 'stale') || a.ms - b.ms)[0] ??
    'none'
  );
}

function copyOf(from: RegionCode, to: RegionCode, { links }: LatencyEvidence, now: EpochMs): LatencyCell['copy'] {
  const told = links
    .filter((link) => link.source === from && link.target === to && link.consistency === 'eventual')
    .flatMap(({ lag, lagCadence, lagEvidence, resource }) => {
      const newest = lag.state === 'observed' ? lag : lag.lastKnown;
      if (newest === 'none') return [];
      const freshness = isCurrent(lag, lagCadence, now) ? freshnessOf(lag, lagCadence, now) : ('stale' as const);
      const seconds: Seconds = newest.value;
      return [{ seconds, measuredAt: newest.measuredAt, freshness, store: resource, quality: lagEvidence.quality }];
    });
  return (
    told.sort(
      (a, b) => Number(a.freshness === 'stale') - Number(b.freshness === 'stale') || a.seconds - b.seconds,
    )[0] ?? 'none'
  );
}

function whyUnmeasured(from: RegionCode, to: RegionCode, { windows }: LatencyEvidence): string {
  const copies = `and no store replicates from ${from} to ${to}`;
  if (!checkerRegions.includes(from)) return `Route 53 has no checkers in ${from}, ${copies}`;
  const asked = windows.filter(({ region }) => region === to).flatMap(({ series }) => series);
  const notes = [...new Set(asked.filter((one) => one.from === from).map(({ note }) => note))].filter(
    (note) => note !== '',
  );
  if (notes.length > 0) return `${notes.join(' ')} No store replicates from ${from} to ${to}`;
  return asked.length === 0
    ? `No endpoint in ${to} is checked, ${copies}`
    : `Nothing was published of ${to} as seen from ${from}, ${copies}`;
}

function toConsoleWay(to: RegionCode, { endpoints }: LatencyEvidence, now: EpochMs): ConsoleWay {
  const answered = endpoints
    .filter(({ region }) => region === to)
    .flatMap(({ probe, probeCadence }) => {
      if (!isCurrent(probe, probeCadence, now) || probe.state !== 'observed' || probe.value.outcome !== 'pass')
        return [];
      return [
        { ms: probe.value.latencyMs, measuredAt: probe.measuredAt, freshness: freshnessOf(probe, probeCadence, now) },
      ];
    })
    .sort((a, b) => a.ms - b.ms)[0];
  return answered === undefined ? { to, ms: 'none', measuredAt: 'never', freshness: 'never' } : { to, ...answered };
}
