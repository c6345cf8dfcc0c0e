import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatMoment } from '@/lib/format';
import type { FactsView } from '@/lib/recovery/pages/build-run-page';
import { StaleNotice } from '../states/stale-or-partial';
import { Panel } from '../ui/panel';

export interface FactsPanelProps {
  readonly facts: FactsView;
  readonly createdAt: EpochMs;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Where users, writers and data are, read from evidence and never from the plan, with its age. */
export function FactsPanel({ facts, createdAt, now, simulated }: FactsPanelProps) {
  const read = facts.state === 'not-read-yet' ? 'none' : facts.facts;
  const title = facts.state === 'kept' ? 'What was true when it ended' : 'What is true now';
  const age =
    read === 'none'
      ? undefined
      : `Read ${facts.state === 'kept' ? formatMoment(read.readAt, now, 'second') : formatAge(read.readAt, now)}`;
  return (
    <Panel id="facts-title" title={title} simulated={simulated} aside={age}>
      {facts.state === 'not-read-yet' && (
        <StaleNotice what="Where users, writers and data are" newestAt="never" waitingSince={createdAt} now={now} />
      )}
      {facts.state === 'old' && read !== 'none' && (
        <StaleNotice
          what="Where users, writers and data are"
          newestAt={read.readAt}
          waitingSince={createdAt}
          now={now}
        />
      )}
      {read !== 'none' && (
        <dl
          data-testid="facts"
          data-facts={facts.state}
          className={`grid gap-x-6 gap-y-3 px-4 py-3 text-table sm:grid-cols-3 ${facts.state === 'old' ? 'text-ink-faint' : ''}`}
        >
          {(
            [
              ['Users', read.traffic],
              ['Writers', read.writers],
              ['Data', read.data],
            ] as const
          ).map(([name, words]) => (
            <div key={name}>
              <dt className="text-ink-faint text-note">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
