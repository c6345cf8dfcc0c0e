import { ageSeconds } from '@/lib/domain/freshness';
import type { EpochMs } from '@/lib/domain/time';
import type { BackupRow } from '@/lib/domain/workload-page/types';
import { formatDuration, formatMoment } from '@/lib/format';
import { AgedValue } from '../status/aged-value';
import { ComplianceStatus } from '../status/compliance-status';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { ValueAge } from './value-age';

export interface BackupTableProps {
  readonly backups: readonly BackupRow[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

const figures = ['Its age'];

/** What each vault could bring back, against the data-loss objective. */
export function BackupTable({ backups, now, simulated }: BackupTableProps) {
  return (
    <Panel
      id="backups-title"
      title="Backups"
      simulated={simulated}
      aside="Newest complete recovery point of each vault"
    >
      <ScrollArea label="Backup vaults of the workload by region">
        <table className="w-full border-collapse text-left text-table">
          <TableHead
            names={['Vault', 'Region', 'Newest complete', ...figures, 'Against the data-loss objective']}
            numeric={figures}
          />
          <tbody>
            {backups.map((row) => (
              <Row key={row.id} row={row} now={now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  );
}

function Row({ row, now }: { readonly row: BackupRow; readonly now: EpochMs }) {
  const { storeId, region, role, newest, backup } = row;
  const point = backup === 'not-read-yet' ? 'none' : backup.newest;
  return (
    <tr
      data-testid={`backup-${storeId}-${region}`}
      data-region={region}
      data-compliance={backup === 'not-read-yet' ? 'not-measured' : backup.verdict.state}
      className="border-line border-t align-top"
    >
      <th scope="row" className="min-w-32 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
        <bdi>{storeId}</bdi>
        {backup !== 'not-read-yet' && (
          <span className="block font-mono text-ink-faint text-note">{backup.resource}</span>
        )}
      </th>
      <td className="whitespace-nowrap px-3 py-1.5">
        {region}
        <span className="block text-ink-faint text-note">{role}</span>
      </td>
      <td className="min-w-40 px-3 py-1.5">
        <AgedValue name="vault" {...newest} now={now} show={(value) => showNewest(value, now)} />
        <ValueAge {...newest} now={now} />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-right">
        {point === 'none' ? (
          <span className="text-ink-faint">no point</span>
        ) : (
          formatDuration(ageSeconds(point.createdAt, now))
        )}
      </td>
      <td className="min-w-52 px-3 py-1.5">
        {backup === 'not-read-yet' ? (
          <ComplianceStatus
            state="not-measured"
            sentence="Not measured yet: it has not been read"
            provableNow={false}
          />
        ) : (
          <ComplianceStatus {...backup.verdict} />
        )}
      </td>
    </tr>
  );
}

type Newest = Extract<BackupRow['newest']['observation'], { state: 'observed' }>['value'];

function showNewest(value: Newest, now: EpochMs): string {
  if (value === 'none') return 'nothing complete in it';
  if (value === 'absent') return 'no such vault';
  return formatMoment(value.createdAt, now);
}
