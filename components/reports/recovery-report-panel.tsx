import type { RecoveryReportLine } from '@/lib/domain/reports/recovery-line';
import type { EpochMs } from '@/lib/domain/time';
import { runAddress } from '../shell/addresses';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { FileLinks } from './file-links';
import { HashWords } from './hash-words';

export interface RecoveryReportPanelProps {
  /** The newest first. */
  readonly recoveries: readonly RecoveryReportLine[];
  /** Of workloads, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

const kinds = { run: 'run', drill: 'drill', 'dry-run': 'dry run' } as const;

/** The recovery reports of the newest runs, with their files; of older runs the page of the run has them. */
export function RecoveryReportPanel({ recoveries, names, now, simulated }: RecoveryReportPanelProps) {
  return (
    <Panel
      id="recovery-reports-title"
      title="Recovery reports"
      simulated={simulated}
      aside="of the newest runs and drills that have ended"
    >
      {recoveries.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">
          No run has ended yet. Each gets its report within a minute of its end.
        </p>
      ) : (
        <ScrollArea label="Recovery reports">
          <table className="w-full border-collapse text-left text-table" data-testid="recovery-reports">
            <TableHead names={['Run', 'Ended', 'Newest edition', 'SHA-256', 'Files']} />
            <tbody>
              {recoveries.map((line) => (
                <RecoveryRow
                  key={line.runId}
                  line={line}
                  name={names.get(line.workloadId) ?? line.workloadId}
                  now={now}
                />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

interface RecoveryRowProps {
  readonly line: RecoveryReportLine;
  readonly name: string;
  readonly now: EpochMs;
}

function RecoveryRow({ line, name, now }: RecoveryRowProps) {
  const { runId, by, source, target, endedAt, newest } = line;
  const files = `/api/v1/executions/${encodeURIComponent(runId)}`;
  return (
    <tr className="border-line border-t align-top" data-testid={`recovery-report-${runId}`}>
      <th scope="row" className="min-w-56 px-3 py-1.5 font-normal">
        <NameLink href={runAddress(runId)}>{name}</NameLink>
        <span className="block text-ink-muted text-note">
          {source} → {target}, {kinds[by]}
        </span>
      </th>
      <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
        <Moment at={endedAt} now={now} />
      </td>
      {newest === 'being-made' ? (
        <td colSpan={3} className="px-3 py-1.5 text-ink-muted">
          being made; the engine needs up to a minute
        </td>
      ) : (
        <>
          <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
            Edition {newest.edition}, <Moment at={newest.madeAt} now={now} />
          </td>
          <td className="px-3 py-1.5">
            <HashWords edition={newest} />
          </td>
          <td className="px-3 py-1.5">
            <FileLinks
              of={`Run of ${name}, edition ${newest.edition}`}
              files={[
                ['PDF', newest.pdf === 'made' ? `${files}/report.pdf?edition=${newest.edition}` : newest.pdf],
                ['JSON', `${files}/report?edition=${newest.edition}`],
              ]}
              isMade
            />
          </td>
        </>
      )}
    </tr>
  );
}
