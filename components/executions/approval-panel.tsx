'use client';

import { useState } from 'react';
import { formatDuration, formatMoment } from '@/lib/format';
import type { RunSubject } from '@/lib/recovery/pages/build-run-page';
import { Fact, FactRows } from '../plans/step-facts';
import { modeWords } from '../plans/words';
import { planAddress } from '../shell/addresses';
import { ApprovalStatus } from '../status/execution-status';
import { Button } from '../ui/button';
import { NameLink } from '../ui/name-link';
import { AnsweredWords } from './answered-words';
import type { Command, RunCommands } from './command';
import { LossTable } from './loss-table';
import { useCommand } from './use-command';
import { VerbForm } from './verb-form';
import { verbWords } from './verb-words';

export interface ApprovalPanelProps {
  readonly subject: RunSubject;
  readonly commands: RunCommands;
  readonly person: string;
  readonly now: number;
}

/** What exactly a second person is asked to agree to, until when, and by whom it was asked. */
export function ApprovalPanel({ subject, commands, person, now }: ApprovalPanelProps) {
  const { run, approval, losses } = subject;
  const { source, target, mode, overridden, reason, startedBy, planVersion, planId } = run;
  return (
    <section
      aria-label="Approval"
      data-testid="approval"
      data-approval={approval.current}
      className="grid grid-cols-1 gap-3 border-line border-b px-4 py-3 text-table"
    >
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <ApprovalStatus state={approval.current} />
        {approval.leftSeconds !== 'none' && (
          <span className="font-medium text-ink" data-testid="approval-left">
            {approval.leftSeconds === 0 ? 'expired' : `${formatDuration(approval.leftSeconds, 'down')} left`}
          </span>
        )}
        {approval.expiresAt !== 'never' && (
          <span className="text-ink-muted text-note">until {formatMoment(approval.expiresAt, now, 'second')}</span>
        )}
      </div>
      <FactRows>
        <Fact name="Asked by">
          {startedBy}: <q className="[overflow-wrap:anywhere]">{reason}</q>
        </Fact>
        <Fact name="Move">
          {source} → {target}, {modeWords[mode].toLowerCase()}
        </Fact>
        <Fact name="Plan">
          <NameLink href={planAddress(planId, { source, target, mode })}>{planId}</NameLink>, version{' '}
          <span className="font-mono">{planVersion.slice(0, 12)}</span>
        </Fact>
        <Fact name="In spite of">
          {overridden.length === 0
            ? 'nothing: every gate is open'
            : overridden.map(({ sentence, reason: why, by }) => (
                <span key={sentence} className="block [overflow-wrap:anywhere]">
                  {sentence}.{' '}
                  <span className="text-ink-muted">
                    {by}: {why}
                  </span>
                </span>
              ))}
        </Fact>
        <Fact name="Bound to">
          <span className="font-mono text-note [overflow-wrap:anywhere]">{approval.boundTo.slice(0, 16)}</span>{' '}
          <span className="text-ink-muted text-note">
            these figures, this plan, this way; anything else is asked anew
          </span>
        </Fact>
      </FactRows>
      <div className="-mx-4">
        <LossTable caption="Figures the approval is bound to" losses={losses} now={run.createdAt} />
      </div>
      <ApprovalButtons subject={subject} commands={commands} person={person} />
    </section>
  );
}

function ApprovalButtons({ subject, commands, person }: Omit<ApprovalPanelProps, 'now'>) {
  const { run, approval } = subject;
  const { approve, decline } = commands;
  if (approval.current !== 'waiting') return null;
  if (approve === 'not-allowed' || decline === 'not-allowed') {
    return <p className="text-ink-muted">An approver can agree to this or decline it.</p>;
  }
  if (person === run.startedBy) {
    return <p className="text-ink">You began this run: a second person must agree to it.</p>;
  }
  return <Deciding subject={subject} approve={approve} decline={decline} />;
}

interface DecidingProps {
  readonly subject: RunSubject;
  readonly approve: Command;
  readonly decline: Command;
}

function Deciding({ subject: { run }, approve, decline }: DecidingProps) {
  const [isDeclining, setDeclining] = useState(false);
  const { submit, pending, answered } = useCommand(approve);
  const { id, planVersion, source, target, mode, approval } = run;
  return (
    <div className="grid gap-2">
      <form action={submit} className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="executionId" value={id} />
        <input type="hidden" name="planVersion" value={planVersion} />
        <input type="hidden" name="boundTo" value={approval.boundTo} />
        <Button type="submit" size="large" disabled={pending} data-testid="approve">
          Approve {mode} move {source} → {target}
        </Button>
        <Button onClick={() => setDeclining(!isDeclining)} aria-expanded={isDeclining}>
          Decline …
        </Button>
      </form>
      <AnsweredWords answered={answered} written={verbWords.approve.written} />
      {isDeclining && (
        <div className="-mx-4">
          <VerbForm
            words={verbWords.decline}
            command={decline}
            fields={{ executionId: id }}
            onClose={() => setDeclining(false)}
          />
        </div>
      )}
    </div>
  );
}
