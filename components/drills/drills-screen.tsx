'use client';

import { useMemo } from 'react';
import { formatCount } from '@/lib/domain/wording/list';
import { formatMoment } from '@/lib/format';
import { buildDrillsPage } from '@/lib/recovery/pages/drills/build-drills-page';
import type { Command } from '../executions/command';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { Panel } from '../ui/panel';
import { EndedDrill } from './ended-drill';
import { LiveDrill } from './live-drill';
import { OfferPanel } from './offer-panel';
import { type DrillsAnswer, useDrills } from './use-drills';

export interface DrillsScreenProps {
  readonly begin: Command | 'not-allowed';
  readonly end: Command | 'not-allowed';
  readonly initial: DrillsAnswer;
  /** Off for a still picture. */
  readonly refresh: boolean;
}

/** Drills of the loss of a region: what is under way, what could be drilled, and what was proven. */
export function DrillsScreen({ begin, end, initial, refresh }: DrillsScreenProps) {
  const { entities, now } = useLiveFleet();
  const { drills, readAt, isLate, readAnew } = useDrills(initial, refresh);
  const page = useMemo(() => buildDrillsPage(entities, drills, now), [entities, drills, now]);
  const { overview, live, ended } = page;
  const { simulated } = overview.console;
  const read = formatMoment(readAt, now, 'second');
  return (
    <ConsolePage
      title="Drills"
      area="recovery"
      overview={overview}
      trail={[{ name: 'Recovery', href: '/recovery' }, { name: 'Drills' }]}
      heading={
        <PageTitle title="Drills">
          The loss of a region for practice, from the fault to the way home, judged on the time from the fault and on
          writes read back.
        </PageTitle>
      }
    >
      {isLate && (
        <p role="status" className="font-medium text-table" data-testid="drills-late">
          The list of drills cannot be read now. It is shown as it was at {read}.
        </p>
      )}
      <Panel
        id="live-drills-title"
        title="Under way"
        simulated={simulated}
        aside={live.length === 0 ? undefined : formatCount(live.length, 'drill')}
      >
        {live.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted text-table">No region is being drilled, as of {read}.</p>
        ) : (
          <ul className="divide-y divide-line text-table">
            {live.map((drill) => (
              <LiveDrill key={drill.id} drill={drill} end={end} now={now} />
            ))}
          </ul>
        )}
      </Panel>
      <OfferPanel page={page} begin={begin} onWritten={readAnew} />
      <Panel id="ended-drills-title" title="Drills that have ended" simulated={simulated} aside={`as of ${read}`}>
        {ended.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted text-table">No drill that was begun here has ended.</p>
        ) : (
          <ul className="divide-y divide-line text-table">
            {ended.map((drill) => (
              <EndedDrill key={drill.id} drill={drill} now={now} />
            ))}
          </ul>
        )}
      </Panel>
    </ConsolePage>
  );
}
