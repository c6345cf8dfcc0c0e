import { useMemo } from 'react';
import type { EndpointEntity, LinkEntity } from '@/lib/domain/entities';
import { buildLatencyMatrix } from '@/lib/domain/series/build-latency-matrix';
import type { EpochMs } from '@/lib/domain/time';
import { SeriesNotices } from '../series/series-notices';
import { type AskedView, type SeriesReading, windowsOf } from '../series/use-series';
import { Panel } from '../ui/panel';
import { LatencyTable } from './latency-table';

export interface LatencyPanelProps {
  readonly reading: SeriesReading;
  readonly views: readonly AskedView[];
  readonly regions: readonly string[];
  readonly links: readonly LinkEntity[];
  readonly endpoints: readonly EndpointEntity[];
  /** Only ways from and to this region; `all` for every pair. */
  readonly of: string | 'all';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** How far regions are from each other, each way with who measured it: nobody measures them all. */
export function LatencyPanel({ reading, views, regions, links, endpoints, of, now, simulated }: LatencyPanelProps) {
  const matrix = useMemo(
    () => buildLatencyMatrix({ regions, windows: windowsOf(reading, 'checkers'), links, endpoints }, now),
    [reading, regions, links, endpoints, now],
  );
  return (
    <Panel
      id="latency-title"
      title={of === 'all' ? 'Between regions' : 'From and to other regions'}
      simulated={simulated}
      aside="AWS publishes no latency between regions: checkers’ connections are an estimate of the way there and back"
    >
      <SeriesNotices reading={reading} views={views} what="What checkers measure" />
      <LatencyTable matrix={matrix} of={of} now={now} />
    </Panel>
  );
}
