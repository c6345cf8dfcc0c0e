import type { HealthEventEntity } from '../entities';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

const longestQuote = 400;

/**
 * What AWS itself says is wrong, and what it plans to do. An impairment on AWS's side; whether users notice is judged
 * apart from it.
 */
export function healthEventFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.healthEvents.flatMap((event) => [...issue(event, now), ...plannedWork(event, now)]);
}

function issue(event: HealthEventEntity, now: EpochMs): FindingDraft[] {
  if (event.status !== 'open' || (event.category !== 'issue' && event.category !== 'investigation')) return [];
  return [
    {
      ...labels(event),
      code: 'aws-health-issue',
      severity: 'warning',
      sentence: `AWS Health reports an issue of ${event.service} in ${event.region} since ${formatMoment(event.startedAt, now)}`,
      clear: 'Clears when AWS closes the event',
      since: event.startedAt,
    },
  ];
}

/** Kept with its time, so that what it cost can be marked as planned long after AWS has forgotten it. */
function plannedWork(event: HealthEventEntity, now: EpochMs): FindingDraft[] {
  const { category, status, startedAt, endedAt, updatedAt, service, region } = event;
  if (category !== 'scheduledChange' || status === 'closed') return [];
  if (endedAt !== 'none' && endedAt <= now) return [];
  const until = endedAt === 'none' ? 'no end given' : `until ${formatMoment(endedAt, now)}`;
  return [
    {
      ...labels(event),
      code: 'aws-planned-work',
      severity: 'notice',
      sentence: `AWS plans work on ${service} in ${region} from ${formatMoment(startedAt, now)}, ${until}`,
      clear: 'Clears when its time is over or AWS closes the event',
      since: Math.min(updatedAt, startedAt, now),
      span: { startAt: startedAt, endAt: endedAt },
    },
  ];
}

function labels({ id, region, typeCode, description }: HealthEventEntity) {
  return {
    accountId: 'none',
    region: region === 'global' ? 'none' : region,
    workloadId: 'none',
    subject: id,
    evidence: [typeCode, description.slice(0, longestQuote)].filter((line) => line !== ''),
  } as const;
}
