'use client';

import { useMemo } from 'react';
import type { LinkRow } from '@/lib/domain/replication-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration, formatMoment } from '@/lib/format';
import { ChartFrame } from '../charts/chart-frame';
import type { LinesFigure, TimeMark } from '../charts/lines-figure';
import { LinesTable } from '../charts/lines-table';
import { ManyLines } from '../charts/many-lines';
import { Marked } from '../events/marked';
import { useMarks } from '../events/use-marks';
import { toHistoryFigure } from '../history/history-figure';
import { type HistoryReading, useWorkloadHistory } from '../history/workload-history';
import { FirstLoad } from '../states/first-load';
import type { StillPast } from './link-past';

export interface LinkHistoryProps {
  readonly row: LinkRow;
  readonly past: StillPast | 'live';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** The lag of one link over the last 24 hours, against its objective; where nothing was measured it is hatched. */
export function LinkHistory({ row, past, now, simulated }: LinkHistoryProps) {
  const { workloadId, id } = row.link;
  const reading = useWorkloadHistory(workloadId, past === 'live' ? 'live' : past.historyOf(workloadId));
  const marked = useMarks({ of: 'workload', workloadId }, '24h', past === 'live' ? 'live' : past.marks);
  const figure = useMemo(() => toFigure(reading, id, marked.marks), [reading, id, marked.marks]);
  if (reading.state === 'asking') return <FirstLoad source={`the history of ${row.workloadName}`} height="h-28" />;
  if (figure === 'none') {
    return (
      <p className="text-ink-muted text-table" data-testid="no-history">
        {reading.state === 'failed'
          ? 'The history could not be read. This says nothing about the link; the page tries again by itself.'
          : 'No history of this link yet. Minutes appear here once they are recorded and closed.'}
      </p>
    );
  }
  const title = `Lag of the last 24 h, worst of each ${formatDuration(figure.bucketMs / 1000)}`;
  return (
    <ChartFrame
      title={title}
      source={row.evidence.metricSource}
      accountId={row.accountId}
      simulated={simulated}
      note={
        <>
          {gapWords(figure, now)}
          <Marked reading={marked} bounds={figure} />
        </>
      }
      table={() => <LinesTable figure={figure} label={title} />}
    >
      <ManyLines figure={figure} label={`${title} of ${row.link.storeId}, ${row.pair}`} height={128} area />
    </ChartFrame>
  );
}

function toFigure(reading: HistoryReading, linkId: string, marks: readonly TimeMark[]): LinesFigure | 'none' {
  if (reading.state !== 'read') return 'none';
  const figure = toHistoryFigure(reading.history, 'lag', linkId);
  const series = figure.series.filter(({ id }) => id === linkId);
  if (series.length === 0 || figure.chosen !== linkId) return 'none';
  const { objectiveSeconds } = figure;
  return {
    ...figure,
    series,
    bucketMs: figure.bucketSeconds * 1000,
    marks,
    threshold:
      objectiveSeconds === 'none'
        ? 'none'
        : { value: objectiveSeconds, label: `objective ${formatDuration(objectiveSeconds, 'down')}` },
    scale: 'seconds',
  };
}

/** Spans without data in words, for who does not see the hatch. */
function gapWords({ spans }: LinesFigure, now: EpochMs): string {
  const missing = spans.filter(({ look }) => look === 'missing');
  if (missing.length === 0) return 'No gap: every closed minute was measured.';
  const named = missing
    .slice(-3)
    .map(({ startAt, endAt }) => `${formatMoment(startAt, now)}–${formatMoment(endAt, now)}`);
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  return `No data ${named.join(', ')}${more}.`;
}
