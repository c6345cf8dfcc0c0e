import { type SQL, sql } from 'drizzle-orm';
import { type HealthEventEntity, wholeFleetOnly } from '../domain/entities';
import { type AcknowledgementRecord, acknowledgementEvent } from '../domain/events/acknowledgement-event';
import { type AlarmSpell, alarmEvent } from '../domain/events/alarm-event';
import { type CountedEvents, densityBuckets } from '../domain/events/density';
import { parseEventId, type TimelineEvent } from '../domain/events/event';
import type { EventFilter } from '../domain/events/filter';
import { type FindingRecord, findingEvent } from '../domain/events/finding-event';
import { healthEvent } from '../domain/events/health-event';
import type { MarkSubject } from '../domain/events/mark';
import type { EventCursor } from '../domain/events/page';
import { type RunRecord, runEvent } from '../domain/events/run-event';
import type { EpochMs } from '../domain/time';
import type { TimeBounds } from '../domain/time-range';
import type { Severity } from '../domain/vocabulary';
import { type EventRow, everyEvent } from './event-rows';
import { eventRecord } from './event-schema';
import type { Store } from './store';

/**
 * The labels a reader may see; `all` or a closed list each. What has no label is common to all, and what is of the fleet as a
 * whole is for those who see all of it.
 */
export interface VisibleLabels {
  readonly accounts: 'all' | readonly string[];
  readonly regions: 'all' | readonly string[];
  readonly workloads: 'all' | readonly string[];
}

export interface EventsAsked {
  /** Events that stood at any time of it. */
  readonly bounds: TimeBounds;
  readonly visible: VisibleLabels;
  readonly filter: EventFilter;
}

/** At most `limit` events after a cursor, in the order of the timeline. */
export async function readEvents(
  store: Store,
  asked: EventsAsked,
  cursor: EventCursor,
  limit: number,
): Promise<readonly TimelineEvent[]> {
  return selectEvents(store, [...conditionsOf(asked), afterCursor(cursor)], limit);
}

/** The newest events that are marks of a subject's charts. */
export async function readMarks(
  store: Store,
  asked: Omit<EventsAsked, 'filter'>,
  subject: MarkSubject,
  limit: number,
): Promise<readonly TimelineEvent[]> {
  const isMark = sql`(kind in ('run', 'planned-work') or (kind = 'finding' and severity = 'critical')
    or (kind = 'health' and severity <> 'notice'))`;
  return selectEvents(store, [...boundsOf(asked), isMark, isAbout(subject)], limit);
}

/** How many events began when in the bounds, in equal stretches of time; those from before have the index −1. */
export async function countEvents(store: Store, asked: EventsAsked): Promise<readonly CountedEvents[]> {
  const { startAt, endAt } = asked.bounds;
  const share = sql`(at_ms - ${startAt}::double precision) / ${endAt - startAt}::double precision`;
  const { rows } = await store.db.execute<{ index: number; severity: Severity; count: number }>(sql`
    select case when at_ms < ${startAt}::double precision then -1
                else least(${densityBuckets - 1}::int, floor(${share} * ${densityBuckets}::int)::int) end as index,
           severity, count(*)::int as count
    from (${everyEvent()}) as events
    where ${sql.join([...conditionsOf(asked)], sql` and `)}
    group by 1, 2`);
  return rows;
}

/** Since when changes of alarms and Health events are recorded. */
export async function readRecordedSince(store: Store): Promise<EpochMs | 'never'> {
  const [row] = await store.db.select().from(eventRecord);
  return row?.sinceMs ?? 'never';
}

async function selectEvents(
  store: Store,
  conditions: readonly SQL[],
  limit: number,
): Promise<readonly TimelineEvent[]> {
  const { rows } = await store.db.execute<EventRow & Record<string, unknown>>(sql`
    select source, record from (${everyEvent()}) as events
    where ${sql.join([...conditions], sql` and `)}
    order by at_ms desc, source collate "C", key
    limit ${limit}`);
  return rows.map(toTimelineEvent);
}

function toTimelineEvent({ source, record }: EventRow): TimelineEvent {
  if (source === 'finding') return findingEvent(record as FindingRecord);
  if (source === 'alarm') return alarmEvent(record as AlarmSpell);
  if (source === 'health') return healthEvent(record as HealthEventEntity);
  return source === 'run' ? runEvent(record as RunRecord) : acknowledgementEvent(record as AcknowledgementRecord);
}

function conditionsOf(asked: EventsAsked): readonly SQL[] {
  const { kinds, severities, regions, workloads } = asked.filter;
  return [
    ...boundsOf(asked),
    ...oneOf([sql`kind`], kinds),
    ...oneOf([sql`severity`], severities),
    ...oneOf([sql`region`, sql`other_region`], regions),
    ...oneOf([sql`workload_id`], workloads),
  ];
}

function boundsOf({ bounds, visible }: Omit<EventsAsked, 'filter'>): readonly SQL[] {
  return [
    sql`at_ms < ${bounds.endAt}::double precision`,
    sql`(ended_ms is null or ended_ms >= ${bounds.startAt}::double precision)`,
    ...(Object.values(visible).every((allowed) => allowed === 'all') ? [] : [sql`account_id <> ${wholeFleetOnly}`]),
    ...withNone(sql`account_id`, visible.accounts),
    ...withNone(sql`scope_region`, visible.regions),
    ...withNone(sql`workload_id`, visible.workloads),
  ];
}

function oneOf(columns: readonly SQL[], values: readonly string[]): readonly SQL[] {
  if (values.length === 0) return [];
  const asked = sql.join(
    values.map((value) => sql`${storable(value)}`),
    sql`, `,
  );
  const either = columns.map((column) => sql`${column} in (${asked})`);
  return [sql`(${sql.join(either, sql` or `)})`];
}

function withNone(column: SQL, allowed: 'all' | readonly string[]): readonly SQL[] {
  return allowed === 'all' ? [] : oneOf([column], [...allowed, 'none']);
}

function isAbout(subject: MarkSubject): SQL {
  if (subject.of === 'fleet') return sql`true`;
  const common = sql`(region = 'none' and workload_id = 'none')`;
  if (subject.of === 'region') {
    return sql`(${common} or region = ${storable(subject.region)} or other_region = ${storable(subject.region)})`;
  }
  const inRegions = oneOf([sql`region`], subject.regions).map(
    (condition) => sql` or (workload_id = 'none' and ${condition})`,
  );
  return sql`(${common} or workload_id = ${storable(subject.workloadId)}${sql.join([...inRegions], sql``)})`;
}

function afterCursor(cursor: EventCursor): SQL {
  if (cursor === 'start') return sql`true`;
  const from = parseEventId(cursor);
  if (from === 'invalid') throw new RangeError(`Not a cursor: ${cursor}`);
  const { at, source, key } = from;
  return sql`(at_ms < ${at}::double precision or (at_ms = ${at}::double precision
    and (source collate "C" > ${source} or (source = ${source} and key > ${storable(key)} collate "C"))))`;
}

/** PostgreSQL holds no NUL: what has one is asked for as something that is nowhere. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
