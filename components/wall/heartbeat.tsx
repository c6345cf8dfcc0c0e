import { beatMs } from './wall-fleet';

export interface HeartbeatProps {
  /** Fleet time of the second; the hand takes a step with it. */
  readonly second: number;
  readonly silentMs: number;
  readonly sizePx: number;
}

const steps = 12;

/**
 * A hand that goes round while the page is alive and hears the console: moved by the page's own work, never by an
 * animation, which would go on when everything else has stopped.
 */
export function Heartbeat({ second, silentMs, sizePx }: HeartbeatProps) {
  const isHeard = silentMs <= beatMs;
  const angle = isHeard ? ((Math.floor(second / 1000) % steps) * 360) / steps : 0;
  return (
    <svg
      role="img"
      aria-label={isHeard ? 'The console is heard' : 'The console is not heard'}
      data-testid="wall-heartbeat"
      data-heard={isHeard}
      width={sizePx}
      height={sizePx}
      viewBox="0 0 16 16"
      className="shrink-0 text-ink-muted"
    >
      <circle cx={8} cy={8} r={6.6} fill="none" stroke="currentColor" strokeWidth={1.4} />
      {isHeard ? (
        <path
          d="M8 8V2.6"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          transform={`rotate(${angle} 8 8)`}
        />
      ) : (
        <path d="m5 5 6 6m0-6-6 6" stroke="currentColor" strokeWidth={1.8} strokeLinecap="round" />
      )}
    </svg>
  );
}
