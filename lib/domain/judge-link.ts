import type { LinkEntity } from './entities';
import type { RegionCode } from './fleet';
import { atBestLate, freshnessOf } from './freshness';
import { answeringEnds, findDarkEnd, type LinkEnds } from './link-ends';
import { flowOf, type LinkFlow } from './link-flow';
import { newestValue } from './observe';
import type { LinkStanding, LinkView, RpoVerdict } from './overview/types';
import { lagFreshness, newestLag, potentialLossOf } from './potential-loss';
import { rpoVerdictOf } from './rpo-verdict';
import type { EpochMs, Seconds } from './time';
import type { FreshnessState } from './vocabulary';
import { formatDuration } from './wording/duration';
import { formatAge, formatMoment } from './wording/moment';

/**
 * Everything a screen says about a link at `now`, judged against a recovery-point objective in seconds. A link that
 * does not count for its workload is shown with its figures and without a verdict.
 */
export function judgeLink(
  link: LinkEntity,
  objectiveSeconds: Seconds | 'none',
  now: EpochMs,
  ends: LinkEnds = answeringEnds,
  standing: LinkStanding = 'counted',
): LinkView {
  const dark = findDarkEnd(ends) !== 'none';
  const seen = flowOf(link, now);
  // Writes that arrive nowhere are a fact of the source; anything better is no longer proven once an end is dark.
  const flow: LinkFlow = dark && seen !== 'stalled' && seen !== 'rebuilding' ? 'unknown' : seen;
  const byAge = lagFreshness(link, now);
  const freshness = dark ? atBestLate(byAge) : byAge;
  const { id, workloadId, storeId, storeKind, resource, source, target } = link;
  return {
    id,
    workloadId,
    storeId,
    storeKind,
    resource,
    source,
    target,
    loss: potentialLossOf(link, now, ends),
    verdict:
      standing === 'counted'
        ? rpoVerdictOf(objectiveSeconds, link, now, ends)
        : notCounted(standing, target, rpoVerdictOf('none', link, now, ends)),
    copyState: copyStateOf(link, dark, now),
    flow,
    freshness,
    label: labelOf(link, flow, freshness, now),
    standing,
    ...(link.backlog === undefined ? {} : { backlog: link.backlog }),
  };
}

function notCounted(standing: Exclude<LinkStanding, 'counted'>, target: RegionCode, verdict: RpoVerdict): RpoVerdict {
  const sentence =
    standing === 'rebuildable' ? 'Not judged: it can be filled anew' : `Not counted: ${target} is not a lawful target`;
  return { ...verdict, sentence };
}

function copyStateOf(link: LinkEntity, dark: boolean, now: EpochMs): LinkView['copyState'] {
  const { copyState: copy } = link;
  const current = copy.state === 'observed' && freshnessOf(copy, link.copyStateCadence, now) !== 'stale';
  if (!current || (dark && copy.value === 'replicating')) return 'unknown';
  return copy.value;
}

/** Lag as text for the arc of a link: the age beside it when it is not live, never a bare old number. */
function labelOf(link: LinkEntity, flow: LinkFlow, freshness: FreshnessState, now: EpochMs): string {
  if (flow === 'rebuilding') return 'rebuilding';
  if (flow === 'idle') return 'idle, no writes';
  const lag = newestLag(link);
  if (lag === 'none') {
    const newest = newestValue(link.lag);
    if (newest === 'none' && link.lag.state === 'missing' && link.lag.reason === 'not-enabled') return 'not measured';
    return newest === 'none' ? 'no data yet' : `no data since ${formatMoment(newest.measuredAt, now)}`;
  }
  if (flow === 'stalled') return `stalled since ${formatMoment(lag.measuredAt, now)}`;
  if (freshness === 'live') return formatDuration(lag.value);
  if (freshness === 'late') return `${formatDuration(lag.value)}, ${formatAge(lag.measuredAt, now)}`;
  return `no data since ${formatMoment(lag.measuredAt, now)}`;
}
