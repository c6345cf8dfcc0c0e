import type { MetricQuerySpec } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { MissingReason } from '@/lib/domain/observation';
import type { Combination } from '@/lib/domain/series/combine-series';
import type { GoldenSignal, SignalResource, SignalUnit } from '@/lib/domain/series/metric-window';
import type { Seconds } from '@/lib/domain/time';

export type SeriesQuery = Omit<MetricQuerySpec, 'key'>;

/** How one signal is read from the metrics of a resource. */
export interface MeasuredSignal {
  readonly signal: GoldenSignal;
  readonly figure: string;
  readonly unit: SignalUnit;
  /** The first one is where a person is led to. */
  readonly queries: readonly [SeriesQuery, ...SeriesQuery[]];
  readonly combination: Combination;
}

/** A signal for which a service publishes nothing, or of which the metrics are not known yet. */
export interface UnmeasuredSignal {
  readonly signal: GoldenSignal;
  readonly figure: string;
  readonly unit: SignalUnit;
  readonly reason: MissingReason;
  /** Why, in a sentence. */
  readonly note: string;
}

export type SignalSpec = MeasuredSignal | UnmeasuredSignal;

export function isMeasured(spec: SignalSpec): spec is MeasuredSignal {
  return 'queries' in spec;
}

/** A resource with how its signals are read, and where that is published. */
export interface PlannedResource {
  readonly resource: SignalResource;
  readonly accountId: AccountId;
  readonly publishedIn: RegionCode;
  readonly signals: readonly SignalSpec[];
}

/** Builds queries of one namespace in one period. */
export function queriesIn(namespace: string, periodSeconds: Seconds) {
  return (name: string, statistic: string, dimensions: Readonly<Record<string, string>>): SeriesQuery => ({
    namespace,
    name,
    dimensions,
    statistic,
    periodSeconds,
  });
}

/** A service that publishes nothing of the kind. */
export function notPublished(signal: GoldenSignal, unit: SignalUnit, note: string): UnmeasuredSignal {
  return { signal, figure: 'not published', unit, reason: 'not-published', note };
}
