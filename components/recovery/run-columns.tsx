import { formatDuration } from '@/lib/format';
import type { RunSummary } from '@/lib/recovery/pages/view-run-summary';
import { verdictWords } from '../executions/verdict-words';
import { modeWords } from '../plans/words';
import { runAddress } from '../shell/addresses';
import { ClockMark } from '../status/decision-status';
import { ExecutionStatus, executionLooks } from '../status/execution-status';
import { defineTable, type TableDefinition } from '../table/define-table';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';

/** Runs that have ended, the newest first. Drills and dry runs have a table of their own. */
function defineRunTable(name: string, caption: string, prefix: string): TableDefinition<RunSummary> {
  return defineTable<RunSummary>({
    name,
    caption,
    prefix,
    noun: ['run', 'runs'],
    lines: 2,
    order: { by: 'created', direction: 'descending' },
    rowId: ({ id }) => id,
    hrefOf: ({ id }) => runAddress(id),
    textOf: (run) => [run.workloadName, run.source, run.target, run.state, run.startedBy, run.reason].join(' '),
    toneOf: ({ state }) => executionLooks[state].tone,
    marksOf: ({ id, state }) => ({ 'data-testid': `run-row-${id}`, 'data-state': state }),
    columns: [
      {
        id: 'run',
        head: 'Run',
        width: 'w-64',
        sortBy: ({ workloadName }) => workloadName,
        cell: (run) => (
          <>
            <NameLink href={runAddress(run.id)}>{run.workloadName}</NameLink>
            <span className="block truncate text-ink-muted text-note">
              {run.source} → {run.target}, {modeWords[run.mode].toLowerCase()}
              {run.dryRun ? ', dry run' : run.drill ? ', drill' : ''}
            </span>
          </>
        ),
      },
      {
        id: 'state',
        head: 'Ended',
        width: 'w-56',
        sortBy: ({ state }) => state,
        cell: ({ state, words }) => <ExecutionStatus state={state} words={words} />,
      },
      {
        id: 'recovery',
        head: 'Recovery time',
        width: 'w-56',
        sortBy: ({ clock }) => (clock.counts === 'outage' ? clock.elapsedSeconds : null),
        cell: ({ clock, dryRun }) =>
          dryRun ? (
            <span className="text-ink-muted">nothing was moved</span>
          ) : (
            <>
              <span className="block">{verdictWords(clock)}</span>
              <span className="block text-note">
                <ClockMark verdict={clock.verdict} />
              </span>
            </>
          ),
      },
      {
        id: 'created',
        head: 'Begun',
        width: 'w-44',
        sortBy: ({ createdAt }) => createdAt,
        cell: ({ createdAt, endedAt }, now) => (
          <>
            <Moment at={createdAt} now={now} inRow />
            {endedAt !== 'not-yet' && (
              <span className="block text-ink-faint text-note">for {formatDuration((endedAt - createdAt) / 1000)}</span>
            )}
          </>
        ),
      },
      {
        id: 'by',
        head: 'By',
        width: 'w-56',
        sortBy: ({ startedBy }) => startedBy,
        cell: ({ startedBy, reason }) => (
          <>
            <bdi>{startedBy}</bdi>
            <span className="block truncate text-ink-muted text-note">{reason}</span>
          </>
        ),
      },
    ],
    facets: [
      { id: 'workload', label: 'Workload', valuesOf: ({ workloadName }) => [workloadName] },
      { id: 'state', label: 'State', valuesOf: ({ state }) => [state], words: (state) => state.replaceAll('-', ' ') },
    ],
  });
}

export const pastTable = defineRunTable('past-runs', 'Runs that have ended', 'past-');
export const practiceTable = defineRunTable('practice-runs', 'Drills and dry runs that have ended', 'practice-');
