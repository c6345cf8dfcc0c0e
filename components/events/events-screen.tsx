'use client';

import { useMemo } from 'react';
import type { EventReport } from '@/lib/domain/events/report';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { coverageOf, groupTroubles } from '@/lib/domain/source-trouble';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { SourceTroubles } from '../states/source-troubles';
import { PageTimeRange } from '../time/range-picker';
import { RefusedValues } from '../url/refused-values';
import { useUrlState } from '../url/use-url-state';
import { EventFilters, nothingPicked } from './event-filters';
import { EventPanel } from './event-panel';
import { eventSpec, toEventFilter } from './event-spec';
import { toWholeSeconds, useEvents } from './use-events';

export interface EventsScreenProps {
  /** What the page came with. */
  readonly initial: EventReport;
  /** Off in a still picture, which shows that report whatever the address says. */
  readonly refresh: boolean;
}

/** What alarms and AWS Health come from; everything else is on record with the console. */
const sourceApis = ['cloudwatch-alarms', 'health'];

/** Alarms, Health events, findings, planned work, runs and acknowledgements on one timeline. */
export function EventsScreen({ initial, refresh }: EventsScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const { values, refused, set } = useUrlState(eventSpec);
  const sources = useMemo(
    () => entities.filter((entity) => entity.kind === 'source').filter(({ api }) => sourceApis.includes(api)),
    [entities],
  );
  const filter = toEventFilter(values);
  const range = refresh ? values.range : initial.range;
  const reading = useEvents({ range, filter }, initial, refresh);
  return (
    <ConsolePage
      title="Events"
      area="events"
      overview={overview}
      trail={[{ name: 'Events' }]}
      timeRange={<PageTimeRange now={now} />}
      heading={
        <PageTitle title="Events">
          What happened and what was done: alarms, AWS Health, findings, planned work, runs and acknowledgements.
        </PageTitle>
      }
      controls={
        <>
          <EventFilters
            values={values}
            set={set}
            regions={overview.regions.map(({ code }) => code)}
            workloads={overview.workloads.map(({ id }) => id)}
          />
          <RefusedValues refused={refused.filter(({ name }) => name !== 'range')} />
        </>
      }
    >
      <SourceTroubles
        troubles={groupTroubles(sources)}
        effect="What alarms and AWS Health say there meanwhile is not on the timeline."
        now={now}
      />
      <EventPanel
        reading={reading}
        range={range}
        filter={filter}
        coverage={coverageOf(sources, now)}
        now={now}
        simulated={overview.console.simulated}
        onZoom={(bounds) => set({ range: toWholeSeconds(bounds) })}
        onClear={() => set(nothingPicked)}
      />
    </ConsolePage>
  );
}
