'use client';

import { useMemo } from 'react';
import { formatDuration } from '@/lib/format';
import { askWords } from '@/lib/recovery/pages/run-words';
import { type RunSummary, viewLiveRuns } from '@/lib/recovery/pages/view-run-summary';
import { runAddress } from '../shell/addresses';
import { useLiveFleet } from '../shell/live-entities';
import { ExecutionStatus } from '../status/execution-status';
import { practiceWord } from './practice-band';

/** As many as find room; what waits for a person comes first. */
const mostShown = 3;

/** Runs that have not ended, on every page: nobody may miss that something is being moved. */
export default function RunStrip() {
  const { entities, now } = useLiveFleet();
  const runs = useMemo(() => viewLiveRuns(entities, now), [entities, now]);
  if (runs.length === 0) return null;
  return (
    <section aria-label="Runs under way" data-testid="run-strip" className="border-line border-b bg-raised text-table">
      <ul className="divide-y divide-line">
        {runs.slice(0, mostShown).map((run) => (
          <StripLine key={run.id} run={run} />
        ))}
        {runs.length > mostShown && (
          <li className="px-4 py-1 sm:px-6">
            <a href="/recovery" className="text-link underline">
              +{runs.length - mostShown} more
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

function StripLine({ run }: { readonly run: RunSummary }) {
  const { clock } = run;
  const left =
    clock.leftSeconds === 'none' || clock.counts === 'run'
      ? ''
      : clock.leftSeconds < 0
        ? `, past the objective by ${formatDuration(-clock.leftSeconds)}`
        : `, ${formatDuration(clock.leftSeconds, 'down')} left of the objective`;
  const since = clock.counts === 'outage' ? 'users without service' : 'since it began';
  return (
    <li data-testid={`strip-${run.id}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-1 sm:px-6">
      <a href={runAddress(run.id)} className="font-medium text-ink underline underline-offset-2">
        <span className="tracking-wide">{practiceWord(run)}</span>
        <bdi>{run.workloadName}</bdi>: {run.source} → {run.target}
      </a>
      <ExecutionStatus
        state={run.state}
        words={run.words}
        silent={run.silence.state === 'silent'}
        asks={run.isWaiting}
      />
      {run.asks !== 'nobody' && <span className="text-ink">{askWords[run.asks]}</span>}
      <span className="ml-auto text-ink-muted max-sm:ml-0">
        {formatDuration(clock.elapsedSeconds)} {clock.stopsAt === 'running' ? since : 'until users were served'}
        {clock.stopsAt === 'running' ? left : ''}
      </span>
    </li>
  );
}
