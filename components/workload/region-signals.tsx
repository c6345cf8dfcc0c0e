import type { EpochMs } from '@/lib/domain/time';
import type { RegionSignalsView, ServingShares } from '@/lib/domain/workload-page/types';
import { formatShare } from '@/lib/domain/workload-page/view-shares';
import { regionAddress } from '../shell/addresses';
import { HealthReason, HealthWord, healthLooks } from '../status/health-status';
import { tileTone } from '../status/tones';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { SignalCells, signalColumns } from './signal-cells';

export interface RegionSignalsProps {
  readonly regions: readonly RegionSignalsView[];
  readonly shares: ServingShares;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Which region serves which share, with its golden signals. */
export function RegionSignals({ regions, shares, now, simulated }: RegionSignalsProps) {
  return (
    <Panel id="regions-title" title="Who serves" simulated={simulated} aside={shares.sentence}>
      {regions.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">No regional endpoint is known of this workload.</p>
      ) : (
        <ScrollArea label="Regions of the workload and their golden signals">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Region', 'Users get', 'Share', ...signalColumns]} />
            <tbody>
              {regions.map((signals) => (
                <SignalRow key={signals.endpointId} signals={signals} shares={shares} now={now} />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

interface SignalRowProps {
  readonly signals: RegionSignalsView;
  readonly shares: ServingShares;
  readonly now: EpochMs;
}

function SignalRow({ signals, shares, now }: SignalRowProps) {
  const { region, role, health } = signals;
  const share = shares.regions.find((one) => one.region === region)?.sharePercent ?? 'unknown';
  return (
    <tr
      data-testid={`signals-${region}`}
      data-health={health.state}
      data-region={region}
      className="border-line border-t align-top"
    >
      <th
        scope="row"
        className={`whitespace-nowrap px-3 py-1.5 font-normal ${tileTone[healthLooks[health.state].tone]}`}
      >
        <NameLink href={regionAddress(region)}>{region}</NameLink>
        <span className="block text-ink-faint text-note">{role}</span>
      </th>
      <td className="min-w-44 px-3 py-1.5">
        <HealthWord state={health.state} />
        <HealthReason verdict={health} />
      </td>
      <td className="min-w-20 px-3 py-1.5">
        {share === 'unknown' ? <span className="text-ink-faint">unknown</span> : <Share percent={share} />}
      </td>
      <SignalCells signals={signals} now={now} />
    </tr>
  );
}

function Share({ percent }: { readonly percent: number }) {
  return (
    <>
      {formatShare(percent)}
      <svg aria-hidden="true" className="mt-1 block h-1 w-16">
        <rect width="100%" height="4" className="fill-raised" />
        <rect width={`${percent}%`} height="4" className="fill-ink-muted" />
      </svg>
    </>
  );
}
