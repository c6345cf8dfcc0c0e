import type { RegionSubject } from '@/lib/domain/region-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { Panel } from '../ui/panel';

export interface HealthEventListProps {
  readonly events: RegionSubject['healthEvents'];
  readonly source: RegionSubject['healthSource'];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What AWS Health says of the region. Its text comes from outside and is shown as text, whatever it contains. */
export function HealthEventList({ events, source, now, simulated }: HealthEventListProps) {
  return (
    <Panel id="health-title" title="AWS Health" simulated={simulated} aside={source.sentence}>
      {events.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">
          {source.state === 'answering'
            ? 'No event of this region, nor a global one.'
            : 'We can’t say whether there is an event: AWS Health does not answer.'}
        </p>
      ) : (
        <ul className="divide-y divide-line text-table" aria-labelledby="health-title">
          {events.map((event) => (
            <li key={event.id} data-testid="health-event" className="grid gap-1 px-4 py-2">
              <span className="flex flex-wrap gap-x-3 text-ink-muted text-note">
                <span className="font-medium text-ink">{statusWords[event.status]}</span>
                <span className="[overflow-wrap:anywhere]">{event.service}</span>
                <span>since {formatMoment(event.startedAt, now)}</span>
                <span>updated {formatMoment(event.updatedAt, now)}</span>
                {event.endedAt !== 'none' && <span>ended {formatMoment(event.endedAt, now)}</span>}
              </span>
              <p className="whitespace-pre-line text-ink [overflow-wrap:anywhere]">
                <bdi>{event.description}</bdi>
              </p>
              <span className="font-mono text-ink-faint text-note [overflow-wrap:anywhere]">{event.typeCode}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const statusWords = { open: 'Open', closed: 'Closed', upcoming: 'Upcoming' } as const;
