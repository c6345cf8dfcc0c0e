import type { QueueEntity } from './entities';
import type { RegionCode } from './fleet';
import { isCurrent } from './freshness';
import { newestValue } from './observe';
import type { QueueView } from './overview/types';
import type { EpochMs } from './time';
import { formatDuration } from './wording/duration';
import { formatCount } from './wording/list';
import { formatMoment } from './wording/moment';

/**
 * A queue as a screen shows it at `now`: what would be stranded in its region, out of reach until the region returns,
 * or what is while the region is dark. That is not loss, and never counted as it.
 */
export function viewQueue(queue: QueueEntity, now: EpochMs, isDark = false): QueueView {
  const { id, storeId, resource, region, messages, oldestMessageAgeSeconds } = queue;
  return { id, storeId, resource, region, messages, oldestMessageAgeSeconds, stranded: strandedOf(queue, now, isDark) };
}

/** Of a queue of which nothing is known, which is not an empty one. */
export function strandedUnseen(region: RegionCode, isDark: boolean): string {
  return `whatever waits in ${region} ${isDark ? 'is out of reach' : 'would be stranded'}; how much is not known`;
}

function strandedOf(queue: QueueEntity, now: EpochMs, isDark: boolean): string {
  const { region, messages } = queue;
  const newest = newestValue(messages);
  if (newest === 'none') return strandedUnseen(region, isDark);
  if (newest.value === 'absent') return `${region} has no such queue`;
  const current = isCurrent(messages, queue.messagesCadence, now);
  const dated = current ? '' : ` at ${formatMoment(newest.measuredAt, now)}`;
  if (newest.value === 0) return `nothing waits in ${region}${current ? ' now' : dated}`;
  const stranded = isDark ? 'out of reach while it is lost' : 'would be stranded';
  return `${formatCount(newest.value, 'message')} in ${region}${dated}${oldestWords(queue, now)} ${stranded}`;
}

function oldestWords({ oldestMessageAgeSeconds: age, ageCadence }: QueueEntity, now: EpochMs): string {
  if (age.state === 'missing' || !isCurrent(age, ageCadence, now)) return '';
  return `, the oldest waiting for ${formatDuration(age.value)},`;
}
