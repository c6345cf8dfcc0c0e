import type { EpochMs } from '../time';
import type { TimelineEvent } from './event';

/** The events that began on one day in UTC, in the order they were given. */
export interface EventDay {
  readonly startAt: EpochMs;
  readonly events: readonly TimelineEvent[];
}

const dayMs = 86_400_000;

/** Events in the order of the timeline, day by day. */
export function groupByDay(events: readonly TimelineEvent[]): readonly EventDay[] {
  const days: { startAt: EpochMs; events: TimelineEvent[] }[] = [];
  for (const event of events) {
    const startAt = Math.floor(event.at / dayMs) * dayMs;
    const last = days.at(-1);
    if (last !== undefined && last.startAt === startAt) last.events.push(event);
    else days.push({ startAt, events: [event] });
  }
  return days;
}
