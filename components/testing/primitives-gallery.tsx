'use client';

import { useMemo, useState } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { seriesStates } from '@/lib/domain/testing/sample-series';
import { ChartFrame } from '../charts/chart-frame';
import { SharedCrosshair } from '../charts/crosshair';
import { LinesChart } from '../charts/lines-chart';
import { LinesTable } from '../charts/lines-table';
import { ManyLines } from '../charts/many-lines';
import type { StillPast } from '../replication/link-past';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { DataTable } from '../table/data-table';
import { PageTimeRange } from '../time/range-picker';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { OpenedGallery } from './opened-gallery';
import { sampleFigure } from './sample-figures';
import { sampleLinks } from './sample-links';
import { sampleTable } from './sample-table';
import { SeriesGallery } from './series-gallery';
import { StateGallery } from './state-gallery';
import { StatusesGallery } from './statuses-gallery';

const plainParts = ['table', 'empty-table', 'charts', 'states', 'statuses', 'opened'] as const;
const seriesParts = seriesStates.map((state) => `series-${state}` as const);

export const primitiveParts = [...plainParts, ...seriesParts];
export type PrimitivePart = (typeof primitiveParts)[number];

const metric = {
  kind: 'cloudwatch-metric',
  region: 'us-west-2',
  namespace: 'AWS/RDS',
  metric: 'AuroraGlobalDBRPOLag',
  dimensions: { DBClusterIdentifier: 'orders-west' },
  statistic: 'Maximum',
  periodSeconds: 60,
} as const;

/** What pages are made of, in its states, within the frame of a page. */
export function PrimitivesGallery({ part, past }: { readonly part: PrimitivePart; readonly past: StillPast }) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  return (
    <ConsolePage
      title="Primitives"
      area="settings"
      overview={overview}
      trail={[{ name: 'Gallery', href: '/gallery' }, { name: part }]}
      heading={<PageTitle title="Primitives">What pages are made of.</PageTitle>}
      timeRange={<PageTimeRange now={now} />}
    >
      {part === 'table' && <Tables now={now} />}
      {part === 'empty-table' && (
        <Panel id="empty-title" title="Links" simulated>
          <DataTable
            table={sampleTable}
            rows={[]}
            now={now}
            empty={<p className="px-4 py-3 text-ink-muted">No links. Checked 14 regions at 12:04:31 UTC.</p>}
          />
        </Panel>
      )}
      {part === 'charts' && <Charts now={now} />}
      {part === 'states' && <StateGallery now={now} />}
      {part === 'opened' && <OpenedGallery now={now} past={past} />}
      {part === 'statuses' && <StatusesGallery now={now} />}
      {seriesStates
        .filter((state) => part === `series-${state}`)
        .map((state) => (
          <SeriesGallery key={state} now={now} state={state} />
        ))}
    </ConsolePage>
  );
}

/** As many rows as the largest fleet has; the button does what a poll does. */
function Tables({ now }: { readonly now: number }) {
  const [turn, setTurn] = useState(0);
  const rows = useMemo(
    () =>
      sampleLinks(2400)
        .slice(turn)
        .map((link) =>
          link.lagSeconds === 'unknown' ? link : { ...link, lagSeconds: (link.lagSeconds + turn * 7) % 90 },
        ),
    [turn],
  );
  return (
    <>
      <div>
        <Button id="next-poll" onClick={() => setTurn(turn + 1)}>
          Next poll
        </Button>
      </div>
      <Panel id="links-title" title="Links" simulated>
        <DataTable table={sampleTable} rows={rows} now={now} empty={null} />
      </Panel>
    </>
  );
}

function Charts({ now }: { readonly now: number }) {
  const few = sampleFigure(now, { lines: 3, gap: 6, threshold: 5 });
  const many = sampleFigure(now, { lines: 12, gap: 0, threshold: 'none' });
  const none = sampleFigure(now, { lines: 1, gap: 22, threshold: 60 });
  const titles = ['Replication lag, worst of each 5 m', 'Lag of twelve stores', 'Lag with most of it missing'] as const;
  return (
    <SharedCrosshair>
      <Panel id="charts-title" title="Charts" simulated>
        <div className="grid gap-6 px-4 py-3">
          <ChartFrame
            title={titles[0]}
            source={metric}
            accountId="111122223333"
            simulated
            note="No data of store-0: 02:22–02:52 UTC."
            table={() => <LinesTable figure={few} label={titles[0]} />}
          >
            <LinesChart figure={few} label={titles[0]} />
          </ChartFrame>
          <div className="grid gap-6 lg:grid-cols-2">
            <ChartFrame
              title={titles[1]}
              source="none"
              simulated
              table={() => <LinesTable figure={many} label={titles[1]} />}
            >
              <ManyLines figure={many} label={titles[1]} />
            </ChartFrame>
            <ChartFrame
              title={titles[2]}
              source={{ kind: 'costs', region: 'us-gov-west-1' }}
              simulated={false}
              table={() => <LinesTable figure={none} label={titles[2]} />}
            >
              <ManyLines figure={none} label={titles[2]} area />
            </ChartFrame>
          </div>
        </div>
      </Panel>
    </SharedCrosshair>
  );
}
