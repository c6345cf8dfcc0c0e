import type { AlarmEntity } from '../entities';
import { ageSeconds, isCurrent } from '../freshness';
import { newestValue } from '../observe';
import { isLeverAlarm } from '../recovery/lever-alarms';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';
import { findPublishingRegions } from './publishing-regions';

/** An alarm may be new, or its metric late, for this long before having no data is a finding. */
export const noDataGraceSeconds = 900;

/** Alarms that fire, and alarms that cannot: their metric is published elsewhere, or never comes. */
export function alarmFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, now } = context;
  return evidence.alarms.flatMap((alarm): FindingDraft[] => {
    const newest = newestValue(alarm.state);
    if (newest === 'none') return [];
    const current = isCurrent(alarm.state, alarm.cadence, now);
    const when = current ? '' : `, last known at ${formatMoment(newest.measuredAt, now)}`;
    const misplaced = inWrongRegion(alarm, context);
    if (newest.value === 'alarm') return [firing(alarm, when, now), ...misplaced];
    if (misplaced.length > 0) return misplaced;
    const isLever = evidence.workloads.some(({ workload }) => isLeverAlarm(workload, alarm));
    return newest.value === 'ok' || isLever ? [] : withoutData(alarm, when, now);
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

/** However it treats missing data: an alarm that is OK for want of any is the worse one. */
function inWrongRegion(alarm: AlarmEntity, context: FindingContext): FindingDraft[] {
  const { metric } = alarm;
  if (metric === undefined) return [];
  const regions = findPublishingRegions(metric, alarm, context.evidence.links);
  if (regions === 'anywhere' || regions.includes(alarm.region)) return [];
  const where = regions.join(', ');
  return [
    {
      ...labels(alarm),
      code: 'alarm-in-wrong-region',
      severity: 'notice',
      sentence: `${alarm.name} in ${alarm.region} watches ${metric.name}, which is published in ${where} only: it cannot fire`,
      evidence: [`${metric.namespace} ${metric.name}`, alarm.reason, alarm.id].filter((line) => line !== ''),
      clear: `Create the alarm in ${where} and delete this one`,
      since: alarm.changedAt,
    },
  ];
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
      clear: 'Point the alarm at a metric and dimensions that are published in its region, or delete it',
      since: alarm.changedAt,
    },
  ];
}

function labels({ id, accountId, region, workloadId }: AlarmEntity) {
  return { subject: id, accountId, region, workloadId };
}
