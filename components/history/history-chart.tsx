'use client';

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { EpochMs } from '@/lib/domain/time';
import { formatClock } from '@/lib/domain/wording/moment';
import { formatDuration, formatMoment } from '@/lib/format';
import { breachTint, MissingPattern, missingPatternId } from '../status/history-looks';
import { axisTicks, timeSteps } from './axis-ticks';
import { type HistoryFigure, isJudged, scaleOf } from './history-figure';
import { lineLook } from './line-look';

interface Row {
  readonly at: EpochMs;
  readonly values: readonly (number | null)[];
}

const axisText = { fill: 'var(--ink-muted)', fontSize: 12 };

/** The figure over time. Gaps are gaps, nothing is smoothed and nothing moves; the table beside it says the same. */
export default function HistoryChart({ figure, label }: { readonly figure: HistoryFigure; readonly label: string }) {
  const { times, series, spans, objectiveSeconds, chosen, format, startAt, endAt } = figure;
  const rows = times.map((at, index): Row => ({ at, values: series.map(({ values }) => values[index] ?? null) }));
  const { highest, objective } = scaleOf(figure);
  const ticks = axisTicks(highest, isJudged(figure.name) ? timeSteps : 'decimal');
  return (
    <div role="img" aria-label={label} data-testid="history-chart" className="relative h-64 w-full">
      {objective === 'above' && (
        <span className="absolute top-0 right-4 text-ink text-note">
          {objectiveWords(objectiveSeconds)}, far above this scale
        </span>
      )}
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows} margin={{ top: 16, right: 16, bottom: 0, left: 8 }} accessibilityLayer={false}>
          <defs>
            <MissingPattern />
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          {spans.map((span) => (
            <ReferenceArea
              key={span.startAt}
              x1={span.startAt}
              x2={Math.min(span.endAt, endAt)}
              fill={span.look === 'breached' ? breachTint : `url(#${missingPatternId})`}
              fillOpacity={1}
              stroke="none"
            />
          ))}
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[startAt, endAt]}
            ticks={ticksOf(startAt, endAt)}
            tickFormatter={(at: number) => formatClock(at).slice(0, 5)}
            tick={axisText}
            stroke="var(--line-strong)"
          />
          <YAxis
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={format}
            tick={axisText}
            stroke="var(--line-strong)"
            width={76}
          />
          {objective === 'inside' && (
            <ReferenceLine
              y={objectiveSeconds === 'none' ? undefined : objectiveSeconds}
              stroke="var(--ink)"
              strokeWidth={1}
              label={{
                value: objectiveWords(objectiveSeconds),
                position: 'insideBottomRight',
                fill: 'var(--ink)',
                fontSize: 12,
              }}
            />
          )}
          {series.map(({ id }, index) => {
            const look = lineLook(index, series.length, id === chosen);
            return (
              <Line
                key={id}
                type="linear"
                dataKey={(row: Row) => row.values[index]}
                stroke={look.stroke}
                strokeWidth={look.width}
                strokeDasharray={look.dash}
                dot={false}
                activeDot={false}
                connectNulls={false}
                isAnimationActive={false}
              />
            );
          })}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-faint)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const row = active ? (payload?.[0]?.payload as Row | undefined) : undefined;
              return row === undefined ? null : <Reading figure={figure} row={row} />;
            }}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** What the lines say at one moment; the chosen one alone where there are many. */
function Reading({ figure, row }: { readonly figure: HistoryFigure; readonly row: Row }) {
  const { series, chosen, format, endAt } = figure;
  const few = series.length <= 4;
  return (
    <div className="rounded-control border border-line-strong bg-surface px-2 py-1 text-ink text-note">
      <div className="text-ink-muted">{formatMoment(row.at, endAt)}</div>
      {series.map(({ id, label }, index) => {
        const value = row.values[index] ?? null;
        if (!few && id !== chosen) return null;
        return <div key={id}>{`${label}: ${value === null ? 'no figure' : format(value)}`}</div>;
      })}
    </div>
  );
}

function objectiveWords(objectiveSeconds: HistoryFigure['objectiveSeconds']): string {
  return objectiveSeconds === 'none' ? '' : `objective ${formatDuration(objectiveSeconds, 'down')}`;
}

/** Whole hours, eight at most. */
function ticksOf(startAt: EpochMs, endAt: EpochMs): readonly EpochMs[] {
  const hourMs = 3_600_000;
  const step = Math.max(1, Math.ceil((endAt - startAt) / hourMs / 8)) * hourMs;
  const ticks: EpochMs[] = [];
  for (let at = Math.ceil(startAt / step) * step; at <= endAt; at += step) ticks.push(at);
  return ticks;
}
