import { eventSpec, toEventFilter } from '@/components/events/event-spec';
import { EventsScreen } from '@/components/events/events-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readUrlState } from '@/components/url/url-state';
import { getEvents, usualPage } from '@/lib/queries/get-events';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

interface EventsPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** What happened over the range the address names, as it filters it. */
export default async function EventsPage({ searchParams }: EventsPageProps) {
  const actor = await requireSession();
  const { values } = readUrlState(eventSpec, await searchParams);
  const question = { range: values.range, filter: toEventFilter(values), cursor: 'start', limit: usualPage };
  const [fleet, report] = await Promise.all([readFleetEntities(actor), getEvents(actor, question)]);
  return (
    <LiveEntities initial={fleet}>
      <EventsScreen initial={report} refresh={true} />
    </LiveEntities>
  );
}
