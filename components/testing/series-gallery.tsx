'use client';

import type { EndpointEntity, LinkEntity } from '@/lib/domain/entities';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import {
  type SampleSeriesState,
  sampleAnswer,
  sampleCheckers,
  sampleChecks,
  sampleSignals,
} from '@/lib/domain/testing/sample-series';
import { unmarked } from '../events/use-marks';
import { LatencyPanel } from '../latency/latency-panel';
import type { AskedView } from '../series/use-series';
import { useLiveFleet } from '../shell/live-entities';
import { GoldenSignalsPanel } from '../signals/golden-signals-panel';
import { UserFeltPanel } from '../user-felt/user-felt-panel';

const fleetRegions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1'];
const thirty = Array.from(
  { length: 30 },
  (_, index) => fleetRegions[index] ?? `region-${String(index + 1).padStart(2, '0')}`,
);

export interface SeriesGalleryProps {
  readonly now: number;
  readonly state: SampleSeriesState;
}

/** Golden signals, what users feel and ways between regions, all in one state. */
export function SeriesGallery({ now, state }: SeriesGalleryProps) {
  const { entities } = useLiveFleet();
  const endpoints = entities.filter((entity): entity is EndpointEntity => entity.kind === 'endpoint');
  const links = entities.filter((entity): entity is LinkEntity => entity.kind === 'link');
  const regions = state === 'long' ? thirty : fleetRegions;
  const views = (view: AskedView['view']): readonly AskedView[] =>
    regions.map((region) => ({ view, workload: 'checkout', region }));
  const signals = [sampleSignals('checkout', 'us-east-1', now, state)];
  const checkers = regions.map((region) => sampleCheckers('checkout', region, now, state));
  const answers = (windows: readonly Parameters<typeof sampleAnswer>[0][]): readonly WindowAnswer[] =>
    windows.map((window) => sampleAnswer(window, state));
  const common = { now, simulated: false };
  return (
    <>
      <GoldenSignalsPanel
        {...common}
        reading={{ state: 'read', answers: answers(signals) }}
        views={state === 'empty' ? [] : views('signals').slice(0, 1)}
        beside="workload"
        marks={unmarked}
        nothing="The fleet declares no workload in this region."
      />
      <UserFeltPanel
        {...common}
        reading={{ state: 'read', answers: answers(checkers) }}
        views={state === 'empty' ? [] : views('checkers')}
        endpoints={endpoints}
        checks={regions.map((region) => sampleChecks('checkout', region, now, state))}
        columns="regions"
      />
      <LatencyPanel
        {...common}
        reading={{ state: 'read', answers: answers(checkers) }}
        views={views('checkers')}
        regions={regions}
        links={links}
        endpoints={endpoints}
        of="all"
      />
      <LatencyPanel
        {...common}
        reading={{ state: 'read', answers: answers(checkers) }}
        views={[]}
        regions={regions}
        links={links}
        endpoints={endpoints}
        of="eu-west-1"
      />
    </>
  );
}
