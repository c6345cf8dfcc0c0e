import type { RecoveryPhase } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { ClockView } from '@/lib/recovery/pages/view-clock';

export interface ClockBarProps {
  readonly clock: ClockView;
  readonly now: EpochMs;
  readonly words: Readonly<Record<RecoveryPhase, string>>;
}

/** Phases are told apart by their height on the bar, so that the colours stay for what is abnormal. */
const rows: Readonly<Record<RecoveryPhase, number>> = { detect: 0, decide: 1, execute: 2, verify: 3, propagate: 4 };
const rowPx = 9;

/**
 * The clock as a bar from the impact on: a row for each phase, hatched where nobody measured, and the objective as a line.
 * Its figures stand below it, so it is hidden from assistive technology.
 */
export function ClockBar({ clock, now, words }: ClockBarProps) {
  const { startsAt, stopsAt, elapsedSeconds, objectiveSeconds, phases, counts } = clock;
  const objective = objectiveSeconds === 'none' || counts === 'run' ? 0 : objectiveSeconds;
  const end = stopsAt === 'running' ? now : stopsAt;
  const last = Math.max(end, ...phases.map(({ to }) => (to === 'none' ? 0 : to)));
  const span = Math.max(1, objective * 1.15, elapsedSeconds * 1.05, (last - startsAt) / 1000);
  const place = (at: EpochMs) => `${Math.min(100, Math.max(0, ((at - startsAt) / 1000 / span) * 100)).toFixed(3)}%`;
  const width = (from: EpochMs, to: EpochMs) =>
    `${Math.max(0.4, (Math.max(0, to - from) / 1000 / span) * 100).toFixed(3)}%`;
  const isOver = objective > 0 && elapsedSeconds > objective;
  const height = rowPx * 5;
  return (
    <div aria-hidden="true" className="grid gap-1">
      <svg aria-hidden="true" width="100%" height={height} className="block">
        <defs>
          <pattern id="clock-gap" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v7" stroke="var(--unknown)" strokeWidth={1.4} strokeOpacity={0.6} />
          </pattern>
        </defs>
        <rect x={0} y={0} width="100%" height={height} className="fill-raised" />
        {isOver && (
          <rect
            x={place(startsAt + objective * 1000)}
            y={0}
            width="100%"
            height={height}
            className="fill-critical-tint"
          />
        )}
        {phases.map(({ phase, state, from, to }) => {
          const y = rows[phase] * rowPx + 1;
          if (state === 'gap') {
            const begin = from === 'none' ? startsAt : from;
            const until = to === 'none' ? end : to;
            return (
              <rect
                key={phase}
                x={place(begin)}
                y={y}
                width={width(begin, until)}
                height={rowPx - 2}
                fill="url(#clock-gap)"
              />
            );
          }
          if (from === 'none') return null;
          const until = to === 'none' ? now : to;
          return (
            <rect
              key={phase}
              x={place(from)}
              y={y}
              width={width(from, until)}
              height={rowPx - 2}
              className={state === 'open' ? 'fill-active' : 'fill-ink-muted'}
            />
          );
        })}
        {objective > 0 && (
          <rect x={place(startsAt + objective * 1000)} y={0} width={1.5} height={height} className="fill-ink" />
        )}
        <rect
          x={place(end)}
          y={0}
          width={1.5}
          height={height}
          className={isOver ? 'fill-critical' : 'fill-ink-faint'}
        />
      </svg>
      <div className="flex justify-between text-ink-faint text-note">
        <span>{Object.values(words).join(', ').toLowerCase()}, from the top</span>
        {objective > 0 && <span>the line is the objective</span>}
      </div>
    </div>
  );
}
