import type { HealthEventEntity } from '../entities';
import type { EpochMs } from '../time';
import type { Severity } from '../vocabulary';
import { type TimelineEvent, toEvent } from './event';

const longestDescription = 400;

/** What AWS says about itself: an issue, a notification, or work it plans. */
export function healthEvent(event: HealthEventEntity): TimelineEvent {
  const { id, region, service, category, startedAt, typeCode, description } = event;
  const where = region === 'global' ? 'globally' : `in ${region}`;
  return toEvent({
    source: 'health',
    key: id,
    at: startedAt,
    begins: 'known',
    until: endOf(event),
    kind: category === 'scheduledChange' ? 'planned-work' : 'health',
    severity: healthSeverity(category),
    accountId: 'none',
    region: region === 'global' ? 'none' : region,
    workloadId: 'none',
    sentence: `AWS Health: ${categoryWords[category]} ${service} ${where}`,
    detail: [typeCode, description.slice(0, longestDescription)].filter((line) => line !== '').join('. '),
    links: region === 'global' ? [] : [{ to: 'aws', source: { kind: 'health-events', region } }],
  });
}

const categoryWords: Readonly<Record<HealthEventEntity['category'], string>> = {
  issue: 'issue of',
  investigation: 'investigation of',
  accountNotification: 'notification about',
  scheduledChange: 'planned work on',
};

export function healthSeverity(category: HealthEventEntity['category']): Severity {
  return category === 'issue' || category === 'investigation' ? 'warning' : 'notice';
}

/** Closed without an end, or planned without one: AWS does not say when. */
function endOf({ status, endedAt }: HealthEventEntity): EpochMs | 'open' | 'unknown' {
  if (endedAt !== 'none') return endedAt;
  return status === 'open' ? 'open' : 'unknown';
}
