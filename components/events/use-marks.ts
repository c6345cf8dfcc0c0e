'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TimelineEvent } from '@/lib/domain/events/event';
import type { MarkReport } from '@/lib/domain/events/report';
import { type TimeRange, writeTimeRange } from '@/lib/domain/time-range';
import type { TimeMark } from '../charts/lines-figure';
import { useLiveFleet } from '../shell/live-entities';
import { markTone } from '../status/mark-looks';

/** Whose charts are marked. */
export type MarkedSubject =
  | { readonly of: 'workload'; readonly workloadId: string }
  | { readonly of: 'region'; readonly region: string }
  | { readonly of: 'fleet' };

/** A fixed picture for the gallery. */
export type StillMarks = readonly TimelineEvent[];

/** What is to be marked on charts, and whether that is known. A failed attempt keeps what was read before. */
export interface MarkReading {
  readonly state: 'asking' | 'read' | 'failed';
  readonly events: readonly TimelineEvent[];
  readonly marks: readonly TimeMark[];
  /** There are older ones that are not marked. */
  readonly isCutOff: boolean;
}

/** Charts on which nothing is marked. */
export const unmarked: MarkReading = { state: 'read', events: [], marks: [], isCutOff: false };

/** How often a page asks again, in wall milliseconds. */
const refreshMs = 20_000;
const nothing: MarkReport = { marks: [], isCutOff: false };

/** Events of a range that may explain the charts of a page, asked for once it stands and then again by itself. */
export function useMarks(subject: MarkedSubject, range: TimeRange, still: StillMarks | 'live'): MarkReading {
  const { paused } = useLiveFleet();
  const query = toQuery(subject, range);
  const { data, isError } = useQuery({
    queryKey: ['marks', query],
    queryFn: () => fetchMarks(query),
    refetchInterval: refreshMs,
    enabled: still === 'live' && paused.state === 'running',
  });
  const report = useMemo(
    () => (still === 'live' ? (data ?? nothing) : { marks: still, isCutOff: false }),
    [data, still],
  );
  const marks = useMemo(() => report.marks.map(toTimeMark), [report]);
  const state = still !== 'live' ? 'read' : isError ? 'failed' : data === undefined ? 'asking' : 'read';
  return { state, events: report.marks, marks, isCutOff: report.isCutOff };
}

/** An event as it is drawn: one whose end is not known is drawn at its beginning alone. */
export function toTimeMark({ at, until, sentence, kind, begins }: TimelineEvent): TimeMark {
  return {
    at,
    ...(until === 'open' || typeof until === 'number' ? { until } : {}),
    label: begins === 'seen-first' ? `${sentence} (seen first then)` : sentence,
    tone: markTone(kind),
  };
}

function toQuery(subject: MarkedSubject, range: TimeRange): string {
  const query = new URLSearchParams({ range: writeTimeRange(range) });
  if (subject.of === 'workload') query.set('workload', subject.workloadId);
  if (subject.of === 'region') query.set('region', subject.region);
  return query.toString();
}

async function fetchMarks(query: string): Promise<MarkReport> {
  const answer = await fetch(`/api/marks?${query}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as MarkReport;
}
