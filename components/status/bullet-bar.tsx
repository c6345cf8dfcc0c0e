import type { Seconds } from '@/lib/domain/time';

export interface BulletBarProps {
  /** Lag with its date; nothing is drawn for what is not measured. */
  readonly measuredSeconds: Seconds | 'not-measured';
  readonly atMostSeconds: Seconds | 'unbounded';
  readonly objectiveSeconds: Seconds;
  /** Worst of the last 24 hours, where history knows it. */
  readonly worstSeconds: Seconds | 'unknown';
}

const width = 160;
/** The objective stands in the middle, so that the bars of a column are read against one line. */
const middle = width / 2;

/**
 * Now against the objective: a thick bar for what was measured, a thin one for what may be lost at most, a tick for the
 * worst of the last 24 hours. Twice the objective fills it; more ends in an arrow. The figures stand in the table beside
 * it, so it is hidden from assistive technology.
 */
export function BulletBar({ measuredSeconds, atMostSeconds, objectiveSeconds, worstSeconds }: BulletBarProps) {
  const place = (seconds: Seconds) => Math.min(width, (seconds / Math.max(objectiveSeconds, 1e-9)) * middle);
  const measured = measuredSeconds === 'not-measured' ? 0 : place(measuredSeconds);
  const atMost = atMostSeconds === 'unbounded' ? width : place(atMostSeconds);
  const past = atMostSeconds === 'unbounded' || atMostSeconds > objectiveSeconds * 2;
  const broken = measuredSeconds !== 'not-measured' && measuredSeconds > objectiveSeconds;
  return (
    <svg aria-hidden="true" width={width + 10} height={18} viewBox={`0 0 ${width + 10} 18`} className="block shrink-0">
      <rect x={middle} y={1} width={middle} height={16} className="fill-raised" />
      {measuredSeconds !== 'not-measured' && (
        <>
          <rect x={0} y={8} width={Math.max(1, atMost)} height={2} className="fill-line-strong" />
          {past && <path d={`M${width} 5l6 4-6 4z`} className="fill-line-strong" />}
          <rect
            x={0}
            y={5}
            width={Math.max(2, measured)}
            height={8}
            className={broken ? 'fill-critical' : 'fill-ink-muted'}
          />
        </>
      )}
      {worstSeconds !== 'unknown' && (
        <path
          d={`M${place(worstSeconds)} 2v14`}
          className="stroke-ink-faint"
          strokeWidth={1.5}
          strokeDasharray="2 1.5"
        />
      )}
      <path d={`M${middle} 0v18`} className="stroke-ink" strokeWidth={1.5} />
    </svg>
  );
}
