'use client';

import { useMemo } from 'react';
import { buildSignalBoard } from '@/lib/domain/series/build-signal-board';
import type { EpochMs } from '@/lib/domain/time';
import type { MarkReading } from '../events/use-marks';
import { SeriesNotices } from '../series/series-notices';
import { type AskedView, type SeriesReading, windowsOf } from '../series/use-series';
import { FirstLoad } from '../states/first-load';
import { Panel } from '../ui/panel';
import { urlText } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';
import { SignalTable } from './signal-table';

const openedSpec = { charts: urlText('Charts') };

export interface GoldenSignalsPanelProps {
  readonly reading: SeriesReading;
  readonly views: readonly AskedView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
  readonly beside: 'workload' | 'region';
  /** Events that are marked on every chart. */
  readonly marks: MarkReading;
  /** Said where there is nothing to ask about. */
  readonly nothing: string;
  /** Which of how many workloads are asked about, where not all are. */
  readonly aside?: string;
}

/** Latency, traffic, errors and saturation of every resource looked at, fetched while somebody looks. */
export function GoldenSignalsPanel({
  reading,
  views,
  beside,
  marks,
  now,
  simulated,
  nothing,
  aside,
}: GoldenSignalsPanelProps) {
  const { values, set } = useUrlState(openedSpec);
  const rows = useMemo(() => buildSignalBoard(windowsOf(reading, 'signals'), now), [reading, now]);
  return (
    <Panel id="golden-signals-title" title="Golden signals" simulated={simulated} aside={aside}>
      {views.length === 0 && <p className="px-4 py-3 text-ink-muted text-table">{nothing}</p>}
      <SeriesNotices reading={reading} views={views} what="Golden signals" />
      {views.length > 0 && rows.length === 0 && reading.state === 'asking' && (
        <FirstLoad source="CloudWatch" height="h-24" />
      )}
      {views.length > 0 && rows.length === 0 && reading.state !== 'asking' && !isWaiting(reading) && (
        <p className="px-4 py-3 text-ink-muted text-table">Nothing here has golden signals as far as the fleet says.</p>
      )}
      {rows.length > 0 && (
        <SignalTable
          rows={rows}
          beside={beside}
          marks={marks}
          now={now}
          simulated={simulated}
          opened={values.charts}
          open={(charts) => set({ charts }, 'replace')}
        />
      )}
    </Panel>
  );
}

function isWaiting(reading: SeriesReading): boolean {
  return reading.state !== 'asking' && reading.answers.some(({ asking, refusal }) => asking || refusal !== 'none');
}
