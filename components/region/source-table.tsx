import type { SourceView } from '@/lib/domain/region-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatMoment } from '@/lib/format';
import { SourceState } from '../status/source-state';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface SourceTableProps {
  readonly sources: readonly SourceView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Every API and vantage asked in the region: how the last attempt ended and when it last answered. */
export function SourceTable({ sources, now, simulated }: SourceTableProps) {
  const failing = sources.filter(({ state }) => state !== 'answered' && state !== 'not-asked-yet').length;
  return (
    <Panel
      id="sources-title"
      title="Sources"
      simulated={simulated}
      aside={`${sources.length} asked, ${failing} not answering`}
    >
      {sources.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">Nothing is asked in this region yet.</p>
      ) : (
        <ScrollArea label="Sources of the region">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Call', 'State', 'Last answer', 'Account', 'What happened']} />
            <tbody>
              {sources.map((source) => (
                <tr key={source.id} data-source-state={source.state} className="border-line border-t align-top">
                  <th scope="row" className="px-3 py-1.5 font-mono font-normal text-note">
                    {source.call}
                  </th>
                  <td className="px-3 py-1.5">
                    <SourceState source={source} />
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
                    {source.lastAnswerAt === 'never' ? 'never' : formatAge(source.lastAnswerAt, now)}
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">{source.accountId}</td>
                  <td className="min-w-56 px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">
                    {source.message}
                    {source.state !== 'answered' && (
                      <span className="block text-ink-faint text-note">
                        since {formatMoment(source.stateSince, now, 'second')}
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
