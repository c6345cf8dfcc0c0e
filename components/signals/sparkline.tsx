import type { WindowPoint } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { toLinePath } from '../charts/line-path';
import { valuesOn } from './signal-figure';

export interface SparklineProps {
  readonly times: readonly EpochMs[];
  readonly points: readonly WindowPoint[];
}

const width = 96;
const height = 18;

/** The course of a series from zero, without words: the row beside it and its chart say the same. Gaps are gaps. */
export function Sparkline({ times, points }: SparklineProps) {
  const values = valuesOn(times, points);
  const highest = Math.max(1e-9, ...points.map(([, value]) => value));
  const last = Math.max(1, times.length - 1);
  const path = toLinePath(
    values,
    (index) => 1 + (index / last) * (width - 2),
    (value) => height - 1 - (value / highest) * (height - 2),
  );
  return (
    <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block">
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--line)" />
      <path d={path} fill="none" stroke="var(--ink-muted)" strokeLinecap="round" strokeWidth={1} />
    </svg>
  );
}
