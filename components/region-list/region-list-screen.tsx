'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import { SeriesBlock } from '../series/series-block';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { DataTable } from '../table/data-table';
import { Panel } from '../ui/panel';
import { regionTable } from './region-columns';

/** Drawn after the page stands, and so is its code. */
const RegionMatrix = dynamic(() => import('./region-matrix'), { ssr: false, loading: () => <SeriesBlock /> });

/**
 * All regions the fleet watches, worst first, and how far they are from each other. `series` is what is fetched on demand:
 * `live` asks the console, else a fixed picture.
 */
export function RegionListScreen({ series }: { readonly series: readonly WindowAnswer[] | 'live' }) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  return (
    <ConsolePage
      title="Regions"
      area="regions"
      overview={overview}
      trail={[{ name: 'Regions' }]}
      heading={<PageTitle title="Regions">What users get in each, and what each vantage says about it.</PageTitle>}
    >
      <Panel id="region-list-title" title="All regions" simulated={overview.console.simulated}>
        <DataTable
          table={regionTable}
          rows={overview.regions}
          now={now}
          empty={<p className="px-4 py-3 text-ink-muted">No region is known yet: the engine has not read the fleet.</p>}
        />
      </Panel>
      <RegionMatrix series={series} now={now} simulated={overview.console.simulated} />
    </ConsolePage>
  );
}
