import type { EpochMs } from '../time';
import { eventSources, parseEventId, type TimelineEvent } from './event';

type Placed = Pick<TimelineEvent, 'at' | 'source' | 'key'>;

/**
 * The order of the timeline: newest first, then by record and key. Total: two events are equal only if they have the same
 * id. Keys are compared by code points, as the store's collation "C" does, so that both agree on every page.
 */
export function compareEvents(a: Placed, b: Placed): number {
  if (a.at !== b.at) return b.at - a.at;
  const bySource = eventSources.indexOf(a.source) - eventSources.indexOf(b.source);
  return bySource === 0 ? compareCodePoints(a.key, b.key) : bySource;
}

function compareCodePoints(a: string, b: string): number {
  const [ones, others] = [[...a], [...b]];
  for (const [index, one] of ones.entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    if (one !== other) return (one.codePointAt(0) as number) - (other.codePointAt(0) as number);
  }
  return ones.length - others.length;
}

/** The id of the last event of the page before; `start` for the first page. */
export type EventCursor = string | 'start';

export function isCursor(text: string): text is EventCursor {
  return text === 'start' || parseEventId(text) !== 'invalid';
}

export interface EventPage {
  /** In the order of the timeline. */
  readonly events: readonly TimelineEvent[];
  /** What to ask for the page after this one; `end` where there is none. */
  readonly next: string | 'end';
}

/**
 * The page of at most `limit` events after a cursor, out of events in any order of which one may be there twice: the
 * later mention counts. `limit` is at least 1.
 */
export function takePage(events: readonly TimelineEvent[], cursor: EventCursor, limit: number): EventPage {
  const from = cursor === 'start' ? 'start' : parseEventId(cursor);
  if (from === 'invalid') throw new RangeError(`Not a cursor: ${cursor}`);
  const after = [...new Map(events.map((event) => [event.id, event])).values()]
    .filter((event) => from === 'start' || compareEvents(event, from) > 0)
    .sort(compareEvents);
  const page = after.slice(0, limit);
  const last = page.at(-1);
  return { events: page, next: after.length > page.length && last !== undefined ? last.id : 'end' };
}

/** Whether an event stood at any time from `startAt` to before `endAt`. */
export function stoodWithin(
  { at, until }: Pick<TimelineEvent, 'at' | 'until'>,
  { startAt, endAt }: { readonly startAt: EpochMs; readonly endAt: EpochMs },
): boolean {
  if (at >= endAt) return false;
  if (typeof until === 'number') return until >= startAt;
  return until === 'open' || at >= startAt;
}
