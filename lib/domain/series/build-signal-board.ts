import type { WorkloadId } from '../fleet';
import { freshnessAt } from '../freshness';
import type { EpochMs } from '../time';
import type { FreshnessState } from '../vocabulary';
import {
  type GoldenSignal,
  goldenSignals,
  type SignalResource,
  type SignalSeries,
  type SignalsWindow,
  signalFamilies,
} from './metric-window';
import { seriesCadence } from './series-cadence';

/** One signal of a resource as it may be read now. */
export interface SignalCell {
  readonly series: SignalSeries;
  /** `current`: a value that stands. `old`: the last one, which must not be read as now. `none`: there never was one. */
  readonly reading: 'current' | 'old' | 'none';
  readonly value: number | 'none';
  readonly measuredAt: EpochMs | 'never';
  readonly freshness: FreshnessState;
}

/** A resource with its four signals. */
export interface SignalRow {
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly resource: SignalResource;
  readonly window: SignalsWindow;
  readonly cells: Readonly<Record<GoldenSignal, SignalCell | 'none'>>;
}

/**
 * The rows of several windows, as users meet the services; of the workloads in the order given. What is at every edge is
 * the same in every region and stands once. Pure.
 */
export function buildSignalBoard(windows: readonly SignalsWindow[], now: EpochMs): readonly SignalRow[] {
  const seen = new Set<string>();
  return windows.flatMap((window) =>
    resourcesOf(window).flatMap((resource): SignalRow[] => {
      const identity = `${window.workloadId}/${resource.id}`;
      if (resource.region === 'global' && seen.has(identity)) return [];
      seen.add(identity);
      const find = (signal: GoldenSignal) =>
        window.series.find((one) => one.signal === signal && one.resource.id === resource.id);
      const cell = (signal: GoldenSignal) => {
        const series = find(signal);
        return series === undefined ? 'none' : toCell(series, window, now);
      };
      const row = {
        id: `${window.workloadId}/${window.region}/${resource.id}`,
        workloadId: window.workloadId,
        resource,
        window,
        cells: Object.fromEntries(goldenSignals.map((signal) => [signal, cell(signal)])) as SignalRow['cells'],
      };
      return [row];
    }),
  );
}

function resourcesOf({ series }: SignalsWindow): readonly SignalResource[] {
  const byId = new Map(series.map(({ resource }) => [resource.id, resource]));
  const rank = ({ family }: SignalResource) => signalFamilies.indexOf(family);
  return [...byId.values()].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/**
 * A value stands while its series was read and it is not stale by the rhythm of its own period. What could not be read
 * shows its last value as old, however young: nobody knows what it is now.
 */
export function toCell(series: SignalSeries, { periodSeconds }: SignalsWindow, now: EpochMs): SignalCell {
  const newest = series.points.at(-1);
  if (newest === undefined) return { series, reading: 'none', value: 'none', measuredAt: 'never', freshness: 'never' };
  const [measuredAt, value] = newest;
  const freshness = freshnessAt(measuredAt, seriesCadence(periodSeconds), now);
  const stands = (series.state === 'read' || series.state === 'partial') && freshness !== 'stale';
  return { series, reading: stands ? 'current' : 'old', value, measuredAt, freshness };
}
