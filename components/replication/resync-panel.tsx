import type { LinkRow, ReplicationPage } from '@/lib/domain/replication-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { linkAddress } from '../shell/addresses';
import { cannotSayWords, NothingToShow } from '../states/known-or-not';
import { StateLine } from '../states/state-line';
import { ResyncStatus } from '../status/flow-status';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface ResyncPanelProps {
  readonly page: ReplicationPage;
  readonly now: EpochMs;
}

/** Lines shown at most; the list has them all. */
const mostShown = 8;

/** What is not as usual since an outage: what it does, since when, how far it is, and when it ends if that can be known. */
export function ResyncPanel({ page, now }: ResyncPanelProps) {
  const { resyncs, coverage, overview } = page;
  const known = {
    asked: coverage.asked,
    silent: coverage.silent,
    noun: 'sources',
    checkedAt: coverage.checkedAt === 'never' ? now : coverage.checkedAt,
  };
  const behind = resyncs.filter(({ resync }) => resync !== 'none' && resync.phase !== 'caught-up').length;
  return (
    <Panel
      id="resync-title"
      title="Coming back"
      simulated={overview.console.simulated}
      aside={
        resyncs.length === 0 ? undefined : `${behind} behind, ${resyncs.length - behind} caught up in the last hour`
      }
    >
      {resyncs.length === 0 ? (
        <NothingToShow what="link is behind or being made anew" coverage={known} now={now} />
      ) : (
        <ScrollArea label="Links that come back">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Link', 'State', 'What happens', 'Since', 'How far', 'Expected end']} />
            <tbody>
              {resyncs.slice(0, mostShown).map((row) => (
                <Resync key={row.link.id} row={row} now={now} />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {resyncs.length > 0 && known.silent > 0 && (
        <StateLine testId="resync-partial" shape="dashed-question">
          {`${cannotSayWords(known)} Other links may be behind.`}
        </StateLine>
      )}
      {resyncs.length > mostShown && (
        <p className="px-4 py-2 text-ink-muted text-table">{resyncs.length - mostShown} more, in the list below.</p>
      )}
    </Panel>
  );
}

function Resync({ row, now }: { readonly row: LinkRow; readonly now: EpochMs }) {
  const { link, pair, resync } = row;
  if (resync === 'none') return null;
  return (
    <tr className="border-line border-t align-top" data-testid="resync-row" data-phase={resync.phase}>
      <th scope="row" className="px-3 py-1.5 font-normal">
        <NameLink href={linkAddress(link.id)}>{`${link.workloadId} ${link.storeId}`}</NameLink>
        <span className="block whitespace-nowrap text-ink-faint text-note">{pair}</span>
      </th>
      <td className="px-3 py-1.5">
        <ResyncStatus phase={resync.phase} isKnownNow={resync.isKnownNow} />
      </td>
      <td className="min-w-56 px-3 py-1.5 text-ink-muted">{resync.sentence}</td>
      <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">{formatMoment(resync.since, now)}</td>
      <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
        {resync.donePercent === 'not-told' || !resync.isKnownNow ? 'not told' : `${resync.donePercent} %`}
      </td>
      <td className="min-w-44 px-3 py-1.5">{resync.end.sentence}</td>
    </tr>
  );
}
