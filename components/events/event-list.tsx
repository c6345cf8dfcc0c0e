'use client';

import { Fragment, useMemo, useRef } from 'react';
import { groupByDay } from '@/lib/domain/events/by-day';
import type { TimelineEvent } from '@/lib/domain/events/event';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount, formatUtc } from '@/lib/format';
import { useRowKeys } from '../table/use-row-keys';
import { TableHead } from '../ui/table-head';
import { urlText } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';
import { EventLine, mainAddress } from './event-line';

const rowSpec = { row: urlText('Row') };

export interface EventListProps {
  /** In the order of the timeline. */
  readonly events: readonly TimelineEvent[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Events by the day they began on in UTC, the newest first. Arrows, j and k walk them, Enter leads to what they are about. */
export function EventList({ events, now, simulated }: EventListProps) {
  const scroller = useRef<HTMLElement>(null);
  const { values, set } = useUrlState(rowSpec);
  const days = useMemo(() => groupByDay(events), [events]);
  const lines = useMemo(() => events.map((event) => ({ id: event.id, kind: 'row' as const, event })), [events]);
  const keys = useRowKeys({
    scroller,
    lines,
    selected: values.row,
    scrollTo: (index) => {
      const row = scroller.current?.querySelectorAll('[data-row-id]')[index];
      row?.scrollIntoView({ block: 'nearest' });
    },
    hrefOf: ({ event }) => mainAddress(event),
    select: (row) => set({ row: row === values.row ? '' : row }, 'replace'),
    toggle: () => undefined,
  });
  return (
    <section
      ref={scroller}
      aria-label="Events by day"
      data-table="events"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be focusable
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
      className="relative overflow-x-auto"
    >
      <table className="w-full border-collapse text-left text-table">
        <TableHead names={['Began, UTC', 'Kind', 'What happened', 'Where', 'More']} />
        <tbody>
          {days.map(({ startAt, events: ofDay }) => (
            <Fragment key={`${startAt} ${ofDay[0]?.id}`}>
              <tr className="border-line border-t">
                <th colSpan={5} scope="colgroup" className="bg-canvas px-3 py-1 font-semibold text-ink">
                  {formatUtc(startAt, 'date').split(',')[0]}
                  <span className="font-normal text-ink-muted text-note">
                    {` ${formatCount(ofDay.length)} ${ofDay.length === 1 ? 'event' : 'events'} shown`}
                  </span>
                </th>
              </tr>
              {ofDay.map((event) => (
                <EventLine
                  key={event.id}
                  event={event}
                  now={now}
                  simulated={simulated}
                  active={event.id === keys.active}
                  chosen={event.id === values.row}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
