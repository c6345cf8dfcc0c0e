'use client';

import { useMemo } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { findMonthCosts } from '../costs/find-month-costs';
import { MonthCosts } from '../costs/month-costs';
import type { Acknowledge, Acknowledgement } from '../findings/acknowledgement';
import { FindingList } from '../findings/finding-list';
import { useAcknowledgements } from '../findings/use-acknowledgements';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { WorldMap } from '../topology/world-map';
import { Panel } from '../ui/panel';
import { Headline } from './headline';
import { LinkTable } from './link-table';
import { RegionTable } from './region-table';
import { WorkloadMatrix } from './workload-matrix';

export interface FleetOverviewScreenProps {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** Off in a still picture. */
  readonly refreshAcknowledgements?: boolean;
}

/** The first page: what is wrong, what would be lost now. Computed from the evidence anew each second. */
export function FleetOverviewScreen(props: FleetOverviewScreenProps) {
  const live = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(live.entities, live.now), [live.entities, live.now]);
  const costs = useMemo(() => findMonthCosts(live.entities), [live.entities]);
  const acknowledgements = useAcknowledgements(props.acknowledgements, props.refreshAcknowledgements !== false);
  const { simulated } = overview.console;
  return (
    <ConsolePage title="Overview" area="overview" overview={overview}>
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
      {costs !== 'none' && (
        <MonthCosts
          costs={costs}
          known={overview.regions.map(({ code }) => code)}
          now={overview.now}
          simulated={simulated}
        />
      )}
    </ConsolePage>
  );
}
