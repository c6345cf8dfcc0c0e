'use client';

import { Fragment } from 'react';
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
import { formatMoment } from '@/lib/format';
import { breachTint, MissingPattern, missingPatternId } from '../status/history-looks';
import { markBandOpacity, markStroke } from '../status/mark-looks';
import { axisTicks, timeSteps } from './axis-ticks';
import { useCrosshair } from './crosshair';
import { lineLook } from './line-look';
import { chosenLine, heightOf, type LinesFigure, mostDistinct } from './lines-figure';
import { flagsOf, placeMarks } from './place-marks';
import { timeTicks } from './time-axis';

interface Row {
  readonly at: EpochMs;
  readonly values: readonly (number | null)[];
}

export interface FewLinesProps {
  readonly figure: LinesFigure;
  readonly label: string;
  readonly testId?: string;
}

const axisText = { fill: 'var(--ink-muted)', fontSize: 12 };

/** A few lines to read closely. Gaps are gaps, nothing is smoothed and nothing moves; the table beside it says the same. */
export default function FewLines({ figure, label, testId = 'few-lines' }: FewLinesProps) {
  const { times, series, spans, marks, threshold, format, startAt, endAt, scale } = figure;
  const crosshair = useCrosshair();
  const chosen = chosenLine(figure);
  const rows = times.map((at, index): Row => ({ at, values: series.map(({ values }) => values[index] ?? null) }));
  const height = heightOf(figure);
  const ticks = axisTicks(height.highest, scale === 'seconds' ? timeSteps : 'decimal');
  const time = timeTicks(startAt, endAt);
  const placed = placeMarks(marks, figure);
  const momentAt = (share: number) => startAt + share * (endAt - startAt);
  return (
    <div role="img" aria-label={label} data-testid={testId} className="relative h-64 w-full">
      {threshold !== 'none' && height.threshold === 'above' && (
        <span className="absolute top-0 right-4 text-ink text-note">{threshold.label}, far above this scale</span>
      )}
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={rows}
          margin={{ top: 16, right: 16, bottom: 0, left: 8 }}
          accessibilityLayer={false}
          onMouseMove={({ activeLabel }) =>
            crosshair.point(activeLabel === undefined ? 'nowhere' : Number(activeLabel))
          }
          onMouseLeave={() => crosshair.point('nowhere')}
        >
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
            ticks={time.map(({ at }) => at)}
            tickFormatter={(at: number) => time.find((tick) => tick.at === at)?.label ?? ''}
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
          {threshold !== 'none' && height.threshold === 'inside' && (
            <ReferenceLine
              y={threshold.value}
              stroke="var(--ink)"
              strokeWidth={1}
              label={{ value: threshold.label, position: 'insideBottomRight', fill: 'var(--ink)', fontSize: 12 }}
            />
          )}
          {placed.map(({ mark, from, to, isCut }) => (
            <Fragment key={`${mark.at} ${mark.label}`}>
              {to > from && (
                <ReferenceArea
                  x1={momentAt(from)}
                  x2={momentAt(to)}
                  fill={markStroke[mark.tone ?? 'inactive']}
                  fillOpacity={markBandOpacity}
                  stroke="none"
                />
              )}
              {!isCut && <ReferenceLine x={mark.at} stroke={markStroke[mark.tone ?? 'inactive']} />}
            </Fragment>
          ))}
          {flagsOf(placed).map(({ at, words }) => (
            <ReferenceLine
              key={at}
              x={momentAt(at)}
              stroke="none"
              label={{ value: words, position: 'top', fill: 'var(--ink)', fontSize: 12 }}
            />
          ))}
          {crosshair.at !== 'nowhere' && <ReferenceLine x={crosshair.at} stroke="var(--ink-faint)" strokeWidth={1} />}
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
            cursor={false}
            content={({ active, payload }) => {
              const row = active ? (payload?.[0]?.payload as Row | undefined) : undefined;
              return row === undefined ? null : <Reading figure={figure} chosen={chosen} row={row} />;
            }}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface ReadingProps {
  readonly figure: LinesFigure;
  readonly chosen: string;
  readonly row: Row;
}

/** What the lines say at one moment; the chosen one alone where there are many. */
function Reading({ figure, chosen, row }: ReadingProps) {
  const { series, format, endAt } = figure;
  return (
    <div className="rounded-control border border-line-strong bg-surface px-2 py-1 text-ink text-note">
      <div className="text-ink-muted">{formatMoment(row.at, endAt)}</div>
      {series.map(({ id, label }, index) => {
        const value = row.values[index] ?? null;
        if (series.length > mostDistinct && id !== chosen) return null;
        return <div key={id}>{`${label}: ${value === null ? 'no figure' : format(value)}`}</div>;
      })}
    </div>
  );
}
