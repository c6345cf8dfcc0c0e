'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { ExecutionVerb } from '@/lib/domain/recovery/execution';
import type { StepKind } from '@/lib/domain/recovery/step';
import type { RunSubject } from '@/lib/recovery/pages/build-run-page';
import { askWords } from '@/lib/recovery/pages/run-words';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { ApprovalPanel } from './approval-panel';
import type { RunCommands } from './command';
import { VerbForm } from './verb-form';
import { wordsOfVerb } from './verb-words';

/** What the other mode costs is judged only where somebody thinks of it. */
const ModeForm = dynamic(() => import('./mode-form'));

export interface RunActionsProps {
  readonly subject: RunSubject;
  readonly commands: RunCommands;
  readonly person: string;
  readonly now: number;
  readonly simulated: boolean;
}

interface Offered {
  readonly key: string;
  readonly verb: ExecutionVerb;
  readonly stepId: string | 'none';
}

/** What may be done to the run now, by whom; asked for first what the run waits for. */
export function RunActions({ subject, commands, person, now, simulated }: RunActionsProps) {
  const [open, setOpen] = useState('none');
  const { summary, allowed, steps } = subject;
  const offered = allowed
    .filter(({ verb }) => verb !== 'approve' && verb !== 'decline')
    .map((each): Offered => ({ ...each, key: `${each.verb} ${each.stepId}` }));
  const mine = offered.filter(({ verb }) => commands[verb] !== 'not-allowed');
  const isAsked = summary.asks === 'approval';
  const groups = groupsOf(mine, subject);
  const acts = { subject, commands, open, setOpen, now };
  return (
    <Panel
      id="actions-title"
      title={summary.isLive ? 'What can be done now' : 'Ended'}
      simulated={simulated}
      aside={
        summary.isLive
          ? summary.silence.state === 'silent'
            ? 'no engine is heard to do it'
            : askWords[summary.asks]
          : undefined
      }
    >
      {isAsked && <ApprovalPanel subject={subject} commands={commands} person={person} now={now} />}
      {!summary.isLive && <EndedWords subject={subject} />}
      {groups.now.map((group) => (
        <GroupOfActs key={group.id} group={group} {...acts} />
      ))}
      {groups.later.length > 0 && (
        <details className="border-line border-t text-table">
          <summary className="min-h-6 px-4 py-2 text-link">Leave out a step that has not begun</summary>
          {groups.later.map((group) => (
            <GroupOfActs key={group.id} group={group} {...acts} />
          ))}
        </details>
      )}
      {summary.isLive && mine.length === 0 && offered.length > 0 && (
        <p className="px-4 py-3 text-ink-muted text-table">
          Your role may look and change nothing. An operator can steer this run.
        </p>
      )}
      {summary.isLive && steps.length === 0 && (
        <p className="px-4 py-3 text-ink-muted text-table">The run has no steps. Cancel it.</p>
      )}
    </Panel>
  );
}

interface GroupOfActsProps {
  readonly group: Group;
  readonly subject: RunSubject;
  readonly commands: RunCommands;
  readonly open: string;
  readonly setOpen: (key: string) => void;
  readonly now: number;
}

/** Acts about one thing, and the form of the one that was chosen. */
function GroupOfActs({ group, subject, commands, open, setOpen, now }: GroupOfActsProps) {
  const { title, instruction, items } = group;
  const wordsOf = ({ verb, stepId }: Offered) => wordsOfVerb(verb, kindOf(subject, stepId));
  const chosen = items.find(({ key }) => key === open);
  return (
    <div className="border-line border-t first-of-type:border-t-0">
      <div className="grid gap-1.5 px-4 py-2.5 text-table">
        {title !== 'none' && <span className="[overflow-wrap:anywhere]">{title}</span>}
        {instruction !== 'none' && <p className="text-ink [overflow-wrap:anywhere]">{instruction}</p>}
        <div className="flex flex-wrap gap-2">
          {items.map((each) => (
            <Button
              key={each.key}
              aria-expanded={open === each.key}
              aria-label={title === 'none' ? undefined : `${wordsOf(each).act}: ${title}`}
              data-testid={`verb-${each.verb}`}
              onClick={() => setOpen(open === each.key ? 'none' : each.key)}
            >
              {wordsOf(each).act} …
            </Button>
          ))}
        </div>
      </div>
      {chosen !== undefined && (
        <OpenForm
          key={chosen.key}
          offered={chosen}
          subject={subject}
          commands={commands}
          onClose={() => setOpen('none')}
          now={now}
        />
      )}
    </div>
  );
}

