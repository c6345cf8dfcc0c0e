'use client';

import { type ReactNode, useMemo } from 'react';
import type { Entity } from '@/lib/domain/entities';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { ConsolePage } from './console-page';
import { useLiveFleet } from './live-entities';

/** A page about one thing of the fleet, as the domain builds it. */
export interface BuiltPage<S> {
  readonly overview: FleetOverview;
  readonly subject: S | 'absent';
}

export interface SubjectPageProps<S> {
  readonly kind: 'workload' | 'region';
  readonly id: string;
  readonly build: (entities: readonly Entity[], id: string, now: EpochMs) => BuiltPage<S>;
  readonly nameOf: (subject: S) => string;
  /** Said of a thing the fleet had once. */
  readonly gone: string;
  /** A `PageTimeRange`, where the page shows the past of a range in its address. */
  readonly timeRange?: (now: EpochMs) => ReactNode;
  readonly children: (subject: S, overview: FleetOverview) => ReactNode;
}

const collections = {
  workload: { area: 'workloads', name: 'Workloads', href: '/workloads' },
  region: { area: 'regions', name: 'Regions', href: '/regions' },
} as const;

/** The frame of a page about one workload or region: kept current, and honest when the thing is not known. */
export function SubjectPage<S>({ kind, id, build, nameOf, gone, timeRange, children }: SubjectPageProps<S>) {
  const { entities, now } = useLiveFleet();
  const { overview, subject } = useMemo(() => build(entities, id, now), [build, entities, id, now]);
  const name = subject === 'absent' ? id : nameOf(subject);
  const isFleetKnown = (kind === 'workload' ? overview.workloads : overview.regions).length > 0;
  return (
    <ConsolePage
      title={name}
      area={collections[kind].area}
      overview={overview}
      trail={[collections[kind], { name }]}
      timeRange={timeRange?.(now)}
    >
      {subject === 'absent' ? (
        <>
          <h1 className="font-semibold text-title">This {kind} is not known</h1>
          <p className="max-w-prose">
            {isFleetKnown ? gone : 'The engine has not read the fleet yet. The page fills by itself.'}
          </p>
        </>
      ) : (
        children(subject, overview)
      )}
    </ConsolePage>
  );
}
