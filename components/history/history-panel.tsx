'use client';

import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import type { Scenario } from '@/lib/domain/fleet';
import type { WorkloadHistory } from '@/lib/domain/history/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import { lineLook } from '../charts/line-look';
import { Marked } from '../events/marked';
import type { MarkReading } from '../events/use-marks';
import { TimelineBar } from '../status/history-looks';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import {
  type FigureName,
  figureNames,
  figuresOf,
  figureWords,
  type HistoryFigure,
  toHistoryFigure,
} from './history-figure';
import { HistoryTable } from './history-table';
import type { HistoryReading } from './workload-history';

/** The chart's library is larger than the page: it comes once there is something to draw. */
const HistoryChart = dynamic(() => import('./history-chart'), {
  ssr: false,
  loading: () => <div className="h-64 rounded-panel bg-raised" />,
});

export interface HistoryPanelProps {
  readonly reading: HistoryReading;
  /** What is marked on the chart. */
  readonly marks: MarkReading;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** The last 24 hours as a chart or as a table. */
export function HistoryPanel({ reading, marks, now, simulated }: HistoryPanelProps) {
  return (
    <Panel id="history-title" title="Last 24 hours" simulated={simulated} aside={asideOf(reading, now)}>
      {reading.state === 'read' && hasBuckets(reading.history) ? (
        <History history={reading.history} marks={marks} now={now} />
      ) : (
        <p className="px-4 py-3 text-ink-muted text-table" data-testid="no-history">
          {emptyWords(reading)}
        </p>
      )}
    </Panel>
  );
}

interface HistoryProps extends Pick<HistoryPanelProps, 'marks' | 'now'> {
  readonly history: WorkloadHistory;
}

function History({ history, marks, now }: HistoryProps) {
  const [name, setName] = useState<FigureName>('lag');
  const [chosen, setChosen] = useState<string | 'none'>('none');
  const [asTable, setAsTable] = useState(false);
  const figure = useMemo(() => toHistoryFigure(history, name, chosen), [history, name, chosen]);
  const title = `${figureWords[name]}, worst of each ${formatDuration(history.bucketSeconds)}, UTC`;
  const objective = history.objectives.find(({ scenario }) => scenario === scenarioOf(name));
  return (
    <div className="grid gap-3 px-4 py-3 text-table">
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-1.5">
          <span className="text-ink-muted">Figure</span>
          <select value={name} onChange={(event) => setName(toFigureName(event.target.value))} className={selectStyle}>
            {figuresOf(history).map((one) => (
              <option key={one} value={one}>
                {figureWords[one]}
              </option>
            ))}
          </select>
        </label>
        {figure.series.length > 1 && (
          <label className="flex min-w-0 items-center gap-1.5">
            <span className="text-ink-muted">Line</span>
            <select value={figure.chosen} onChange={(event) => setChosen(event.target.value)} className={selectStyle}>
              {figure.series.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className="ml-auto">
          <Button onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </span>
      </div>
      <figure className="grid gap-1">
        <figcaption className="font-medium text-ink">{title}</figcaption>
        {asTable ? (
          <HistoryTable figure={figure} marks={marks.marks} />
        ) : (
          <HistoryChart figure={figure} marks={marks.marks} label={title} />
        )}
        {!asTable && <Legend figure={figure} />}
        <p className="text-ink-muted text-note">{missingWords(figure, now)}</p>
        <Marked reading={marks} bounds={figure} />
      </figure>
      {objective !== undefined && (
        <figure className="grid gap-1">
          <figcaption className="text-ink-muted text-note">
            {scenarioWords[objective.scenario]}, recovery-point objective of{' '}
            {formatDuration(objective.rpoSeconds, 'down')}: tall is breached or at risk, hatched is not measured
          </figcaption>
          <TimelineBar buckets={objective.buckets} label={timelineWords(objective.buckets)} />
        </figure>
      )}
    </div>
  );
}

const selectStyle =
  'h-7 min-w-0 max-w-[20rem] rounded-control border border-line-strong bg-surface px-1.5 text-ink text-table';

function Legend({ figure }: { readonly figure: HistoryFigure }) {
  const { series, chosen } = figure;
  const shown = series.length <= 4 ? series : series.filter(({ id }) => id === chosen);
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-note" aria-label="Lines">
      {shown.map(({ id, label }) => {
        const look = lineLook(
          series.findIndex((one) => one.id === id),
          series.length,
          id === chosen,
        );
        return (
          <li key={id} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width={24} height={8}>
              <path d="M0 4h24" stroke={look.stroke} strokeWidth={2} strokeDasharray={look.dash} />
            </svg>
            {label}
          </li>
        );
      })}
      {shown.length < series.length && <li>Grey: the {series.length - shown.length} other lines</li>}
    </ul>
  );
}

const scenarioWords = { 'region-loss': 'Loss of a region', 'data-loss': 'Loss of data' } as const;

/** Backups are judged for the loss of data alone; everything else stands beside the loss of a region. */
function scenarioOf(name: FigureName): Scenario {
  return name === 'backup' ? 'data-loss' : 'region-loss';
}

function toFigureName(value: string): FigureName {
  return figureNames.find((name) => name === value) ?? 'lag';
}

function hasBuckets({ recordedSince, links, signals }: WorkloadHistory): boolean {
  return recordedSince !== 'never' && (links.length > 0 || signals.length > 0);
}

function emptyWords(reading: HistoryReading): string {
  if (reading.state === 'asking') return 'Reading the history …';
  if (reading.state === 'failed') {
    return 'The history could not be read. This says nothing about the fleet; the page tries again by itself.';
  }
  if (reading.state === 'read') return `No history yet. ${reading.history.backfill.sentence}`.trim();
  return 'No history yet. Minutes appear here once they are recorded and closed.';
}

function asideOf(reading: HistoryReading, now: EpochMs): string | undefined {
  if (reading.state !== 'read') return undefined;
  const { closedThrough, backfill } = reading.history;
  const closed =
    closedThrough === 'never' ? 'No minute is closed yet' : `Closed up to ${formatMoment(closedThrough, now)}`;
  return backfill.state === 'done' ? closed : `${closed}. ${backfill.sentence}`;
}

/** Spans without data in words, for whoever does not see the hatch. */
function missingWords({ spans, series, chosen }: HistoryFigure, now: EpochMs): string {
  const label = series.find(({ id }) => id === chosen)?.label ?? '';
  const missing = spans.filter(({ look }) => look === 'missing');
  if (series.length === 0) return 'Nothing is recorded of this figure.';
  if (missing.length === 0) return `No gap in ${label}.`;
  const named = missing.slice(-3).map(({ startAt, endAt }) => `${clockOf(startAt, now)}–${clockOf(endAt, now)}`);
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  return `No data of ${label}: ${named.join(', ')}${more}.`;
}

function clockOf(at: EpochMs, now: EpochMs): string {
  return formatMoment(at, now);
}

function timelineWords(buckets: WorkloadHistory['objectives'][number]['buckets']): string {
  const count = (wanted: string) => buckets.filter(({ state }) => state === wanted).length;
  const breached = count('breached');
  const missing = count('not-measured') + count('gap');
  return `Verdicts of ${buckets.length} spans: ${breached} breached, ${missing} not measured`;
}
