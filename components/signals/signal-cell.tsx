import type { Observation } from '@/lib/domain/observation';
import type { SignalCell as Cell } from '@/lib/domain/series/build-signal-board';
import type { SignalsWindow } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { AgedValue, missingWords } from '../status/aged-value';
import { gridOf } from './signal-figure';
import { formatSignal, signalNames } from './signal-words';
import { Sparkline } from './sparkline';

export interface SignalCellProps {
  readonly cell: Cell | 'none';
  readonly window: SignalsWindow;
  readonly now: EpochMs;
}

/** One signal of a resource: its newest value with its age, its course, or why there is none. */
export function SignalCell({ cell, window, now }: SignalCellProps) {
  if (cell === 'none') return <td className="min-w-32 px-3 py-1.5 text-ink-faint text-note">not known</td>;
  const { series, reading, measuredAt, freshness } = cell;
  return (
    <td className="min-w-32 px-3 py-1.5" data-signal={series.signal} data-reading={reading}>
      {reading === 'none' ? (
        <span className="text-ink-faint" title={series.note}>
          {emptyWords(cell)}
        </span>
      ) : (
        <AgedValue
          name={signalNames[series.signal]}
          observation={toObservation(cell, window)}
          freshness={freshness}
          now={now}
          show={formatSignal[series.unit]}
        />
      )}
      {reading === 'current' && freshness === 'live' && measuredAt !== 'never' && (
        <span className="ml-1.5 whitespace-nowrap text-ink-faint text-note">{formatAge(measuredAt, now)}</span>
      )}
      {series.points.length > 1 && <Sparkline times={gridOf(window, series.points)} points={series.points} />}
    </td>
  );
}

/** Why a series has no point; a service that publishes nothing of the kind is no trouble. */
function emptyWords({ series }: Cell): string {
  if (series.state === 'read' || series.state === 'partial') return 'no point in this stretch';
  return missingWords[series.state];
}

/** The newest value as any other on the screen: what does not stand is its last known. */
function toObservation(
  { series, reading, value, measuredAt }: Cell,
  { receivedAt }: SignalsWindow,
): Observation<number> {
  const { state } = series;
  if (value === 'none' || measuredAt === 'never') {
    return { state: 'missing', reason: 'no-data', since: receivedAt, lastKnown: 'none' };
  }
  const observed = { state: 'observed', value, measuredAt, receivedAt, vantage: 'cloudwatch' } as const;
  if (reading === 'current') return observed;
  const reason = state === 'read' || state === 'partial' ? 'no-data' : state;
  return { state: 'missing', reason, since: measuredAt, lastKnown: observed };
}
