import type { EpochMs } from '@/lib/domain/time';
import { formatCount } from '@/lib/domain/wording/list';
import { formatDuration, formatMoment } from '@/lib/format';
import { askWords } from '@/lib/recovery/pages/run-words';
import type { RunSummary } from '@/lib/recovery/pages/view-run-summary';
import { practiceWord } from '../executions/practice-band';
import { verdictWords } from '../executions/verdict-words';
import { modeWords } from '../plans/words';
import { runAddress } from '../shell/addresses';
import { ClockMark } from '../status/decision-status';
import { ExecutionStatus, executionLooks } from '../status/execution-status';
import { edgeTone } from '../status/tones';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';

export interface LiveRunsProps {
  readonly runs: readonly RunSummary[];
  readonly now: EpochMs;
  readonly simulated: boolean;
  /** Said where there is none: a claim, or why nothing can be said. */
  readonly nothing: string;
}

/** What is being moved now, and what it waits for. */
export function LiveRuns({ runs, now, simulated, nothing }: LiveRunsProps) {
  return (
    <Panel
      id="live-title"
      title="Under way"
      simulated={simulated}
      aside={runs.length === 0 ? undefined : formatCount(runs.length, 'run')}
    >
      {runs.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">{nothing}</p>
      ) : (
        <ul className="divide-y divide-line text-table">
          {runs.map((run) => (
            <li
              key={run.id}
              data-testid={`live-${run.id}`}
              className={`grid gap-x-6 gap-y-1 px-4 py-2.5 md:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_minmax(0,2fr)] ${edgeTone[executionLooks[run.state].tone]}`}
            >
              <div className="min-w-0">
                {practiceWord(run) !== '' && (
                  <strong className="font-semibold tracking-wide">{practiceWord(run)}</strong>
                )}
                <NameLink href={runAddress(run.id)}>
                  {run.workloadName}: {run.source} → {run.target}
                </NameLink>
                <span className="block text-ink-muted text-note [overflow-wrap:anywhere]">
                  {modeWords[run.mode]}, by {run.startedBy} at {formatMoment(run.createdAt, now, 'second')}:{' '}
                  {run.reason}
                </span>
              </div>
              <div className="min-w-0">
                <ExecutionStatus
                  state={run.state}
                  words={run.words}
                  silent={run.silence.state === 'silent'}
                  asks={run.isWaiting}
                />
                <span className="block text-ink-muted text-note">
                  {run.silence.state === 'silent' ? 'The engine says nothing: shown as it was' : askWords[run.asks]}
                </span>
              </div>
              <div className="min-w-0">
                {verdictWords(run.clock)}
                <span className="block text-note">
                  <ClockMark verdict={run.clock.verdict} />
                </span>
                {run.clock.remaining !== 'none' && (
                  <span className="block text-ink-muted text-note">
                    about {formatDuration(run.clock.remaining.p50Seconds)} more
                  </span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
