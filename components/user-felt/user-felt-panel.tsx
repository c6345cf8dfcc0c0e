import { useMemo } from 'react';
import type { EndpointEntity, HealthCheckEntity } from '@/lib/domain/entities';
import { isCurrent } from '@/lib/domain/freshness';
import { buildUserFelt } from '@/lib/domain/series/build-user-felt';
import type { EpochMs } from '@/lib/domain/time';
import { formatLatency } from '@/lib/format';
import { formatErrors } from '../overview/format-signals';
import { SeriesNotices } from '../series/series-notices';
import { type AskedView, type SeriesReading, windowsOf } from '../series/use-series';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { FeltCell } from './felt-cell';

export interface UserFeltPanelProps {
  readonly reading: SeriesReading;
  readonly views: readonly AskedView[];
  /** What the regions themselves say, for the row beside. */
  readonly endpoints: readonly EndpointEntity[];
  /** What each checker said last. */
  readonly checks: readonly HealthCheckEntity[];
  /** How a column is called: by its region on the page of a workload, by its workload on that of a region. */
  readonly columns: 'regions' | 'workloads';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** How long users on each continent wait, and whether they get an answer, beside what the regions say of themselves. */
export function UserFeltPanel({ reading, views, endpoints, checks, columns, now, simulated }: UserFeltPanelProps) {
  const felt = useMemo(() => buildUserFelt(windowsOf(reading, 'checkers'), checks, now), [reading, checks, now]);
  const nameOf = ({ region, workloadId }: (typeof felt.endpoints)[number]) =>
    columns === 'regions' ? region : workloadId;
  return (
    <Panel
      id="user-felt-title"
      title="Felt by users, by continent"
      simulated={simulated}
      aside="Route 53’s checkers wait for the first byte: an estimate, no real users"
    >
      {views.length === 0 && (
        <p className="px-4 py-3 text-ink-muted text-table">No regional endpoint is known that checkers could ask.</p>
      )}
      <SeriesNotices reading={reading} views={views} what="What checkers measure" />
      {felt.endpoints.length > 0 && (
        <ScrollArea label="Waits and failures by continent">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Seen from', ...felt.endpoints.map((endpoint) => `to ${nameOf(endpoint)}`)]} />
            <tbody>
              <tr className="border-line border-t align-top" data-testid="felt-own-view">
                <th scope="row" className="min-w-40 px-3 py-1.5 font-normal">
                  The region itself
                  <span className="block text-ink-faint text-note">load balancer, p95 and errors</span>
                </th>
                {felt.endpoints.map((endpoint) => (
                  <OwnView
                    key={`${endpoint.workloadId} ${endpoint.hostname}`}
                    endpoint={endpoints.find((one) => one.hostname === endpoint.hostname)}
                    now={now}
                  />
                ))}
              </tr>
              {felt.rows.map(({ continent, vantages, cells }) => (
                <tr key={continent} data-testid={`felt-${continent}`} className="border-line border-t align-top">
                  <th scope="row" className="min-w-40 px-3 py-1.5 font-normal">
                    {continent}
                    <span className="block text-ink-faint text-note">
                      {vantages.length === 0 ? 'no checkers' : `checkers in ${vantages.join(', ')}`}
                    </span>
                  </th>
                  {cells.map((cell, index) => (
                    <FeltCell key={`${felt.endpoints[index]?.workloadId} ${cell.hostname}`} cell={cell} now={now} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

function OwnView({ endpoint, now }: { readonly endpoint: EndpointEntity | undefined; readonly now: EpochMs }) {
  if (endpoint === undefined) return <td className="px-3 py-1.5 text-ink-faint">unknown</td>;
  const { latencyP95Ms: latency, errorPercent: errors, signalCadence: cadence } = endpoint;
  const stands = latency.state === 'observed' && isCurrent(latency, cadence, now);
  const failed =
    errors.state === 'observed' && isCurrent(errors, cadence, now) ? formatErrors(errors.value) : 'errors unknown';
  return (
    <td className="px-3 py-1.5">
      {stands ? formatLatency(latency.value) : <span className="text-ink-faint">unknown</span>}
      <span className="block text-ink-muted text-note">{failed}</span>
    </td>
  );
}
