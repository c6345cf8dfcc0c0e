import type { QueueEntity } from './entities';
import { isCurrent } from './freshness';
import { newestValue } from './observe';
import type { QueueView } from './overview/types';
import type { EpochMs } from './time';
import { formatDuration } from './wording/duration';
import { formatCount } from './wording/list';
import { formatMoment } from './wording/moment';

/**
 * A queue as a screen shows it at `now`: what would be stranded in its region, out of reach until the region returns.
 * That is not loss, and never counted as it.
 */
export function viewQueue(queue: QueueEntity, now: EpochMs): QueueView {
  const { id, storeId, resource, region, messages, oldestMessageAgeSeconds } = queue;
  return { id, storeId, resource, region, messages, oldestMessageAgeSeconds, stranded: strandedOf(queue, now) };
}

function strandedOf(queue: QueueEntity, now: EpochMs): string {
  const { region, messages } = queue;
  const newest = newestValue(messages);
  if (newest === 'none') return `whatever waits in ${region} would be stranded; how much is not known`;
  if (newest.value === 'absent') return `${region} has no such queue`;
  const current = isCurrent(messages, queue.messagesCadence, now);
  const dated = current ? '' : ` at ${formatMoment(newest.measuredAt, now)}`;
  if (newest.value === 0) return `nothing waits in ${region}${current ? ' now' : dated}`;
  return `${formatCount(newest.value, 'message')} in ${region}${dated}${oldestWords(queue, now)} would be stranded`;
}

function oldestWords({ oldestMessageAgeSeconds: age, ageCadence }: QueueEntity, now: EpochMs): string {
  if (age.state === 'missing' || !isCurrent(age, ageCadence, now)) return '';
  return `, the oldest waiting for ${formatDuration(age.value)},`;
}
