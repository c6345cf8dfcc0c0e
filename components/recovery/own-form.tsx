'use client';

import { useState } from 'react';
import type { Command } from '../executions/command';
import { VerbForm } from '../executions/verb-form';
import { Button } from '../ui/button';

export interface OwnFormProps {
  readonly own: Command | 'not-allowed';
  /** The run that left it, and what of it. */
  readonly runId: string;
  readonly lineKey: string;
  /** What it says now: something else is refused. */
  readonly saw: string;
  /** Named to assistive technology beside the act. */
  readonly about: string;
}

const words = {
  act: 'Own this line',
  means: 'It is yours from then on, under your name: it stays as it is, and holds nothing up.',
  asks: 'Why it may stay so, and what you will do about it',
  written: 'Written down. It is yours.',
} as const;

/** Takes over something that a run left behind, with a reason. */
export function OwnForm({ own, runId, lineKey, saw, about }: OwnFormProps) {
  const [open, setOpen] = useState(false);
  if (own === 'not-allowed') {
    return <span className="text-ink-muted text-note md:justify-self-end">an operator may own it</span>;
  }
  if (!open) {
    return (
      <span className="justify-self-start md:justify-self-end">
        <Button size="small" aria-expanded={false} aria-label={`${words.act}: ${about}`} onClick={() => setOpen(true)}>
          {words.act} …
        </Button>
      </span>
    );
  }
  return (
    <div className="col-span-full w-full">
      <VerbForm
        words={words}
        command={own}
        fields={{ executionId: runId, key: lineKey, saw }}
        about={about}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}
