import type { RegionEndpointView } from '@/lib/domain/region-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { workloadAddress } from '../shell/addresses';
import { HealthReason, HealthWord } from '../status/health-status';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { SignalCells, signalColumns } from '../workload/signal-cells';

export interface EndpointTableProps {
  readonly endpoints: readonly RegionEndpointView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Who is served from the region, with golden signals. */
export function EndpointTable({ endpoints, now, simulated }: EndpointTableProps) {
  return (
    <Panel id="endpoints-title" title="Workloads here" simulated={simulated}>
      {endpoints.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">No workload has an endpoint in this region.</p>
      ) : (
        <ScrollArea label="Workloads in the region">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Workload', 'Users get', ...signalColumns]} />
            <tbody>
              {endpoints.map((endpoint) => (
                <tr
                  key={endpoint.endpointId}
                  data-testid={`endpoint-${endpoint.workloadId}`}
                  data-health={endpoint.health.state}
                  data-region={endpoint.region}
                  className="border-line border-t align-top"
                >
                  <th scope="row" className="min-w-32 max-w-64 px-3 py-1.5 font-normal">
                    <span className="line-clamp-3" title={endpoint.workloadName}>
                      <NameLink href={workloadAddress(endpoint.workloadId)}>{endpoint.workloadName}</NameLink>
                    </span>
                    <span className="block text-ink-faint text-note">{endpoint.role}</span>
                  </th>
                  <td className="min-w-44 px-3 py-1.5">
                    <HealthWord state={endpoint.health.state} />
                    <HealthReason verdict={endpoint.health} />
                  </td>
                  <SignalCells signals={endpoint} now={now} />
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}
