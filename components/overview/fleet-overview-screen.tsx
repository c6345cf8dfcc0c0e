'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { Announcer } from '../shell/announcer';
import { ConsoleBand } from '../shell/console-band';
import { ConsoleHeader, type Person } from '../shell/console-header';
import { FreshnessBar } from '../shell/freshness-bar';
import { useLiveFleet } from '../shell/live-entities';
import { SimulatedBand } from '../shell/simulated-band';
import type { Theme } from '../shell/themes';
import { WorldMap } from '../topology/world-map';
import { Panel } from '../ui/panel';
import { type Acknowledge, type Acknowledgement, acknowledgementsKey, fetchAcknowledgements } from './acknowledgement';
import { FindingList } from './finding-list';
import { Headline } from './headline';
import { LinkTable } from './link-table';
import { RegionTable } from './region-table';
import { WorkloadMatrix } from './workload-matrix';

export interface FleetOverviewScreenProps {
  readonly person: Person;
  readonly theme: Theme;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** Off in a still picture. */
  readonly refreshAcknowledgements?: boolean;
}

/** The first page: what is wrong, what would be lost now. Computed from the evidence anew each second. */
export function FleetOverviewScreen(props: FleetOverviewScreenProps) {
  const live = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(live.entities, live.now), [live.entities, live.now]);
  const { data: acknowledgements } = useQuery({
    queryKey: acknowledgementsKey,
    queryFn: fetchAcknowledgements,
    initialData: props.acknowledgements,
    refetchInterval: 15_000,
    enabled: props.refreshAcknowledgements !== false && live.paused.state === 'running',
  });
  const { simulated } = overview.console;
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{simulated ? 'SIMULATED · Overview · Antipode' : 'Overview · Antipode'}</title>
      <ConsoleBand overview={overview} live={live} />
      {simulated && <SimulatedBand />}
      <ConsoleHeader person={props.person} theme={props.theme} now={overview.now} />
      <main className="flex flex-1 flex-col gap-4 px-4 py-4 sm:px-6">
        <Headline overview={overview} />
        <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,3fr)]">
          <Panel id="map-title" title="Map" simulated={simulated}>
            <WorldMap regions={overview.regions} links={overview.links} />
          </Panel>
          <div className="relative min-h-0">
            <div className="grid xl:absolute xl:inset-0">
              <FindingList overview={overview} acknowledgements={acknowledgements} acknowledge={props.acknowledge} />
            </div>
          </div>
        </div>
        <WorkloadMatrix overview={overview} />
        <RegionTable overview={overview} />
        <LinkTable overview={overview} />
      </main>
      <FreshnessBar freshness={overview.freshness} live={live} />
      <Announcer overview={overview} />
    </div>
  );
}
