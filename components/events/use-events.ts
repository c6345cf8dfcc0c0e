'use client';

import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
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
  const asked = useInfiniteQuery({
    queryKey: ['events', query],
    queryFn: ({ pageParam }) => fetchEvents(query, pageParam),
    initialPageParam: 'start',
    getNextPageParam: ({ next }) => (next === 'end' ? undefined : next),
    ...(query === queryOf(initial) ? { initialData: asFirstPage(initial) } : {}),
    refetchInterval: refreshMs,
    enabled: refresh && paused.state === 'running',
  });
  const { data, isError } = asked;
  const newest = data?.pages[0];
  if (newest === undefined) return { state: isError ? 'failed' : 'asking' };
  return {
    state: 'read',
    events: data?.pages.flatMap(({ events }) => events) ?? [],
    newest,
    summary: newest.summary,
    failed: isError,
    older: asked.isFetchingNextPage ? 'asking' : asked.hasNextPage ? 'more' : 'end',
    showOlder: () => void asked.fetchNextPage(),
  };
}

function queryOf({ range, filter }: EventsWanted): string {
  const { kinds: kind, severities: severity, regions: region, workloads: workload } = filter;
  return toQuery(eventSpec, { range, kind, severity, region, workload });
}

function asFirstPage(report: EventReport): InfiniteData<EventReport, string> {
  return { pages: [report], pageParams: ['start'] };
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
