'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { endedStates } from '@/lib/domain/recovery/execution';
import { FrameKeys } from '../palette/frame-keys';
import { Announcer } from './announcer';
import type { AreaId } from './areas';
import { Breadcrumbs, type Crumb } from './breadcrumbs';
import { ConsoleBand } from './console-band';
import { ConsoleHeader } from './console-header';
import { FreshnessBar } from './freshness-bar';
import { GlobalControls } from './global-controls';
import { useLiveFleet } from './live-entities';
import { SimulatedBand } from './simulated-band';

/** Nearly always nothing is being moved: its code comes with the first run. */
const RunStrip = dynamic(() => import('../executions/run-strip'));

export interface ConsolePageProps {
  /** Of the window. */
  readonly title: string;
  readonly area: AreaId;
  readonly overview: FleetOverview;
  /** The way here from the overview; absent on the overview itself. */
  readonly trail?: readonly Crumb[];
  /** The title with its status, e.g. a `PageTitle`; absent where the page brings its own. */
  readonly heading?: ReactNode;
  /** Controls of this page alone, under the title. */
  readonly controls?: ReactNode;
  /** A `PageTimeRange` on a page that shows the past; its range is then in the address, see `useTimeRange`. */
  readonly timeRange?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: whether it may be relied on above, what it shows, and how old that is below. */
export function ConsolePage(props: ConsolePageProps) {
  const { title, area, overview, trail = [], heading, controls, timeRange, children } = props;
  const live = useLiveFleet();
  const { simulated } = overview.console;
  const isAnythingMoved = live.entities.some(
    (entity) => entity.kind === 'execution' && !endedStates.includes(entity.execution.state),
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${simulated ? 'SIMULATED · ' : ''}${title} · Antipode`}</title>
      <ConsoleBand overview={overview} live={live} />
      {simulated && <SimulatedBand />}
      {isAnythingMoved && <RunStrip />}
      <ConsoleHeader area={area}>
        <FrameKeys overview={overview} />
      </ConsoleHeader>
      <main className="flex min-w-0 flex-1 flex-col gap-4 px-4 pt-2 pb-4 sm:px-6">
        <div className="-mb-2 flex flex-wrap items-center gap-x-6 gap-y-1">
          <Breadcrumbs trail={trail} />
          <GlobalControls live={live} now={overview.now}>
            {timeRange}
          </GlobalControls>
        </div>
        {heading}
        {controls !== undefined && (
          <div className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-table">{controls}</div>
        )}
        {children}
      </main>
      <FreshnessBar freshness={overview.freshness} live={live} />
      <Announcer overview={overview} />
    </div>
  );
}
