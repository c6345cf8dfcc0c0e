import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { Moment } from '../time/moment';

export interface RunTimelineProps {
  readonly run: Execution;
  readonly now: EpochMs;
  readonly onSelect: (stepId: string) => void;
}

/** What happened, one sentence each, the newest first. */
export function RunTimeline({ run, now, onSelect }: RunTimelineProps) {
  if (run.timeline.length === 0) {
    return <p className="px-4 py-3 text-ink-muted text-table">Nothing has happened yet. It waits for an engine.</p>;
  }
  return (
    <ol
      reversed
      className="max-h-[40rem] divide-y divide-line overflow-y-auto text-table"
      aria-label="Timeline, newest first"
      data-testid="timeline"
    >
      {run.timeline.toReversed().map(({ number, at, sentence, by, stepId }) => (
        <li key={number} className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 px-4 py-1.5">
          <span className="text-ink-muted">
            <Moment at={at} now={now} show="clock" precision="second" inRow />
          </span>
          <span className="[overflow-wrap:anywhere]">
            {sentence}
            <span className="block text-ink-faint text-note">
              <bdi>{by}</bdi>
              {stepId !== 'none' && (
                <>
                  {', '}
                  <button type="button" className="text-link" onClick={() => onSelect(stepId)}>
                    {stepId}
                  </button>
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