function kindOf({ steps }: RunSubject, stepId: string): StepKind | 'none' {
  return steps.find(({ id }) => id === stepId)?.planned.spec.kind ?? 'none';
}

function EndedWords({ subject: { exceptions } }: { readonly subject: RunSubject }) {
  return (
    <div className="grid gap-1 px-4 py-3 text-table">
      <p className="text-ink-muted">Nothing more will be done by this run. What it did is not undone.</p>
      {exceptions.length > 0 && (
        <ul className="list-disc pl-4 [overflow-wrap:anywhere]">
          {exceptions.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Group {
  readonly id: string;
  readonly title: string | 'none';
  readonly instruction: string | 'none';
  readonly items: readonly Offered[];
}

interface Groups {
  readonly now: readonly Group[];
  /** Steps that have not begun and may be left out while the run is paused. */
  readonly later: readonly Group[];
}

/** What is about a step stands with it, what the run waits for first; what is about the whole run comes after. */
function groupsOf(offered: readonly Offered[], { steps }: RunSubject): Groups {
  const wanted = steps.filter(({ state }) => state === 'waiting' || state === 'in-doubt' || state === 'failed');
  const ofSteps = wanted.map(
    ({ id, planned, sentence }): Group => ({
      id,
      title: planned.title,
      instruction: planned.spec.kind === 'manual-task' ? planned.spec.instruction : sentence,
      items: offered.filter(({ stepId }) => stepId === id),
    }),
  );
  const later = offered.filter(({ stepId, verb }) => verb === 'skip-step' && !wanted.some(({ id }) => id === stepId));
  const whole = offered.filter(({ stepId }) => stepId === 'none');
  const now = [
    ...ofSteps.filter(({ items }) => items.length > 0),
    ...(whole.length === 0 ? [] : [{ id: 'run', title: 'none', instruction: 'none', items: whole } as const]),
  ];
  const titleOf = (stepId: string) => steps.find(({ id }) => id === stepId)?.planned.title ?? stepId;
  return {
    now,
    later: later.map(
      (each): Group => ({ id: each.key, title: titleOf(each.stepId), instruction: 'none', items: [each] }),
    ),
  };
}

interface OpenFormProps {
  readonly offered: Offered;
  readonly subject: RunSubject;
  readonly commands: RunCommands;
  readonly onClose: () => void;
  readonly now: number;
}

function OpenForm({ offered: { verb, stepId }, subject, commands, onClose, now }: OpenFormProps) {
  const command = commands[verb];
  if (command === 'not-allowed') return null;
  const { id } = subject.run;
  if (verb === 'escalate' || verb === 'make-graceful') {
    const mayOverride = commands.approve !== 'not-allowed';
    return <ModeForm subject={subject} command={command} mayOverride={mayOverride} onClose={onClose} now={now} />;
  }
  const about = subject.steps.find((step) => step.id === stepId)?.planned.title;
  return (
    <VerbForm
      words={wordsOfVerb(verb, kindOf(subject, stepId))}
      command={command}
      fields={{ executionId: id, ...(stepId === 'none' ? {} : { stepId }) }}
      textName={verb === 'task-done' ? 'note' : 'reason'}
      {...(about === undefined ? {} : { about })}
      onClose={onClose}
    />
  );
}
