import { axisTicks, timeSteps } from './axis-ticks';
import { toAreaPath, toLinePath } from './line-path';
import { heightOf, type LinesFigure } from './lines-figure';
import { shareOf } from './time-axis';

/** Units of a drawing along the axis of time; it is stretched to the width there is. */
export const drawingWidth = 1000;
/** CSS pixels left for the axis of time, and above the highest value for its words. */
export const axisPx = 20;
export const headPx = 14;

export interface LinesLayout {
  /** Where zero is, in CSS pixels from the top. */
  readonly floor: number;
  /** The value the drawing ends at above. */
  readonly top: number;
  /** Of each line, in the order of the figure. */
  readonly paths: readonly string[];
  /** The ground under a line that is alone, where it is wanted. */
  readonly ground: string;
  /** Height of the threshold; `above` where it is far beyond the scale. */
  readonly thresholdY: number | 'none' | 'above';
}

/** Where everything of a small chart lies, for a height in CSS pixels, with or without the ground under a line alone. */
export function layOutLines(figure: LinesFigure, height: number, hasGround = true): LinesLayout {
  const { series, times, threshold, scale } = figure;
  const { highest, threshold: place } = heightOf(figure);
  const top = axisTicks(highest, scale === 'seconds' ? timeSteps : 'decimal').at(-1) ?? 1;
  const floor = height - axisPx;
  const x = (index: number) => shareOf(times[index] ?? Number.NaN, figure) * drawingWidth;
  const y = (value: number) => floor - (value / top) * (floor - headPx);
  const [only, ...more] = series;
  return {
    floor,
    top,
    paths: series.map(({ values }) => toLinePath(values, x, y)),
    ground: !hasGround || only === undefined || more.length > 0 ? '' : toAreaPath(only.values, x, y, floor),
    thresholdY: threshold === 'none' || place === 'none' ? 'none' : place === 'above' ? 'above' : y(threshold.value),
  };
}

/** Where a span lies across the drawing, in percent and cut off at its ends. */
export function spanPlace(
  span: { readonly startAt: number; readonly endAt: number },
  figure: Pick<LinesFigure, 'startAt' | 'endAt'>,
): { readonly x: string; readonly width: string } {
  const from = Math.max(0, shareOf(span.startAt, figure));
  const until = Math.min(1, shareOf(span.endAt, figure));
  return { x: percent(from), width: percent(Math.max(0, until - from)) };
}

/** A share of the width, as SVG takes it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
