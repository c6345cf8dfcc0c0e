import type { LinkHistory, WorkloadHistory } from '@/lib/domain/history/types';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatDuration, formatLatency, formatPercent } from '@/lib/format';
import { formatRequests } from '../overview/format-signals';
import { type BucketState, spanLook, toRuns } from '../status/history-looks';

export const figureNames = ['lag', 'backup', 'requests', 'errors', 'p95'] as const;
export type FigureName = (typeof figureNames)[number];

export const figureWords: Readonly<Record<FigureName, string>> = {
  lag: 'Replication lag',
  backup: 'Age of the newest backup',
  requests: 'Requests per second',
  errors: 'Errors in percent',
  p95: 'Latency, p95',
};

/** One line of a chart: a value for each bucket, null where there is none. */
export interface HistorySeries {
  readonly id: string;
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly states: readonly BucketState[];
}

/** A stretch of time that is tinted: breached, or without data. */
export interface HistorySpan {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly look: 'breached' | 'missing';
}

/** Everything a chart of one figure draws. All times are fleet time; buckets start at `times`. */
export interface HistoryFigure {
  readonly name: FigureName;
  readonly times: readonly EpochMs[];
  readonly bucketSeconds: Seconds;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly series: readonly HistorySeries[];
  /** The line that stands out; its states are the spans. */
  readonly chosen: string | 'none';
  readonly spans: readonly HistorySpan[];
  readonly objectiveSeconds: Seconds | 'none';
  readonly format: (value: number) => string;
}

const formats: Readonly<Record<FigureName, (value: number) => string>> = {
  lag: (seconds) => formatDuration(seconds),
  backup: (seconds) => formatDuration(seconds),
  requests: formatRequests,
  errors: (percent) => formatPercent(percent, 'up'),
  p95: formatLatency,
};

/** The figures a workload has: only one that is backed up has backups that age. */
export function figuresOf({ links }: WorkloadHistory): readonly FigureName[] {
  return figureNames.filter((name) => name !== 'backup' || links.some(isVault));
}

/** Whether a figure is judged, and so in seconds on an axis of time. */
export function isJudged(name: FigureName): name is 'lag' | 'backup' {
  return name === 'lag' || name === 'backup';
}

/** Prepares a chart. `wanted` is the line to stand out; without it the one with the highest value does. */
export function toHistoryFigure(history: WorkloadHistory, name: FigureName, wanted: string | 'none'): HistoryFigure {
  const { startAt, endAt, bucketSeconds } = history;
  const series = seriesOf(history, name);
  const chosen = series.find(({ id }) => id === wanted) ?? [...series].sort(byPeak)[0];
  const link = history.links.find(({ linkId }) => linkId === chosen?.id);
  const times = isJudged(name) ? history.links[0]?.buckets : history.signals[0]?.buckets;
  const starts = (times ?? []).map(({ at }) => at);
  return {
    name,
    times: starts,
    bucketSeconds,
    startAt,
    endAt,
    series,
    chosen: chosen?.id ?? 'none',
    spans: chosen === undefined ? [] : spansOf(chosen.states, starts, bucketSeconds),
    objectiveSeconds: isJudged(name) && link !== undefined ? link.objectiveSeconds : 'none',
    format: formats[name],
  };
}

function seriesOf({ links, signals }: WorkloadHistory, name: FigureName): readonly HistorySeries[] {
  if (isJudged(name)) {
    return links
      .filter((link) => isVault(link) === (name === 'backup'))
      .map((link) => ({
        id: link.linkId,
        label: labelOf(link),
        values: link.buckets.map(({ state, maxLagSeconds }) => toDrawn(state, maxLagSeconds)),
        states: link.buckets.map(({ state }) => state),
      }));
  }
  return signals.map(({ endpointId, region, buckets }) => ({
    id: endpointId,
    label: region,
    values: buckets.map((bucket) => toDrawn(bucket.state, signalOf(bucket, name))),
    states: buckets.map(({ state }) => state),
  }));
}

function isVault({ vault }: LinkHistory): boolean {
  return vault === true;
}

function labelOf(link: LinkHistory): string {
  const { storeId, source, target } = link;
  return isVault(link) ? `${storeId} ${target}` : `${storeId}, ${source} → ${target}`;
}

function signalOf(
  bucket: WorkloadHistory['signals'][number]['buckets'][number],
  name: Exclude<FigureName, 'lag' | 'backup'>,
): number | 'none' {
  if (name === 'requests') return bucket.maxRequestsPerSecond;
  return name === 'errors' ? bucket.maxErrorPercent : bucket.maxLatencyP95Ms;
}

/** A gap stays a gap: nothing is joined or filled, and a bucket that is not closed is not drawn. */
function toDrawn(state: BucketState, value: number | 'none'): number | null {
  return value === 'none' || state === 'gap' || state === 'open' ? null : value;
}

function spansOf(
  states: readonly BucketState[],
  times: readonly EpochMs[],
  bucketSeconds: Seconds,
): readonly HistorySpan[] {
  const looks = states.map((state) => ({ state: spanLook(state) }));
  return toRuns(looks).flatMap(({ state, from, length }): HistorySpan[] => {
    const startAt = times[from];
    if (state === 'none' || startAt === undefined) return [];
    return [{ startAt, endAt: startAt + length * bucketSeconds * 1000, look: state }];
  });
}

function byPeak(a: HistorySeries, b: HistorySeries): number {
  const peak = ({ values }: HistorySeries) => Math.max(-1, ...values.filter((value) => value !== null));
  return peak(b) - peak(a) || (a.id < b.id ? -1 : 1);
}
