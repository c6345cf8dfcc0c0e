import type { FindingEntity } from '../entities';
import { acknowledgementEvent } from '../events/acknowledgement-event';
import { alarmEvent } from '../events/alarm-event';
import { type CountedEvents, densityIndex, toDensity } from '../events/density';
import type { TimelineEvent } from '../events/event';
import { noFilter } from '../events/filter';
import { findingEvent } from '../events/finding-event';
import { healthEvent } from '../events/health-event';
import { stoodWithin, takePage } from '../events/page';
import { plannedWorkEvents } from '../events/planned-work-event';
import type { EventReport } from '../events/report';
import { runEvent } from '../events/run-event';
import type { EpochMs } from '../time';
import { type TimeRange, toBounds } from '../time-range';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const accountId = '111122223333';

/** `cut`: more than a page holds. `young`: recorded for the last hours only. */
export const sampledTimelines = ['outage', 'calm', 'empty', 'cut', 'young'] as const;
export type SampledTimeline = (typeof sampledTimelines)[number];

/** A page of a timeline, the same each time. */
export function sampleEventReport(range: TimeRange, timeline: SampledTimeline, now: EpochMs): EventReport {
  const bounds = toBounds(range, now);
  const all = eventsOf(timeline, now).filter((event) => stoodWithin(event, bounds));
  const counted = all.map(
    ({ at, severity }): CountedEvents => ({ index: densityIndex(at, bounds), severity, count: 1 }),
  );
  return {
    ...takePage(all, 'start', timeline === 'cut' ? 40 : 100),
    ...bounds,
    range,
    filter: noFilter,
    now,
    summary: {
      count: all.length,
      density: toDensity(bounds, counted),
      recordedSince: timeline === 'young' ? now - 2 * hourMs : now - 40 * 24 * hourMs,
      blindSpots: timeline === 'young' ? [{ startAt: now - 50 * minuteMs, endAt: now - 31 * minuteMs }] : [],
    },
  };
}

/** The loss of us-east-1, as it is marked on charts. */
export function sampleMarks(now: EpochMs): readonly TimelineEvent[] {
  return outage(now).filter(
    ({ kind, severity }) =>
      kind !== 'acknowledgement' && kind !== 'alarm' && (kind !== 'finding' || severity === 'critical'),
  );
}

function eventsOf(timeline: SampledTimeline, now: EpochMs): readonly TimelineEvent[] {
  if (timeline === 'empty') return [];
  if (timeline === 'calm') return everyDay(now);
  if (timeline === 'cut') return [...outage(now), ...flapping(now)];
  return [...outage(now), ...everyDay(now)];
}

function finding(
  code: FindingEntity['code'],
  subject: string,
  since: EpochMs,
  more: Partial<FindingEntity>,
): FindingEntity {
  return {
    kind: 'finding',
    id: `${code}:${subject}`,
    code,
    severity: 'warning',
    sentence: subject,
    evidence: [],
    clear: '',
    since,
    seenAt: since,
    accountId: 'none',
    region: 'none',
    workloadId: 'none',
    ...more,
  };
}

function outage(now: EpochMs): readonly TimelineEvent[] {
  const began = now - 94 * minuteMs;
  const lost = finding('region-down', 'us-east-1', began, {
    sentence: 'us-east-1 is down: it serves nobody, by the console’s probe and Route 53’s checkers',
    evidence: ['GET checkout-use1: no answer within 2 s'],
    region: 'us-east-1',
  });
  const stalled = finding('link-stalled', 'orders', began + 2 * minuteMs, {
    sentence: 'orders, us-east-1 → us-west-2: writes are taken and nothing arrives',
    workloadId: 'checkout',
    accountId,
  });
  return [
    findingEvent({ finding: lost, worstSeverity: 'critical', closed: { at: now - 20 * minuteMs, by: 'cleared' } }),
    findingEvent({ finding: stalled, worstSeverity: 'warning', closed: 'open' }),
    alarmEvent({
      id: 'arn:alarm:checkout-errors',
      accountId,
      region: 'us-east-1',
      workloadId: 'checkout',
      name: 'checkout-5xx',
      reason: 'Threshold Crossed: 3 datapoints were greater than the threshold (5.0).',
      state: 'alarm',
      since: began + minuteMs,
      begins: 'known',
      closed: { at: now - 18 * minuteMs, exactly: true },
    }),
    healthEvent({
      kind: 'health-event',
      id: 'arn:health:1',
      region: 'us-east-1',
      service: 'EC2',
      typeCode: 'AWS_EC2_OPERATIONAL_ISSUE',
      category: 'issue',
      status: 'open',
      startedAt: began + 11 * minuteMs,
      endedAt: 'none',
      updatedAt: now - 30 * minuteMs,
      description: 'We are investigating increased error rates in the US-EAST-1 Region.',
    }),
    acknowledgementEvent({
      number: 41,
      at: began + 6 * minuteMs,
      actor: 'ada',
      note: 'Looking at it, failing checkout over.',
      finding: lost,
    }),
    runEvent({
      id: 'run-1',
      accountId,
      workloadId: 'checkout',
      mode: 'ungraceful',
      source: 'us-east-1',
      target: 'us-west-2',
      dryRun: false,
      drill: false,
      state: 'completed-with-exceptions',
      startedBy: 'ada',
      reason: 'region lost',
      createdAt: began + 8 * minuteMs,
      endedAt: began + 21 * minuteMs,
    }),
  ];
}

function everyDay(now: EpochMs): readonly TimelineEvent[] {
  const plannedWork = [{ startAt: now - 9 * hourMs, endAt: now - 8 * hourMs, reason: 'upgrade of the ledger' }];
  const missing = finding('key-missing', 'alias/archive', now - 5 * hourMs, {
    sentence: 'us-west-2 has no copy of the key alias/archive',
    workloadId: 'archive',
    region: 'us-west-2',
    accountId,
  });
  return [
    ...plannedWorkEvents({ id: 'archive', accountId, plannedWork }),
    findingEvent({ finding: missing, worstSeverity: 'warning', closed: 'open' }),
    alarmEvent({
      id: 'arn:alarm:queue-age',
      accountId,
      region: 'eu-west-1',
      workloadId: 'none',
      name: 'queue-age',
      reason: 'Insufficient Data: 1 datapoint was unknown.',
      state: 'insufficient-data',
      since: now - 30 * hourMs,
      begins: 'known',
      closed: { at: now - 7 * hourMs, exactly: false },
    }),
  ];
}

/** An alarm that does not come to rest. */
function flapping(now: EpochMs): readonly TimelineEvent[] {
  return Array.from({ length: 120 }, (_, index) =>
    alarmEvent({
      id: 'arn:alarm:flapping',
      accountId,
      region: 'eu-central-1',
      workloadId: 'storefront',
      name: 'storefront-a-rather-long-name-of-an-alarm-that-somebody-has-generated-from-a-template-p99',
      reason: 'Threshold Crossed',
      state: 'alarm',
      since: now - (index + 1) * 11 * minuteMs,
      begins: 'known',
      closed: { at: now - (index + 1) * 11 * minuteMs + 4 * minuteMs, exactly: true },
    }),
  );
}
