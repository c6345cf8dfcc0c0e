'use client';

import { useMemo, useState } from 'react';
import { formatDuration } from '@/lib/format';
import type { RunSubject } from '@/lib/recovery/pages/build-run-page';
import { viewModeChange } from '@/lib/recovery/pages/view-mode-change';
import { useLiveFleet } from '../shell/live-entities';
import { BlockerList } from '../start/blocker-list';
import { useOverrides } from '../start/use-overrides';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';
import { AcknowledgeFigure } from './acknowledge-figure';
import { AnsweredWords } from './answered-words';
import type { Command } from './command';
import { LossTable } from './loss-table';
import { useAcknowledged } from './use-acknowledged';
import { useCommand } from './use-command';
import { verbWords } from './verb-words';

export interface ModeFormProps {
  readonly subject: RunSubject;
  readonly command: Command;
  /** An approver may go on in spite of gates; an operator only where an approver is asked afterwards. */
  readonly mayOverride: boolean;
  readonly onClose: () => void;
  readonly now: number;
}

/** Goes on in the other mode, with the figures of now: giving the region up, or not giving it up after all. */
export default function ModeForm({ subject, command, mayOverride, onClose, now }: ModeFormProps) {
  const { run } = subject;
  const { entities } = useLiveFleet();
  const change = useMemo(() => viewModeChange(run, entities, now), [run, entities, now]);
  const losses = typeof change === 'string' ? [] : change.losses;
  const figures = useAcknowledged(losses);
  const overrides = useOverrides();
  const { submit, pending, answered } = useCommand(command);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  if (typeof change === 'string') {
    return (
      <p className="border-line border-t px-4 py-3 text-table">
        {change === 'none'
          ? 'This run has no other way to go on by.'
          : 'What it would cost cannot be judged now. Wait, or cancel the run.'}
      </p>
    );
  }
  const { blockers, asksApproval, ranked, mode } = change;
  const { estimate } = ranked;
  const region = subject.regionToType;
  const isReady = figures.missing.length === 0 && typed.trim() === region && reason.trim() !== '';
  return (
    <form
      action={submit}
      className="grid grid-cols-1 gap-3 border-line border-t px-4 py-3 text-table"
      data-testid={mode === 'ungraceful' ? 'escalation' : 'grace'}
    >
      <p>
        {mode === 'ungraceful'
          ? `${run.source} is given up and the run goes on ungracefully: what has not arrived in ${run.target} is lost or stranded.`
          : `${run.source} is not given up: the run waits until ${run.target} has everything that can be waited for, and then switches over.`}{' '}
        Steps that have ended are kept.{' '}
        {estimate === 'none'
          ? ''
          : `Users are expected to be served after ${formatDuration(estimate.p50Seconds)}, slow case ${formatDuration(estimate.p90Seconds)}.`}
      </p>
      <div className="-mx-4">
        <LossTable
          caption={
            mode === 'ungraceful'
              ? 'What giving the region up costs each store now'
              : 'What the graceful way costs each store now'
          }
          losses={losses}
          now={now}
          extra={{ head: 'Acknowledged', cell: (loss) => <AcknowledgeFigure loss={loss} figures={figures} /> }}
        />
      </div>
      {blockers.length > 0 && (
        <BlockerList blockers={blockers} overrides={overrides} mayOverride={mayOverride || asksApproval} now={now} />
      )}
      <input type="hidden" name="executionId" value={run.id} />
      <input type="hidden" name="planVersion" value={run.planVersion} />
      <input type="hidden" name="acknowledgedLoss" value={JSON.stringify(figures.seen)} />
      <input type="hidden" name="overrides" value={JSON.stringify(overrides.given)} />
      <TextField label="Reason" name="reason" value={reason} onChange={setReason} />
      <TextField label={`Type ${region} to confirm`} name="typedRegion" value={typed} onChange={setTyped} verbatim />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="large" disabled={pending || !isReady}>
          {mode === 'ungraceful' ? `Give ${run.source} up` : 'Go on gracefully'}
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      <AnsweredWords
        answered={answered}
        written={verbWords[mode === 'ungraceful' ? 'escalate' : 'make-graceful'].written}
      />
    </form>
  );
}
