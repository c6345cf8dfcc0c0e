import 'server-only';
import { type Actor, isInScope, type Scope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { WorkloadEntity } from '@/lib/domain/entities';
import { densityIndex, toDensity } from '@/lib/domain/events/density';
import type { TimelineEvent } from '@/lib/domain/events/event';
import { type EventFilter, matchesFilter } from '@/lib/domain/events/filter';
import { type EventCursor, stoodWithin, takePage } from '@/lib/domain/events/page';
import { plannedWorkEvents } from '@/lib/domain/events/planned-work-event';
import type { EventReport, EventSummary } from '@/lib/domain/events/report';
import type { EpochMs } from '@/lib/domain/time';
import { type TimeBounds, type TimeRange, toBounds } from '@/lib/domain/time-range';
import { readEntities } from '@/lib/persistence/entities';
import { countEvents, type EventsAsked, readEvents, readRecordedSince } from '@/lib/persistence/read-events';
import type { Store } from '@/lib/persistence/store';
import { findFindingHistoryIn } from './find-finding-history';
import { fleetNow } from './fleet-clock';
import { webStore } from './web-store';

/** Events of one page, unless fewer are asked for. */
export const usualPage = 100;

export interface EventsQuestion {
  readonly range: TimeRange;
  readonly filter: EventFilter;
  readonly cursor: EventCursor;
  /** 1 to 500. */
  readonly limit: number;
}

/**
 * A page of the timeline: what stood in a range, within the actor's scope. The first page has what is said of the range as
 * a whole. Throws AccessRefused when the actor may not read the fleet; fails when the store cannot be reached.
 */
export async function getEvents(actor: Actor | 'nobody', question: EventsQuestion): Promise<EventReport> {
  return getEventsFrom(webStore(), actor, question, fleetNow());
}

/** The same from a given store at a given moment. */
export async function getEventsFrom(
  store: Store,
  actor: Actor | 'nobody',
  { range, filter, cursor, limit }: EventsQuestion,
  now: EpochMs,
): Promise<EventReport> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const bounds = toBounds(range, now);
  const asked: EventsAsked = { bounds, filter, visible: scope };
  const [stored, workloads] = await Promise.all([
    // One more than a page holds tells whether there is another.
    readEvents(store, asked, cursor, limit + 1),
    readVisibleWorkloads(store, scope),
  ]);
  const planned = plannedWithin(workloads, bounds).filter((event) => matchesFilter(event, filter));
  const isFirst = cursor === 'start';
  return {
    ...takePage([...stored, ...planned], cursor, limit),
    range,
    filter,
    ...bounds,
    now,
    summary: isFirst ? await summarise(store, actor, asked, planned) : 'first-page-only',
  };
}

async function summarise(
  store: Store,
  actor: Actor | 'nobody',
  asked: EventsAsked,
  planned: readonly TimelineEvent[],
): Promise<EventSummary> {
  const [counted, recordedSince, stops] = await Promise.all([
    countEvents(store, asked),
    readRecordedSince(store),
    findFindingHistoryIn(store, actor, asked.bounds, { codes: ['engine-not-collecting'] }),
  ]);
  const all = [
    ...counted,
    ...planned.map(({ at, severity }) => ({ index: densityIndex(at, asked.bounds), severity, count: 1 })),
  ];
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    density: toDensity(asked.bounds, all),
    recordedSince,
    blindSpots: stops.map(({ finding, closed }) => ({
      startAt: finding.since,
      endAt: closed === 'open' ? 'open' : closed.at,
    })),
  };
}

/** Workloads an actor may see. */
export async function readVisibleWorkloads(store: Store, scope: Scope): Promise<readonly WorkloadEntity[]> {
  const { entities } = await readEntities(store, { kinds: ['workload'] });
  return entities.flatMap(({ entity, labels }) =>
    entity.kind === 'workload' && isInScope(scope, labels) ? [entity] : [],
  );
}

/** Work the fleet file plans for these workloads that lies within the bounds. */
export function plannedWithin(workloads: readonly WorkloadEntity[], bounds: TimeBounds): readonly TimelineEvent[] {
  return workloads.flatMap(({ workload }) => plannedWorkEvents(workload)).filter((event) => stoodWithin(event, bounds));
}
