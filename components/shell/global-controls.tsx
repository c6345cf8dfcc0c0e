'use client';

import type { EpochMs } from '@/lib/domain/time';
import { Moment } from '../time/moment';
import { RangePicker } from '../time/range-picker';
import { Button } from '../ui/button';
import type { LiveState } from './live-entities';
import { PreferenceChoices } from './preference-choices';

export interface GlobalControlsProps {
  readonly live: LiveState;
  readonly now: EpochMs;
  /** Whether the page shows the past: only then there is a range to choose. */
  readonly timeRange: boolean;
}

/** What is chosen for the whole page, right of the way here and in the same place on all pages. */
export function GlobalControls({ live, now, timeRange }: GlobalControlsProps) {
  const paused = live.paused.state === 'paused';
  return (
    <fieldset className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted text-table">
      <legend className="sr-only">Whole page</legend>
      <Moment at={now} now={now} show="clock" precision="second" />
      {timeRange && <RangePicker now={now} />}
      <Button onClick={paused ? live.resume : live.pause} aria-pressed={paused}>
        {paused ? 'Paused' : 'Pause'}
      </Button>
      <PreferenceChoices />
    </fieldset>
  );
}
