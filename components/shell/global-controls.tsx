'use client';

import type { ReactNode } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { Moment } from '../time/moment';
import { Button } from '../ui/button';
import type { LiveState } from './live-entities';
import { PreferenceChoices } from './preference-choices';

export interface GlobalControlsProps {
  readonly live: LiveState;
  readonly now: EpochMs;
  /** The time range, on a page that shows the past. */
  readonly children?: ReactNode;
}

/** What is chosen for the whole page, right of the way here and in the same place on all pages. */
export function GlobalControls({ live, now, children }: GlobalControlsProps) {
  const paused = live.paused.state === 'paused';
  return (
    <fieldset className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted text-table">
      <legend className="sr-only">Whole page</legend>
      <Moment at={now} now={now} show="clock" precision="second" />
      {children}
      <Button onClick={paused ? live.resume : live.pause} aria-pressed={paused}>
        {paused ? 'Paused' : 'Pause'}
      </Button>
      <PreferenceChoices />
    </fieldset>
  );
}
