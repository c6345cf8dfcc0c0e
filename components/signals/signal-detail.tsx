'use client';

import type { SignalRow } from '@/lib/domain/series/build-signal-board';
import { goldenSignals, type SignalSeries } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatDuration, formatMoment } from '@/lib/format';
import { ChartFrame } from '../charts/chart-frame';
import { SharedCrosshair } from '../charts/crosshair';
import { LinesTable } from '../charts/lines-table';
import { ManyLines } from '../charts/many-lines';
import { Marked } from '../events/marked';
import type { MarkReading } from '../events/use-marks';
import { missingWords } from '../status/aged-value';
import { toSignalFigure } from './signal-figure';
import { signalNames } from './signal-words';

export interface SignalDetailProps {
  readonly row: SignalRow;
  /** Events that are marked on all of them. */
  readonly marks: MarkReading;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** The four signals of a resource as charts with one axis of time and one crosshair, each with its source and its table. */
export function SignalDetail({ row, marks, now, simulated }: SignalDetailProps) {
  return (
    <SharedCrosshair>
      <div className="grid gap-x-6 gap-y-4 px-4 py-3 lg:grid-cols-2" data-testid="signal-detail">
        {goldenSignals.map((signal) => {
          const cell = row.cells[signal];
          if (cell === 'none') return null;
          return (
            <SignalChart key={signal} series={cell.series} row={row} marks={marks} now={now} simulated={simulated} />
          );
        })}
        <div className="grid gap-1 lg:col-span-2">
          <Marked reading={marks} bounds={row.window} />
        </div>
      </div>
    </SharedCrosshair>
  );
}

function SignalChart({ series, row, marks, now, simulated }: SignalDetailProps & { readonly series: SignalSeries }) {
  const { window } = row;
  const { figure: name, signal, unit, source, accountId, note, state, points } = series;
  const title = `${signalNames[signal]}: ${name}${source === 'none' ? '' : `, each ${formatDuration(window.periodSeconds)}`}`;
  if (points.length === 0) {
    const words = note === '' ? 'No point was published in this stretch of time.' : note;
    return (
      <figure className="grid content-start gap-1.5">
        <figcaption className="font-medium text-ink text-table">{title}</figcaption>
        <p className="text-ink-muted text-table [overflow-wrap:anywhere]">{words}</p>
      </figure>
    );
  }
  const figure = toSignalFigure([{ id: series.id, label: signalNames[signal], points }], window, unit, marks.marks);
  const shown = source === 'none' ? source : { ...source, startAt: window.startAt, endAt: window.endAt };
  const newest = points.at(-1)?.[0];
  const trouble = state === 'read' ? '' : `${state === 'partial' ? 'Partial' : missingWords[state]}: ${note}`;
  return (
    <ChartFrame
      title={title}
      source={shown}
      accountId={accountId}
      simulated={simulated}
      table={() => <LinesTable figure={figure} label={title} />}
      note={
        <>
          {newest !== undefined &&
            `Newest ${formatAge(newest, now)}, read ${formatMoment(window.receivedAt, now, 'second')}. `}
          <span className="[overflow-wrap:anywhere]">{trouble}</span>
        </>
      }
    >
      <ManyLines figure={figure} label={title} height={116} area />
    </ChartFrame>
  );
}
