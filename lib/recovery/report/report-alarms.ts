import type { TimelineEvent } from '@/lib/domain/events/event';
import { toMoment, toMomentOr } from '@/lib/domain/reports/figure';
import type { AlarmRecord } from '@/lib/domain/reports/recovery-report/report';
import type { EpochMs } from '@/lib/domain/time';
import type { RecordOfRun } from './record-of-run';

/** Trouble often shows before users feel it. */
const leadMs = 15 * 60_000;

/** The stretch of time whose alarms, findings and AWS Health events belong to a run. */
export function alarmPeriod(startAt: EpochMs, endAt: EpochMs): { readonly startAt: EpochMs; readonly endAt: EpochMs } {
  return { startAt: startAt - leadMs, endAt };
}

/**
 * What alarms, findings and AWS Health said of the workload and of the two regions. What became of an event after the
 * period is left out, so that the record of it does not change by itself.
 */
export function reportAlarms({ execution, alarms }: RecordOfRun, from: EpochMs, to: EpochMs): AlarmRecord {
  const { startAt, endAt } = alarmPeriod(from, to);
  const { workloadId, source, target } = execution;
  const regions = ['none', source, target];
  const isAbout = (event: TimelineEvent) =>
    event.workloadId === workloadId || (event.workloadId === 'none' && regions.includes(event.region));
  return {
    period: { from: toMoment(startAt), to: toMoment(endAt) },
    recordedSince: toMomentOr(alarms.recordedSince),
    isCutOff: alarms.isCutOff,
    events: alarms.events
      .filter((event) => event.kind !== 'run' && event.at <= endAt && isAbout(event))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map((event) => ({
        at: toMoment(event.at),
        begins: event.begins,
        until: untilOf(event, endAt),
        kind: event.kind,
        severity: event.severity,
        region: event.region,
        workloadId: event.workloadId,
        sentence: event.sentence,
        detail: event.detail,
      })),
  };
}

function untilOf({ until }: TimelineEvent, endAt: EpochMs): AlarmRecord['events'][number]['until'] {
  if (until === 'moment' || until === 'unknown') return until;
  return until === 'open' || until > endAt ? 'after' : toMoment(until);
}
