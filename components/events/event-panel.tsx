import { isFiltered } from '@/lib/domain/events/filter';
import type { EventSummary } from '@/lib/domain/events/report';
import type { SourceCoverage } from '@/lib/domain/source-trouble';
import type { EpochMs } from '@/lib/domain/time';
import type { TimeBounds, TimeRange } from '@/lib/domain/time-range';
import { formatCount, formatMoment } from '@/lib/format';
import { FilterHidesAll } from '../states/filter-hides-all';
import { FirstLoad } from '../states/first-load';
import { StateLine } from '../states/state-line';
import { rangeWords } from '../time/range-picker';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { DensityStrip } from './density-strip';
import { EventList } from './event-list';
import { emptyWords, limitWords } from './event-words';
import type { EventReading, EventsWanted } from './use-events';

export interface EventPanelProps extends EventsWanted {
  readonly reading: EventReading;
  readonly coverage: SourceCoverage;
  readonly now: EpochMs;
  readonly simulated: boolean;
  readonly onZoom: (bounds: TimeBounds) => void;
  readonly onClear: () => void;
}

/** The timeline of the range: when much happened, then every event, and what it cannot show. */
export function EventPanel(props: EventPanelProps) {
  const { reading, range, simulated } = props;
  return (
    <Panel id="events-title" title={titleOf(range)} simulated={simulated} aside={asideOf(reading)}>
      {reading.state === 'asking' && <FirstLoad source="the record of events" height="h-40" />}
      {reading.state === 'failed' && (
        <StateLine testId="events-failed" shape="clock">
          The record of events could not be read. This says nothing about the fleet; the page tries again by itself.
        </StateLine>
      )}
      {reading.state === 'read' && <Read {...props} reading={reading} />}
    </Panel>
  );
}

interface ReadProps extends EventPanelProps {
  readonly reading: Extract<EventReading, { state: 'read' }>;
}

function Read({ reading, filter, coverage, now, simulated, onZoom, onClear }: ReadProps) {
  const { events, newest, summary, older, showOlder } = reading;
  return (
    <>
      {summary !== 'first-page-only' && events.length > 0 && (
        <DensityStrip density={summary.density} bounds={newest} onZoom={onZoom} />
      )}
      {summary !== 'first-page-only' && <Limits summary={summary} bounds={newest} now={now} />}
      {events.length > 0 && <EventList events={events} now={now} simulated={simulated} />}
      {events.length === 0 && isFiltered(filter) && <FilterHidesAll noun="events" onClear={onClear} />}
      {events.length === 0 && !isFiltered(filter) && summary !== 'first-page-only' && (
        <p className="px-4 py-3 text-table" data-testid="no-events">
          {emptyWords(newest, summary, coverage, now)}
        </p>
      )}
      {older !== 'end' && (
        <p
          className="flex flex-wrap items-center gap-3 border-line border-t px-4 py-2 text-table"
          data-testid="cut-off"
        >
          {cutWords(events.length, summary)}
          <Button onClick={showOlder} disabled={older === 'asking'}>
            {older === 'asking' ? 'Reading older events …' : 'Show older events'}
          </Button>
        </p>
      )}
      {older === 'end' && events.length > 0 && (
        <p className="border-line border-t px-4 py-2 text-ink-muted text-note" data-testid="all-shown">
          {`All ${formatCount(events.length)} events of this range are shown.`}
        </p>
      )}
    </>
  );
}

function Limits({
  summary,
  bounds,
  now,
}: {
  readonly summary: EventSummary;
  readonly bounds: TimeBounds;
  readonly now: EpochMs;
}) {
  return limitWords(bounds, summary, now).map((words) => (
    <StateLine key={words} testId="events-limit" shape="half-ring">
      {words}
    </StateLine>
  ));
}

function cutWords(shown: number, summary: EventSummary | 'first-page-only'): string {
  const of = summary === 'first-page-only' ? '' : ` of ${formatCount(summary.count)}`;
  return `Cut off: the newest ${formatCount(shown)}${of} events are shown.`;
}

function titleOf(range: TimeRange): string {
  return rangeWords(range);
}

function asideOf(reading: EventReading): string | undefined {
  if (reading.state !== 'read') return undefined;
  const { now } = reading.newest;
  const read = `Read at ${formatMoment(now, now, 'second')}`;
  return reading.failed ? `${read}. It could not be read again; the page tries by itself.` : read;
}
