import { useId } from 'react';
import type { HistoryBucket } from '@/lib/domain/history/types';
import { type MarkTone, markStroke } from './mark-looks';

export type BucketState = HistoryBucket['state'] | 'measured';

/** Words of a bucket's state. */
export const bucketWords: Readonly<Record<BucketState, string>> = {
  breached: 'Breached',
  'at-risk': 'At risk',
  'not-measured': 'Not measured',
  met: 'Met',
  'no-objective': 'No objective',
  gap: 'No data',
  open: 'Not closed yet',
  measured: 'Measured',
};

/** What a span of a chart is tinted with; `none` where the line speaks for itself. */
export type SpanLook = 'breached' | 'missing' | 'none';

export function spanLook(state: BucketState): SpanLook {
  if (state === 'breached') return 'breached';
  return state === 'not-measured' || state === 'gap' ? 'missing' : 'none';
}

export const breachTint = 'var(--critical-tint)';
export const missingPatternId = 'history-missing';

/** The hatch of spans without data, for use inside a drawing. */
export function MissingPattern({ id = missingPatternId }: { readonly id?: string }) {
  return (
    <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0v7" stroke="var(--unknown)" strokeWidth={1.2} strokeOpacity={0.45} />
    </pattern>
  );
}

/** Fill of a piece of the timeline bar. */
const timelineFill: Readonly<Record<BucketState, string>> = {
  breached: 'fill-critical',
  'at-risk': 'fill-warning',
  'not-measured': '',
  gap: '',
  met: 'fill-line-strong',
  measured: 'fill-line-strong',
  'no-objective': 'fill-raised',
  open: 'fill-raised',
};

export interface TimelineBarProps {
  readonly buckets: readonly HistoryBucket[];
  readonly label: string;
  /** Planned work as shares of the bar from 0 to 1; underlined, whatever it cost. */
  readonly planned?: readonly { readonly from: number; readonly to: number }[];
  /** Events as shares of the bar: a line across it where they began. */
  readonly marks?: readonly {
    readonly from: number;
    readonly mark: { readonly label: string; readonly tone?: MarkTone };
  }[];
}

/** States over time as one bar: unknown is hatched, breached stands out by height as well. */
export function TimelineBar({ buckets, label, planned = [], marks = [] }: TimelineBarProps) {
  const runs = toRuns(buckets);
  const missing = useId();
  return (
    <svg role="img" aria-label={label} height={planned.length === 0 ? 14 : 20} className="block w-full">
      <defs>
        <MissingPattern id={missing} />
      </defs>
      {runs.map(({ state, from, length }) => {
        const tall = state === 'breached' || state === 'at-risk';
        const fill = timelineFill[state];
        return (
          <rect
            key={from}
            x={percentOf(from, buckets.length)}
            y={tall ? 0 : 4}
            width={percentOf(length, buckets.length)}
            height={tall ? 14 : 6}
            className={fill}
            fill={fill === '' ? `url(#${missing})` : undefined}
          />
        );
      })}
      {planned.map(({ from, to }) => (
        <rect
          key={`${from}-${to}`}
          x={percentOf(from, 1)}
          y={17}
          width={percentOf(Math.max(to - from, 0.004), 1)}
          height={3}
          className="fill-ink-muted"
        />
      ))}
      {marks.map(({ from, mark: { label: words, tone = 'inactive' } }) => (
        <line
          key={`${from} ${words}`}
          x1={percentOf(from, 1)}
          x2={percentOf(from, 1)}
          y1={0}
          y2={14}
          stroke={markStroke[tone]}
          strokeWidth={1.5}
        >
          <title>{words}</title>
        </line>
      ))}
    </svg>
  );
}

/** In percent and not in a scaled drawing, which would stretch the hatch. */
function percentOf(count: number, all: number): string {
  return `${((count / all) * 100).toFixed(3)}%`;
}

/** Neighbouring buckets of one state as one piece. */
export function toRuns<S extends string>(
  buckets: readonly { readonly state: S }[],
): readonly { readonly state: S; readonly from: number; readonly length: number }[] {
  const runs: { state: S; from: number; length: number }[] = [];
  buckets.forEach(({ state }, index) => {
    const last = runs.at(-1);
    if (last !== undefined && last.state === state) last.length += 1;
    else runs.push({ state, from: index, length: 1 });
  });
  return runs;
}
