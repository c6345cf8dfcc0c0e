import type { EpochMs } from '@/lib/domain/time';
import type { RegionSignalsView, SignalView } from '@/lib/domain/workload-page/types';
import { formatCount, formatLatency } from '@/lib/format';
import { formatErrors, formatRequests } from '../overview/format-signals';
import { AgedValue } from '../status/aged-value';
import { ValueAge } from './value-age';

export const signalColumns = ['Requests', 'Errors', 'p95', 'Healthy hosts', 'Capacity in service'];

export interface SignalCellsProps {
  readonly signals: RegionSignalsView;
  readonly now: EpochMs;
}

/** The golden signals of one regional endpoint, each figure with its own age under it. */
export function SignalCells({ signals, now }: SignalCellsProps) {
  return (
    <>
      <SignalCell name="requests" signal={signals.requestsPerSecond} now={now} show={formatRequests} />
      <SignalCell name="errors" signal={signals.errorPercent} now={now} show={formatErrors} />
      <SignalCell name="p95" signal={signals.latencyP95Ms} now={now} show={formatLatency} />
      <SignalCell name="hosts" signal={signals.healthyHosts} now={now} show={formatCount} />
      <SignalCell
        name="capacity"
        signal={signals.capacity}
        now={now}
        show={({ inService, desired }) => `${inService} of ${desired}`}
      />
    </>
  );
}

interface SignalCellProps<T> {
  readonly name: string;
  readonly signal: SignalView<T>;
  readonly now: EpochMs;
  readonly show: (value: T) => string;
}

function SignalCell<T>({ name, signal, now, show }: SignalCellProps<T>) {
  return (
    <td className="min-w-28 px-3 py-1.5">
      <AgedValue name={name} observation={signal.observation} freshness={signal.freshness} now={now} show={show} />
      <ValueAge {...signal} now={now} />
    </td>
  );
}
