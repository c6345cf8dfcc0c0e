import type { Event } from '@aws-sdk/client-health';
import type { Notice } from '../notices';
import { toMoment } from '../to-moment';
import type { HealthEventReading } from './readings';

const categories = ['issue', 'accountNotification', 'scheduledChange', 'investigation'] as const;
const statuses = ['open', 'closed', 'upcoming'] as const;

/** An event without its description, which another call gives. */
export function toHealthEvent(wire: Event, notice: Notice): HealthEventReading | 'incomplete' {
  const startedAt = toMoment(wire.startTime);
  const endedAt = toMoment(wire.endTime);
  const updatedAt = toMoment(wire.lastUpdatedTime);
  if (!wire.arn || startedAt === 'unknown') return 'incomplete';
  return {
    arn: wire.arn,
    region: wire.region || 'global',
    service: wire.service ?? '',
    typeCode: wire.eventTypeCode ?? '',
    category: toCategory(wire, notice),
    status: toStatus(wire, notice),
    startedAt,
    endedAt: endedAt === 'unknown' ? 'none' : endedAt,
    updatedAt: updatedAt === 'unknown' ? startedAt : updatedAt,
    description: '',
  };
}

function toCategory(wire: Event, notice: Notice): HealthEventReading['category'] {
  const known = categories.find((category) => category === wire.eventTypeCategory);
  if (known !== undefined) return known;
  notice(`The AWS Health event ${wire.arn} is of a category this console does not know; it is shown as an issue.`);
  return 'issue';
}

function toStatus(wire: Event, notice: Notice): HealthEventReading['status'] {
  const known = statuses.find((status) => status === wire.statusCode);
  if (known !== undefined) return known;
  notice(`The AWS Health event ${wire.arn} has a status this console does not know; it is shown as open.`);
  return 'open';
}
