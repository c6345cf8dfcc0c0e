'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimelineEvent } from '@/lib/domain/events/event';
import type { EventFilter } from '@/lib/domain/events/filter';
import type { EventReport, EventSummary } from '@/lib/domain/events/report';
import type { TimeBounds, TimeRange } from '@/lib/domain/time-range';
import { useLiveFleet } from '../shell/live-entities';
import { toQuery } from '../url/url-state';
import { eventSpec } from './event-spec';

/** How often a page asks again, in wall milliseconds. */
const refreshMs = 15_000;

/** What a page knows of the timeline. A failed attempt keeps what was read before. */
export type EventReading =
  | { readonly state: 'asking' }
  | { readonly state: 'failed' }
  | {
      readonly state: 'read';
      readonly events: readonly TimelineEvent[];
      readonly newest: EventReport;
      readonly summary: EventSummary | 'first-page-only';
      readonly failed: boolean;
      readonly older: 'end' | 'more' | 'asking';
      readonly showOlder: () => void;
    };

export interface EventsWanted {
  readonly range: TimeRange;
  readonly filter: EventFilter;
}

/** The timeline of a range: the page it came with, or asked for; then again by itself, with all older pages that are open. */
export function useEvents({ range, filter }: EventsWanted, initial: EventReport, refresh: boolean): EventReading {
  const { paused } = useLiveFleet();
  const query = queryOf({ range, filter });
  const [opened, setOpened] = useState({ query, pages: 1 });
  const pages = opened.query === query ? opened.pages : 1;
  const client = useQueryClient();
  const keyOf = (count: number) => ['events', query, count];
  const { data, isError, isPlaceholderData, refetch } = useQuery({
    queryKey: keyOf(pages),
    queryFn: () => fetchPages(query, pages),
    ...(pages === 1 && query === queryOf(initial) ? { initialData: toPages(query, [initial]) } : {}),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
    enabled: refresh && paused.state === 'running',
  });
  const known = data ?? client.getQueryData<ReadPages>(keyOf(pages - 1));
  const newest = known?.reports[0];
  // While another range or filter is asked for, what was read of the one before is not shown as its answer.
  if (known === undefined || newest === undefined || known.query !== query) {
    return { state: isError ? 'failed' : 'asking' };
  }
  const hasMore = known.reports.at(-1)?.next !== 'end';
  return {
    state: 'read',
    events: known.reports.flatMap(({ events }) => events),
    newest,
    summary: newest.summary,
    failed: isError,
    older: isPlaceholderData ? 'asking' : hasMore ? 'more' : 'end',
    showOlder: () => (data === undefined ? void refetch() : setOpened({ query, pages: pages + 1 })),
  };
}

interface ReadPages {
  readonly query: string;
  readonly reports: readonly EventReport[];
}

function toPages(query: string, reports: readonly EventReport[]): ReadPages {
  return { query, reports };
}

function queryOf({ range, filter }: EventsWanted): string {
  const { kinds: kind, severities: severity, regions: region, workloads: workload } = filter;
  return toQuery(eventSpec, { range, kind, severity, region, workload });
}

/** That many pages, each from where the one before ended, so that none loses or repeats an event. */
async function fetchPages(query: string, count: number): Promise<ReadPages> {
  const reports: EventReport[] = [];
  for (let cursor = 'start'; reports.length < count && cursor !== 'end'; ) {
    const report = await fetchEvents(query, cursor);
    reports.push(report);
    cursor = report.next;
  }
  return toPages(query, reports);
}

async function fetchEvents(query: string, cursor: string): Promise<EventReport> {
  const more = new URLSearchParams(query);
  if (cursor !== 'start') more.set('after', cursor);
  const answer = await fetch(`/api/v1/events?${more}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as EventReport;
}

/** A stretch of time as the address takes it: whole seconds, at least one. */
export function toWholeSeconds({ startAt, endAt }: TimeBounds): TimeBounds {
  const from = Math.floor(startAt / 1000) * 1000;
  return { startAt: from, endAt: Math.max(from + 1000, Math.ceil(endAt / 1000) * 1000) };
}
