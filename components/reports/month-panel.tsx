import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import type { EpochMs } from '@/lib/domain/time';
import { formatMonth } from '@/lib/format';
import { executiveFileAddress, executiveReportAddress } from '../shell/addresses';
import { MonthReportStatus } from '../status/report-status';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { FileLinks } from './file-links';
import { HashWords } from './hash-words';

export interface MonthPanelProps {
  /** The newest first. */
  readonly months: readonly ExecutiveMonth[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** The executive report, month by month: how far each is, its newest edition and the files of it. */
export function MonthPanel({ months, now, simulated }: MonthPanelProps) {
  return (
    <Panel
      id="months-title"
      title="Executive report"
      simulated={simulated}
      aside="one page for each month, and what it rests on"
    >
      <ScrollArea label="Executive report by month">
        <table className="w-full border-collapse text-left text-table" data-testid="report-months">
          <TableHead names={['Month', 'State', 'Newest edition', 'SHA-256', 'Files']} />
          <tbody>
            {months.map((month) => (
              <MonthRow key={month.month} month={month} now={now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  );
}

function MonthRow({ month: { month, state, newest }, now }: { readonly month: ExecutiveMonth; readonly now: EpochMs }) {
  const name = formatMonth(month);
  const shown = state !== 'closed' ? state : newest === 'none' ? 'not-made-yet' : 'frozen';
  return (
    <tr className="border-line border-t align-top" data-testid={`report-month-${month}`} data-state={shown}>
      <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
        <NameLink href={executiveReportAddress(month)}>{name}</NameLink>
      </th>
      <td className="min-w-48 px-3 py-1.5">
        <MonthReportStatus state={shown} />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
        {newest === 'none' ? (
          <span className="text-ink-muted">none is frozen yet</span>
        ) : (
          <>
            Edition {newest.edition}, <Moment at={newest.madeAt} now={now} />
          </>
        )}
      </td>
      <td className="px-3 py-1.5">
        {newest === 'none' ? <span className="text-ink-muted">none yet</span> : <HashWords edition={newest} />}
      </td>
      <td className="px-3 py-1.5">
        <FileLinks
          of={newest === 'none' ? `${name} so far` : `${name}, edition ${newest.edition}`}
          files={[
            [
              'PDF',
              newest === 'none' || newest.pdf === 'made'
                ? executiveFileAddress(month, 'pdf', editionOf(newest))
                : newest.pdf,
            ],
            ['CSV', executiveFileAddress(month, 'csv', editionOf(newest))],
            ['JSON', executiveFileAddress(month, 'json', editionOf(newest))],
          ]}
          isMade={newest !== 'none'}
        />
      </td>
    </tr>
  );
}

function editionOf(newest: ExecutiveMonth['newest']): number | undefined {
  return newest === 'none' ? undefined : newest.edition;
}
