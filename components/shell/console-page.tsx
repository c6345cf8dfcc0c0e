'use client';

import type { ReactNode } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { Announcer } from './announcer';
import { Breadcrumbs, type Crumb } from './breadcrumbs';
import { ConsoleBand } from './console-band';
import { ConsoleHeader, type Person } from './console-header';
import { FreshnessBar } from './freshness-bar';
import { useLiveFleet } from './live-entities';
import { SimulatedBand } from './simulated-band';
import type { Theme } from './themes';

export interface ConsolePageProps {
  /** Of the window. */
  readonly title: string;
  readonly person: Person;
  readonly theme: Theme;
  readonly overview: FleetOverview;
  /** The way here from the overview; absent on the overview itself. */
  readonly trail?: readonly Crumb[];
  readonly children: ReactNode;
}

/** The frame of every page: whether it may be relied on above, what it shows, and how old that is below. */
export function ConsolePage({ title, person, theme, overview, trail, children }: ConsolePageProps) {
  const live = useLiveFleet();
  const { simulated } = overview.console;
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${simulated ? 'SIMULATED · ' : ''}${title} · Antipode`}</title>
      <ConsoleBand overview={overview} live={live} />
      {simulated && <SimulatedBand />}
      <ConsoleHeader person={person} theme={theme} now={overview.now} onOverview={trail === undefined} />
      <main className="flex min-w-0 flex-1 flex-col gap-4 px-4 py-4 sm:px-6">
        {trail !== undefined && <Breadcrumbs trail={trail} />}
        {children}
      </main>
      <FreshnessBar freshness={overview.freshness} live={live} />
      <Announcer overview={overview} />
    </div>
  );
}
