import type { AccountsPage, Remedy } from '@/lib/domain/accounts-page/types';
import type { SourceCoverage } from '@/lib/domain/source-trouble';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { formatMoment } from '@/lib/format';
import { SourceLink } from '../charts/source-link';
import { NothingToShow } from '../states/known-or-not';
import { StatusIcon } from '../status/status-icon';
import { CopyButton } from '../ui/copy-button';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';

export interface RemedyListProps {
  readonly page: AccountsPage;
  readonly coverage: SourceCoverage;
  readonly now: EpochMs;
}

/** What a person can do so that the console may look again: the action, on what, in which role, ready to paste. */
export function RemedyList({ page, coverage, now }: RemedyListProps) {
  const { remedies, overview } = page;
  const { asked, silent, checkedAt } = coverage;
  return (
    <Panel
      id="remedies-title"
      title="What to allow"
      simulated={overview.console.simulated}
      aside={remedies.length === 0 ? undefined : 'A refusal is an answer about us, and no outage'}
    >
      {remedies.length === 0 ? (
        <NothingToShow
          what="call is refused"
          coverage={{ asked, silent, noun: 'APIs', checkedAt: checkedAt === 'never' ? now : checkedAt }}
          now={now}
        />
      ) : (
        <ul className="max-h-[40rem] divide-y divide-line overflow-y-auto text-table">
          {remedies.map((remedy) => (
            <RemedyItem
              key={remedy.id}
              remedy={remedy}
              isOpen={remedies.length === 1}
              simulated={overview.console.simulated}
              now={now}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface RemedyItemProps {
  readonly remedy: Remedy;
  /** Folded where there are several: the acts are read first, one is chosen then. */
  readonly isOpen: boolean;
  readonly simulated: boolean;
  readonly now: EpochMs;
}

function RemedyItem({ remedy, isOpen, simulated, now }: RemedyItemProps) {
  const {
    kind,
    sentence,
    accountId,
    accountName,
    role,
    regions,
    actions,
    documents,
    source,
    notes,
    since,
    sourceCount,
  } = remedy;
  const account = accountName === accountId ? accountId : `${accountName} (${accountId})`;
  const sources = sourceCount === 1 ? '1 source' : `${sourceCount} sources`;
  return (
    <li data-testid="remedy" data-kind={kind} data-account={accountId} className="px-4 py-2">
      <details open={isOpen}>
        <summary>
          <span className="inline-flex items-start gap-2 align-top">
            <StatusIcon shape="dot-info" tone="inactive" />
            <span className="[overflow-wrap:anywhere]">
              <span className="block text-ink">{sentence}</span>
              <span className="block text-ink-muted text-note">
                Account <bdi>{account}</bdi>, {formatList(regions, 3)}; {sources} since{' '}
                {formatMoment(since, now, 'second')}
              </span>
            </span>
          </span>
        </summary>
        <div className="mt-2 grid gap-2 pl-6">
          {actions.length > 0 && (
            <p className="text-ink-muted text-note [overflow-wrap:anywhere]">
              {actions.length === 1 ? 'Action' : 'Actions'}{' '}
              <span className="font-mono text-ink">{actions.join(', ')}</span>
              {role !== 'none' && (
                <>
                  {' '}
                  in <span className="font-mono text-ink">{role}</span>
                </>
              )}
            </p>
          )}
          {source !== 'none' && (
            <p>
              <SourceLink source={source} accountId={accountId} simulated={simulated} />
            </p>
          )}
          {documents.map(({ title, json }) => (
            <figure key={title} className="grid gap-1">
              <figcaption className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-ink-muted text-note [overflow-wrap:anywhere]">
                {title} <CopyButton text={json} what="policy" />
              </figcaption>
              <ScrollArea label={title}>
                <pre className="rounded-control bg-raised px-3 py-2 font-mono text-note">{json}</pre>
              </ScrollArea>
            </figure>
          ))}
          {notes.map((note) => (
            <p key={note} className="text-ink-muted text-note [overflow-wrap:anywhere]">
              {note}
            </p>
          ))}
        </div>
      </details>
    </li>
  );
}
