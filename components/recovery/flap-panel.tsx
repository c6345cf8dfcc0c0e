'use client';

import { useState } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import type { FlapView } from '@/lib/recovery/pages/build-recovery-page';
import type { Command } from '../executions/command';
import { VerbForm } from '../executions/verb-form';
import { runAddress, workloadAddress } from '../shell/addresses';
import { Button } from '../ui/button';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';

export interface FlapPanelProps {
  readonly flaps: readonly FlapView[];
  readonly clear: Command | 'not-allowed';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

const words = {
  act: 'Allow another move',
  means: 'The workload may be moved again at once. It is about this run alone: a later one opens a window of its own.',
  asks: 'Why this is no going back and forth',
  written: 'Written down. Reload the page to see it.',
} as const;

/** Workloads that were moved lately: a second move needs a person's word, so that nothing goes back and forth. */
export function FlapPanel({ flaps, clear, now, simulated }: FlapPanelProps) {
  const [open, setOpen] = useState('none');
  if (flaps.length === 0) return null;
  return (
    <Panel id="flaps-title" title="Moved lately" simulated={simulated} aside="a second move needs a person’s word">
      <ul className="divide-y divide-line text-table">
        {flaps.map(({ workloadId, workloadName, until, run }) => (
          <li key={workloadId} data-testid={`flap-${workloadId}`}>
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2">
              <NameLink href={workloadAddress(workloadId)}>{workloadName}</NameLink>
              <a href={runAddress(run.id)} className="text-link underline">
                {run.source} → {run.target}
              </a>
              <span className="text-ink-muted">
                until {formatMoment(until, now)}, {formatDuration(Math.max(0, (until - now) / 1000))} left
              </span>
              {clear === 'not-allowed' ? (
                <span className="ml-auto text-ink-muted text-note">an approver may end it early</span>
              ) : (
                <span className="ml-auto">
                  <Button
                    size="small"
                    aria-expanded={open === run.id}
                    onClick={() => setOpen(open === run.id ? 'none' : run.id)}
                  >
                    {words.act} …
                  </Button>
                </span>
              )}
            </div>
            {open === run.id && clear !== 'not-allowed' && (
              <VerbForm
                words={words}
                command={clear}
                fields={{ executionId: run.id }}
                about={workloadName}
                onClose={() => setOpen('none')}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
