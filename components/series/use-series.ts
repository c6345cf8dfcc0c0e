'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type InterestView, mostInterests, renewEveryMs } from '@/lib/domain/series/interest';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import { type TimeRange, writeTimeRange } from '@/lib/domain/time-range';
import { useLiveFleet } from '../shell/live-entities';

/** A view of a workload in a region that a page looks at. */
export interface AskedView {
  readonly view: InterestView;
  readonly workload: string;
  readonly region: string;
}

/** What a page has of the views it looks at. Answers stand in the order of the views. */
export type SeriesReading =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly answers: readonly WindowAnswer[] }
  | { readonly state: 'read'; readonly answers: readonly WindowAnswer[] };

/** How soon it is asked again for what is still being fetched; the console holds the request until there is news. */
const askAgainMs = 400;

/**
 * Series that are fetched while somebody looks: asked for once the page stands, renewed every 20 seconds, and left alone
 * while the page is hidden or paused, so that the engine stops fetching. A failed attempt keeps what was read before.
 * `still` is a fixed picture for the gallery. More views than one request may have are cut off: the caller says so.
 */
export function useSeries(
  views: readonly AskedView[],
  range: TimeRange,
  still: readonly WindowAnswer[] | 'live' = 'live',
): SeriesReading {
  const { paused } = useLiveFleet();
  const client = useQueryClient();
  const asked = useMemo(() => views.slice(0, mostInterests.inRequest), [views]);
  const written = writeTimeRange(range);
  const queryKey = ['series', written, asked.map(({ view, workload, region }) => `${view} ${workload} ${region}`)];
  const { data, isError } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      fetchSeries(asked, written, client.getQueryData<readonly WindowAnswer[]>(queryKey) ?? [], signal),
    enabled: still === 'live' && paused.state === 'running' && asked.length > 0,
    refetchInterval: ({ state }) => (isAwaited(state.data) ? askAgainMs : renewEveryMs),
    refetchOnWindowFocus: 'always',
    staleTime: 0,
  });
  if (still !== 'live') return { state: 'read', answers: still };
  if (isError) return { state: 'failed', answers: data ?? [] };
  return data === undefined ? { state: 'asking' } : { state: 'read', answers: data };
}

function isAwaited(answers: readonly WindowAnswer[] | undefined): boolean {
  return (answers ?? []).some(
    ({ asking, window }) =>
      asking || (typeof window !== 'string' && window.series.some(({ state }) => state === 'not-asked-yet')),
  );
}

async function fetchSeries(
  views: readonly AskedView[],
  range: string,
  before: readonly WindowAnswer[],
  signal: AbortSignal,
): Promise<readonly WindowAnswer[]> {
  const known = new Map(before.map((answer) => [answer.key, answer.window]));
  const have = Object.fromEntries(
    before.flatMap(({ key, window }) => (typeof window === 'string' ? [] : [[key, window.receivedAt]])),
  );
  const answer = await fetch('/api/series', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ views, range, have }),
    cache: 'no-store',
    signal,
  });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  const answers = (await answer.json()) as readonly WindowAnswer[];
  return answers.map((one) => (one.window === 'as-known' ? { ...one, window: known.get(one.key) ?? 'none' } : one));
}

/** The windows of one view that have come. */
export function windowsOf<V extends InterestView>(reading: SeriesReading, view: V) {
  if (reading.state === 'asking') return [];
  return reading.answers.flatMap(({ window }) =>
    typeof window !== 'string' && window.view === view ? [window as Extract<typeof window, { view: V }>] : [],
  );
}

/** What was answered to some of the views, for a panel that shows no others. */
export function partOf(reading: SeriesReading, views: readonly AskedView[]): SeriesReading {
  if (reading.state === 'asking') return reading;
  const prefixes = views.map(({ view, workload, region }) => `${view} ${workload} ${region} `);
  const answers = reading.answers.filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)));
  return { ...reading, answers };
}
