import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MetricPoint, MetricReader } from '../../world/types';
import type { MetricQuestion } from './check-metric-data-request';
import type { MetricWindow } from './metric-window';

/** A window of weeks is read in slices: all series of a slice share what the world computes for its minutes. */
const sliceMs = 4 * 3_600_000;
/** Between two slices the doors answer others at least this often. */
const longestTurnMs = 25;

export interface SeriesWanted {
  readonly question: MetricQuestion;
  readonly window: MetricWindow;
}

/** The points of several series in ascending order, read without keeping the process from other requests. */
export async function readSeries(
  wanted: readonly SeriesWanted[],
  metrics: MetricReader,
  place: { readonly region: string; readonly accountId: string },
): Promise<MetricPoint[][]> {
  const series = wanted.map((): MetricPoint[] => []);
  const endAt = Math.max(...wanted.map(({ window }) => window.endAt));
  let turnBegan = performance.now();
  let from = Math.min(...wanted.map(({ window }) => window.startAt));
  while (from < endAt) {
    const to = Math.min(endAt, from + sliceMs);
    for (const [index, { question, window }] of wanted.entries()) {
      const slice = { startAt: Math.max(from, window.startAt), endAt: Math.min(to, window.endAt) };
      if (slice.startAt < slice.endAt)
        series[index]?.push(...metrics.query({ ...toQuery(question), ...place, ...slice }));
    }
    if (performance.now() - turnBegan > longestTurnMs) {
      await nextTurn();
      turnBegan = performance.now();
    }
    from = to;
  }
  return series;
}

function toQuery({ identity, statistic, periodSeconds }: MetricQuestion) {
  // Vended metrics have a point a minute: a finer period finds the same points.
  return { ...identity, statistic, periodSeconds: Math.max(60, periodSeconds) };
}
