'use client';

import { memo, type PointerEvent, useId, useMemo } from 'react';
import { breachTint, MissingPattern } from '../status/history-looks';
import { markBandOpacity, markStroke } from '../status/mark-looks';
import { ChartReading } from './chart-reading';
import { useCrosshair } from './crosshair';
import { drawingWidth, headPx, type LinesLayout, layOutLines, percent, spanPlace } from './lay-out-lines';
import { lineLook } from './line-look';
import { chosenLine, type LinesFigure } from './lines-figure';
import { flagsOf, placeMarks } from './place-marks';
import { anchorOf, shareOf, timeTicks } from './time-axis';

export interface ManyLinesProps {
  readonly figure: LinesFigure;
  /** What the chart shows, for who does not see it. */
  readonly label: string;
  /** In CSS pixels. */
  readonly height?: number;
  /** Fills the ground under a line that is alone. */
  readonly area?: boolean;
}

/** Charts lower than this, in CSS pixels, stand many beside each other: more words of time would run into one another. */
const lowPx = 80;

/** Many lines, or many charts of one, as SVG paths: light, without motion, with gaps as gaps. */
export function ManyLines({ figure, label, height = 120, area = false }: ManyLinesProps) {
  const { startAt, endAt, spans, marks, threshold, format } = figure;
  const crosshair = useCrosshair();
  const pattern = useId();
  const layout = useMemo(() => layOutLines(figure, height, area), [figure, height, area]);
  const { floor, top } = layout;
  const place = (at: number) => percent(shareOf(at, figure));
  const pointAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    crosshair.point(startAt + ((event.clientX - left) / width) * (endAt - startAt));
  };
  return (
    <div className="grid gap-0.5">
      <svg
        role="img"
        aria-label={label}
        width="100%"
        height={height}
        className="block overflow-visible"
        onPointerMove={pointAt}
        onPointerLeave={() => crosshair.point('nowhere')}
      >
        {spans.length > 0 && (
          <defs>
            <MissingPattern id={pattern} />
          </defs>
        )}
        {spans.map((span) => (
          <rect
            key={`${span.look} ${span.startAt}`}
            {...spanPlace(span, figure)}
            y={headPx}
            height={floor - headPx}
            fill={span.look === 'breached' ? breachTint : `url(#${pattern})`}
          />
        ))}
        <text x={0} y={headPx - 3} fontSize={12} fill="var(--ink-muted)">
          {format(top)}
        </text>
        <line x1="0" x2="100%" y1={headPx} y2={headPx} stroke="var(--line)" />
        <line x1="0" x2="100%" y1={floor} y2={floor} stroke="var(--line-strong)" />
        <Lines figure={figure} layout={layout} area={area} />
        {threshold !== 'none' && layout.thresholdY !== 'none' && (
          <Threshold label={threshold.label} y={layout.thresholdY} />
        )}
        {marks.length > 0 && <Marks figure={figure} floor={floor} />}
        {crosshair.at !== 'nowhere' && (
          <line x1={place(crosshair.at)} x2={place(crosshair.at)} y1={headPx} y2={floor} stroke="var(--ink-faint)" />
        )}
        <text y={height - 5} fontSize={12} fill="var(--ink-muted)">
          {timeTicks(startAt, endAt, height < lowPx ? 3 : 6).map(({ at, label: words }) => (
            <tspan key={at} x={place(at)} textAnchor={anchorOf(shareOf(at, figure))}>
              {words}
            </tspan>
          ))}
        </text>
      </svg>
      <ChartReading figure={figure} at={crosshair.at} />
    </div>
  );
}

interface LayerProps {
  readonly figure: LinesFigure;
  readonly layout: LinesLayout;
}

function Lines({ figure, layout, area }: LayerProps & { readonly area: boolean }) {
  const { series } = figure;
  const chosen = chosenLine(figure);
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={layout.floor}
      viewBox={`0 0 ${drawingWidth} ${layout.floor}`}
      preserveAspectRatio="none"
    >
      {area && <path d={layout.ground} fill="var(--raised)" />}
      {series.map(({ id }, index) => {
        const look = lineLook(index, series.length, id === chosen);
        return (
          <path
            key={id}
            d={layout.paths[index]}
            fill="none"
            stroke={look.stroke}
            strokeWidth={look.width}
            strokeDasharray={look.dash}
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
    </svg>
  );
}

interface ThresholdProps {
  readonly label: string;
  readonly y: number | 'above';
}

/** It seldom moves, and a line does with each value. */
const Threshold = memo(function Threshold({ label, y }: ThresholdProps) {
  const isInside = y !== 'above';
  return (
    <>
      {isInside && <line x1="0" x2="100%" y1={y} y2={y} stroke="var(--ink)" />}
      <text
        x="100%"
        y={isInside ? Math.max(headPx - 3, y - 3) : headPx - 3}
        textAnchor="end"
        fontSize={12}
        fill="var(--ink)"
      >
        {isInside ? label : `${label}, far above this scale`}
      </text>
    </>
  );
});

function Marks({ figure, floor }: { readonly figure: LinesFigure; readonly floor: number }) {
  const placed = placeMarks(figure.marks, figure);
  return (
    <>
      {placed.map(({ mark, from, to, isCut }) => {
        const stroke = markStroke[mark.tone ?? 'inactive'];
        return (
          <g key={`${mark.at} ${mark.label}`}>
            <title>{mark.label}</title>
            <rect
              x={percent(from)}
              width={percent(Math.max(0, to - from))}
              y={headPx}
              height={floor - headPx}
              fill={stroke}
              fillOpacity={markBandOpacity}
            />
            {!isCut && <line x1={percent(from)} x2={percent(from)} y1={headPx} y2={floor} stroke={stroke} />}
          </g>
        );
      })}
      {flagsOf(placed).map(({ at, words }) => (
        <text key={at} x={percent(at)} y={headPx + 11} dx={3} fontSize={12} fill="var(--ink)">
          {words}
        </text>
      ))}
    </>
  );
}
