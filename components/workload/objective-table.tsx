import type { ObjectiveRow } from '@/lib/domain/workload-page/types';
import { formatDuration } from '@/lib/format';
import { ComplianceStatus } from '../status/compliance-status';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface ObjectiveTableProps {
  readonly objectives: readonly ObjectiveRow[];
  readonly simulated: boolean;
}

/** What was promised for each scenario and whether it is kept. */
export function ObjectiveTable({ objectives, simulated }: ObjectiveTableProps) {
  return (
    <Panel id="objectives-title" title="Objectives" simulated={simulated}>
      {objectives.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">No objective set.</p>
      ) : (
        <ScrollArea label="Objectives">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Scenario', 'RPO', 'RPO verdict', 'RTO', 'RTO verdict']} />
            <tbody>
              {objectives.map((row) => (
                <tr
                  key={row.scenario}
                  data-testid={`objective-${row.scenario}`}
                  data-compliance={row.rpo.state}
                  className="border-line border-t align-top"
                >
                  <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
                    {scenarioWords[row.scenario]}
                  </th>
                  <td className="whitespace-nowrap px-3 py-1.5">{formatDuration(row.rpoSeconds, 'down')}</td>
                  <td className="min-w-48 px-3 py-1.5">
                    <ComplianceStatus {...row.rpo} />
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5">
                    {formatDuration(row.rtoSeconds, 'down')}
                    {row.shiftSeconds !== 'none' && (
                      <span className="block text-ink-faint text-note">
                        shift within {formatDuration(row.shiftSeconds, 'down')}
                      </span>
                    )}
                  </td>
                  <td className="min-w-48 px-3 py-1.5">
                    <ComplianceStatus {...row.rto} provableNow />
                    {row.coverage !== 'none' && (
                      <span className="block text-ink-faint text-note" data-testid={`rto-coverage-${row.scenario}`}>
                        {row.coverage}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

const scenarioWords: Readonly<Record<ObjectiveRow['scenario'], string>> = {
  'region-loss': 'Loss of a region',
  'data-loss': 'Loss of data',
};
