import type { BucketRecord, HistoryLayout, MinuteRecord } from '../domain/history/record';
import { type MinuteCounts, minuteStates } from '../domain/history/types';
import type { historyMinute, RollUpTable } from './history-schema';

type MinuteRow = typeof historyMinute.$inferInsert;
type RollUpRow = RollUpTable['$inferInsert'];

const countNames = [
  'breached',
  'atRisk',
  'notMeasured',
  'met',
  'noObjective',
  'inside',
] as const satisfies readonly (keyof MinuteCounts)[];

/** A minute as its row. */
export function toMinuteRow(record: MinuteRecord, layout: number): MinuteRow {
  return {
    workloadId: record.workloadId,
    atMs: record.at,
    layout,
    linkStates: record.links.map(({ state }) => minuteStates.indexOf(state)),
    linkLags: record.links.map(({ lagSeconds }) => toColumn(lagSeconds)),
    objectiveStates: record.objectives.map(({ state }) => minuteStates.indexOf(state)),
    objectiveUnmeasured: record.objectives.map(({ unmeasured }) => unmeasured),
    signals: record.signals.flatMap((signal) =>
      [signal.requestsPerSecond, signal.errorPercent, signal.latencyP95Ms, signal.healthyHosts].map(toColumn),
    ),
  };
}

/** A row of minutes under its layout. A row that does not fit its layout is damaged: it throws. */
export function toMinuteRecord(row: MinuteRow, layout: HistoryLayout): MinuteRecord {
  return {
    workloadId: row.workloadId,
    at: row.atMs,
    layout,
    links: layout.links.map((_, index) => ({
      state: toState(row.linkStates[index]),
      lagSeconds: toFigure(row.linkLags[index]),
    })),
    objectives: layout.objectives.map((_, index) => ({
      state: toState(row.objectiveStates[index]),
      unmeasured: present(row.objectiveUnmeasured[index]),
    })),
    signals: layout.signals.map((_, index) => ({
      requestsPerSecond: toFigure(row.signals[4 * index]),
      errorPercent: toFigure(row.signals[4 * index + 1]),
      latencyP95Ms: toFigure(row.signals[4 * index + 2]),
      healthyHosts: toFigure(row.signals[4 * index + 3]),
    })),
  };
}

/** A bucket as its row. */
export function toRollUpRow(record: BucketRecord, layout: number): RollUpRow {
  return {
    workloadId: record.workloadId,
    atMs: record.at,
    layout,
    minutes: record.minutes,
    linkCounts: record.links.flatMap(({ counts }) => toCountColumns(counts)),
    linkMaxLags: record.links.map(({ maxLagSeconds }) => toColumn(maxLagSeconds)),
    objectiveCounts: record.objectives.flatMap(toCountColumns),
    signalMinutes: record.signals.map(({ measuredMinutes }) => measuredMinutes),
    signalWorst: record.signals.flatMap((signal) =>
      [signal.maxRequestsPerSecond, signal.maxErrorPercent, signal.maxLatencyP95Ms, signal.minHealthyHosts].map(
        toColumn,
      ),
    ),
  };
}

/** A row of a roll-up under its layout; throws for a damaged one. */
export function toBucketRecord(row: RollUpRow, layout: HistoryLayout): BucketRecord {
  return {
    workloadId: row.workloadId,
    at: row.atMs,
    layout,
    minutes: row.minutes,
    links: layout.links.map((_, index) => ({
      counts: toCounts(row.linkCounts, index),
      maxLagSeconds: toFigure(row.linkMaxLags[index]),
    })),
    objectives: layout.objectives.map((_, index) => toCounts(row.objectiveCounts, index)),
    signals: layout.signals.map((_, index) => ({
      measuredMinutes: present(row.signalMinutes[index]),
      maxRequestsPerSecond: toFigure(row.signalWorst[4 * index]),
      maxErrorPercent: toFigure(row.signalWorst[4 * index + 1]),
      maxLatencyP95Ms: toFigure(row.signalWorst[4 * index + 2]),
      minHealthyHosts: toFigure(row.signalWorst[4 * index + 3]),
    })),
  };
}

function toColumn(figure: number | 'none'): number | null {
  return figure === 'none' || !Number.isFinite(figure) ? null : figure;
}

function toFigure(column: number | null | undefined): number | 'none' {
  if (column === undefined) throw new Error('A row of history is shorter than its layout.');
  return column === null ? 'none' : column;
}

function toState(column: number | undefined) {
  const state = minuteStates[present(column)];
  if (state === undefined) throw new Error('A row of history holds a state that does not exist.');
  return state;
}

function toCountColumns(counts: MinuteCounts): number[] {
  return countNames.map((name) => counts[name]);
}

function toCounts(columns: readonly number[], index: number): MinuteCounts {
  const at = (name: (typeof countNames)[number]) =>
    present(columns[countNames.length * index + countNames.indexOf(name)]);
  return {
    breached: at('breached'),
    atRisk: at('atRisk'),
    notMeasured: at('notMeasured'),
    met: at('met'),
    noObjective: at('noObjective'),
    inside: at('inside'),
  };
}

function present(column: number | undefined): number {
  if (column === undefined) throw new Error('A row of history is shorter than its layout.');
  return column;
}
