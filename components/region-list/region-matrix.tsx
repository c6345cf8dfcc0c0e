'use client';

import { useMemo } from 'react';
import type { EndpointEntity, LinkEntity } from '@/lib/domain/entities';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { LatencyPanel } from '../latency/latency-panel';
import { viewsOfOtherRegions } from '../series/choose-views';
import { useSeries } from '../series/use-series';
import { useLiveFleet } from '../shell/live-entities';

export interface RegionMatrixProps {
  readonly series: readonly WindowAnswer[] | 'live';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** How far every region is from every other, as it is now: fetched while somebody looks. */
export default function RegionMatrix({ series, now, simulated }: RegionMatrixProps) {
  const { entities } = useLiveFleet();
  const known = useMemo(
    () => ({
      endpoints: entities.filter((entity): entity is EndpointEntity => entity.kind === 'endpoint'),
      links: entities.filter((entity): entity is LinkEntity => entity.kind === 'link'),
      regions: entities.flatMap((entity) => (entity.kind === 'region' ? [entity.code] : [])),
    }),
    [entities],
  );
  const views = viewsOfOtherRegions(known.endpoints, 'none', []);
  const reading = useSeries(views, '1h', series);
  return <LatencyPanel {...known} reading={reading} views={views} of="all" now={now} simulated={simulated} />;
}
