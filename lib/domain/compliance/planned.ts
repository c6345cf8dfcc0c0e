import { bucketMsOf, minuteMs } from '../history/resolution';
import type { HistoryBucket, HistoryResolution } from '../history/types';
import type { EpochMs } from '../time';
import type { PlannedCost, PlannedWindow } from './types';

interface Span {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/**
 * What planned work may have cost in a range. Of a bucket that is planned in part at most as many of its breached minutes
 * lie in the plan as are planned; windows that overlap count once.
 */
export function planCost(
  windows: readonly PlannedWindow[],
  buckets: readonly HistoryBucket[],
  resolution: HistoryResolution,
  range: Span,
): PlannedCost {
  const inside = windows
    .map((window) => ({ ...window, ...clip(window, range) }))
    .filter(({ startAt, endAt }) => endAt > startAt)
    .sort((a, b) => a.startAt - b.startAt || a.endAt - b.endAt || (a.reason < b.reason ? -1 : 1));
  const merged = mergeSpans(inside);
  const lengthMs = bucketMsOf(resolution);
  return {
    windows: inside,
    minutes: merged.reduce((sum, span) => sum + minutesOf(span), 0),
    minutesBreachedAtMost: buckets.reduce((sum, { at, minutes }) => {
      const planned = merged.reduce(
        (all, span) => all + minutesOf(clip(span, { startAt: at, endAt: at + lengthMs })),
        0,
      );
      return sum + Math.min(minutes.breached, planned);
    }, 0),
  };
}

/** Spans that overlap or touch as one; given in the order of their start. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: { startAt: EpochMs; endAt: EpochMs }[] = [];
  for (const { startAt, endAt } of spans) {
    const last = merged.at(-1);
    if (last !== undefined && startAt <= last.endAt) last.endAt = Math.max(last.endAt, endAt);
    else merged.push({ startAt, endAt });
  }
  return merged;
}

function clip(span: Span, to: Span): Span {
  return { startAt: Math.max(span.startAt, to.startAt), endAt: Math.min(span.endAt, to.endAt) };
}

/** Minutes a span touches: a minute that is planned in part is planned. */
function minutesOf({ startAt, endAt }: Span): number {
  return endAt <= startAt ? 0 : Math.ceil(endAt / minuteMs) - Math.floor(startAt / minuteMs);
}
