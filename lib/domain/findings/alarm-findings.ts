import type { AlarmEntity } from '../entities';
import { ageSeconds, isCurrent } from '../freshness';
import { newestValue } from '../observe';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/** An alarm may be new, or its metric late, for this long before having no data is a finding. */
export const noDataGraceSeconds = 900;

/** Alarms that fire, and alarms that watch nothing because their metric never comes. */
export function alarmFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.alarms.flatMap((alarm): FindingDraft[] => {
    const newest = newestValue(alarm.state);
    if (newest === 'none' || newest.value === 'ok') return [];
    const current = isCurrent(alarm.state, alarm.cadence, now);
    const when = current ? '' : `, last known at ${formatMoment(newest.measuredAt, now)}`;
    return newest.value === 'alarm' ? [firing(alarm, when, now)] : withoutData(alarm, when, now);
  });
}

function firing(alarm: AlarmEntity, when: string, now: number): FindingDraft {
  return {
    ...labels(alarm),
    code: 'alarm-firing',
    severity: 'warning',
    sentence: `${alarm.name} in ${alarm.region} is in alarm since ${formatMoment(alarm.changedAt, now)}${when}`,
    evidence: [alarm.reason, alarm.id],
    clear: 'Clears when CloudWatch reports the alarm as OK',
    since: alarm.changedAt,
  };
}

function withoutData(alarm: AlarmEntity, when: string, now: number): FindingDraft[] {
  if (ageSeconds(alarm.changedAt, now) < noDataGraceSeconds) return [];
  const since = formatMoment(alarm.changedAt, now);
  return [
    {
      ...labels(alarm),
      code: 'alarm-without-data',
      severity: 'notice',
      sentence: `${alarm.name} in ${alarm.region} has had no data since ${since}${when}: it cannot fire`,
      evidence: [alarm.reason, alarm.id],
      clear: 'Point the alarm at a metric that is published in its region (global lag: the secondary), or delete it',
      since: alarm.changedAt,
    },
  ];
}

function labels({ id, accountId, region, workloadId }: AlarmEntity) {
  return { subject: id, accountId, region, workloadId };
}
