import type { HealthCheckEntity } from '../entities';
import type { RegionCode } from '../fleet';
import { freshnessAt, isCurrent } from '../freshness';
import type { EpochMs } from '../time';
import type { FreshnessState } from '../vocabulary';
import { type Continent, checkersOn, continents } from './checker-places';
import type { CheckerSeries, CheckersWindow } from './metric-window';
import { seriesCadence } from './series-cadence';

/** The stretch that "typical" and "worst" speak of. */
const lookBackMs = 15 * 60_000;

/** What users on a continent would feel of one regional endpoint, as far as checkers there tell. */
export interface FeltCell {
  readonly hostname: string;
  /** `known`: figures that stand. `old`: the last ones, not to be read as now. `unknown`: none. */
  readonly state: 'known' | 'old' | 'unknown';
  /** Median and longest wait for the first byte over the last quarter of an hour that is known, in milliseconds. */
  readonly typicalMs: number | 'none';
  readonly worstMs: number | 'none';
  readonly measuredAt: EpochMs | 'never';
  readonly freshness: FreshnessState;
  /** Checkers there that failed to get an answer at their last try, of all there; `unknown` where they were not asked. */
  readonly failing: { readonly checkers: number; readonly of: number } | 'unknown';
  /** Why nothing is known of this continent, where that is not said of the whole; empty otherwise. */
  readonly sentence: string;
}

export interface FeltRow {
  readonly continent: Continent;
  /** The regions whose checkers tell; none where there are none. */
  readonly vantages: readonly RegionCode[];
  readonly cells: readonly FeltCell[];
}

export interface UserFelt {
  readonly endpoints: readonly {
    readonly hostname: string;
    readonly region: RegionCode;
    readonly workloadId: string;
  }[];
  readonly rows: readonly FeltRow[];
}

/** What is felt on each continent of each regional endpoint of the windows, in their order. Pure. */
export function buildUserFelt(
  windows: readonly CheckersWindow[],
  checks: readonly HealthCheckEntity[],
  now: EpochMs,
): UserFelt {
  const endpoints = windows.flatMap((window) =>
    window.endpoints.map(({ hostname }) => ({
      window,
      check: checks.find((one) => one.hostname === hostname),
      hostname,
      region: window.region,
      workloadId: window.workloadId,
    })),
  );
  return {
    endpoints: endpoints.map(({ hostname, region, workloadId }) => ({ hostname, region, workloadId })),
    rows: continents.map((continent) => ({
      continent,
      vantages: checkersOn(continent),
      cells: endpoints.map((endpoint) => toCell(continent, endpoint, now)),
    })),
  };
}

interface Endpoint {
  readonly hostname: string;
  readonly window: CheckersWindow;
  readonly check: HealthCheckEntity | undefined;
}

function toCell(continent: Continent, { hostname, window, check }: Endpoint, now: EpochMs): FeltCell {
  const vantages = checkersOn(continent);
  if (vantages.length === 0)
    return { ...nothing(hostname), sentence: `No checker of Route 53 stands in ${continent}.` };
  const series = window.series.filter(
    (one) => one.hostname === hostname && one.measure === 'first-byte' && vantages.includes(one.from),
  );
  const failing = failingOf(check, vantages, now);
  const newest = Math.max(...series.map(({ points }) => points.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY));
  if (!Number.isFinite(newest)) {
    const wasRead = series.some(({ state }) => state === 'read' || state === 'partial');
    return { ...nothing(hostname), failing, sentence: wasRead ? emptySentence(failing) : '' };
  }
  const values = series.flatMap(({ points }) => points.filter(([at]) => at > newest - lookBackMs).map(([, ms]) => ms));
  const freshness = freshnessAt(newest, seriesCadence(window.periodSeconds), now);
  const wasRead = series.some(({ state }) => state === 'read' || state === 'partial');
  return {
    hostname,
    state: wasRead && freshness !== 'stale' ? 'known' : 'old',
    typicalMs: medianOf(values),
    worstMs: Math.max(...values),
    measuredAt: newest,
    freshness,
    failing,
    sentence: '',
  };
}

function nothing(hostname: string): Omit<FeltCell, 'sentence'> {
  return {
    hostname,
    state: 'unknown',
    typicalMs: 'none',
    worstMs: 'none',
    measuredAt: 'never',
    freshness: 'never',
    failing: 'unknown',
  };
}

function emptySentence(failing: FeltCell['failing']): string {
  const none = 'No wait was published in this stretch of time';
  return failing !== 'unknown' && failing.checkers > 0 ? `${none}: who gets no answer measures none.` : `${none}.`;
}

/** Who of the checkers there got no answer, as far as Route 53 told lately; a check that is off or turned round tells nothing. */
function failingOf(
  check: HealthCheckEntity | undefined,
  vantages: readonly RegionCode[],
  now: EpochMs,
): FeltCell['failing'] {
  if (check === undefined || check.disabled || check.inverted) return 'unknown';
  const { checkers, cadence } = check;
  if (checkers.state !== 'observed' || !isCurrent(checkers, cadence, now)) return 'unknown';
  const told = checkers.value.filter(({ region, outcome }) => vantages.includes(region) && outcome !== 'unrecognised');
  if (told.length === 0) return 'unknown';
  return { checkers: told.filter(({ outcome }) => outcome === 'fail').length, of: told.length };
}

/** The value in the middle; of two the larger, so that it never flatters. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median of what one series says of the last quarter of an hour it knows, in milliseconds, and when that ends. */
export function typicalOf({
  points,
}: Pick<CheckerSeries, 'points'>): { readonly ms: number; readonly at: EpochMs } | 'none' {
  const newest = points.at(-1);
  if (newest === undefined) return 'none';
  const late = points.filter(([at]) => at > newest[0] - lookBackMs).map(([, ms]) => ms);
  return { ms: medianOf(late), at: newest[0] };
}
