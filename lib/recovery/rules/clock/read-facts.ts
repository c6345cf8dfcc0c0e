import type { Entity, LinkEntity, RoutingEntity, WorkloadEntity } from '@/lib/domain/entities';
import { isCurrent } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import { potentialLossOf } from '@/lib/domain/potential-loss';
import { preferMarker } from '@/lib/domain/prefer-marker';
import type { CurrentFacts, Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatList } from '@/lib/domain/wording/list';
import { formatAge } from '@/lib/domain/wording/moment';
import { isLosing } from '../store-losses';

/**
 * Where traffic, writers and data of a run's workload are at `now`: what was read, with its age, and never what the plan
 * would have. What is not known is said.
 *
 * @param own entities of the workload
 */
export function readFacts(
  { source, target }: Pick<Execution, 'source' | 'target'>,
  workload: WorkloadEntity | undefined,
  own: readonly Entity[],
  now: EpochMs,
): CurrentFacts {
  const routings = own.filter((entity) => entity.kind === 'routing');
  const links = own.filter((entity) => entity.kind === 'link').map((link) => preferMarker(link, now));
  return {
    traffic: sentenceOf(routings.map((routing) => trafficOf(routing, now))),
    writers: sentenceOf(writersOf(workload, links)),
    data: sentenceOf(dataOf(workload, links, source, target, now)),
    readAt: now,
  };
}

function sentenceOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'Nothing is known of it' : parts.join('; ');
}

function trafficOf({ hostname, answer, probe, probeCadence }: RoutingEntity, now: EpochMs): string {
  const answered = newestValue(answer);
  const led =
    answered === 'none'
      ? `where ${hostname} leads was never read`
      : `${hostname} leads to ${answered.value.region === 'unrecognised' ? 'an address that is none of ours' : answered.value.region} (${formatAge(answered.measuredAt, now)})`;
  const probed = newestValue(probe);
  if (probed === 'none') return `${led} and was never probed`;
  if (!isCurrent(probe, probeCadence, now))
    return `${led}; whether it serves was last seen ${formatAge(probed.measuredAt, now)}`;
  return `${led} and ${probed.value.outcome === 'pass' ? 'serves' : 'does not serve'}`;
}

/** A store with one writer replicates from where it is written; during a change of roles there may be two views. */
function writersOf(workload: WorkloadEntity | undefined, links: readonly LinkEntity[]): readonly string[] {
  return (workload?.workload.stores ?? [])
    .filter(({ kind, rebuildable }) => isLosing(kind) && kind !== 'backup' && rebuildable !== true)
    .map(({ id }) => {
      const sources = [...new Set(links.filter(({ storeId }) => storeId === id).map((link) => link.source))];
      if (sources.length === 0) return `who writes ${id} is not known`;
      return `${id} was last seen written in ${formatList(sources)}`;
    });
}

function dataOf(
  workload: WorkloadEntity | undefined,
  links: readonly LinkEntity[],
  source: string,
  target: string,
  now: EpochMs,
): readonly string[] {
  return (workload?.workload.stores ?? [])
    .filter(({ kind }) => kind !== 'backup' && kind !== 'sqs-queue')
    .map(({ id }) => {
      const own = links.filter(({ storeId }) => storeId === id);
      const forth = own.find((link) => link.source === source && link.target === target);
      const back = own.find((link) => link.source === target && link.target === source);
      if (forth !== undefined) return lagOf(forth, now);
      if (back !== undefined) return `${id} is written in ${target}; ${lagOf(back, now)}`;
      return `${id} has no copy in ${target} of what is written in ${source}, as far as is known`;
    });
}

function lagOf(link: LinkEntity, now: EpochMs): string {
  const { measured, atMost } = potentialLossOf(link, now);
  const was =
    measured.state === 'known'
      ? `${formatDuration(measured.seconds)} behind (${formatAge(measured.measuredAt, now)})`
      : 'not measured';
  const most = atMost.state === 'unbounded' ? 'no bound is known' : `at most ${formatDuration(atMost.seconds)}`;
  return `${link.storeId} in ${link.target} was ${was}, ${most}`;
}
