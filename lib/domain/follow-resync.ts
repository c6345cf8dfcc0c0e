import type { LagPoint, LinkEntity, LinkResync, ResyncPhase } from './entities';
import { ageSeconds, isCurrent } from './freshness';
import { flowOf } from './link-flow';
import { lagFreshness, newestLag } from './potential-loss';
import type { EpochMs, Seconds } from './time';

/** Points kept of a phase: enough to tell a pace by, few enough to be sent around. */
const mostPoints = 12;

/** How long it is said that a link caught up. */
export const caughtUpShownSeconds: Seconds = 3600;

/** What the collector keeps with a link about falling behind and coming back. */
export type ResyncMemory = Pick<LinkEntity, 'resync' | 'usualLag'>;

/**
 * Moves what is known of a link's falling behind and coming back to `now`. The link carries its best evidence (see
 * `preferMarker`). While nothing can be told, e.g. with an end dark, what was known stands as it is: silence is no
 * recovery. A strongly consistent store is never behind; it is made anew or waits.
 */
export function followResync(link: LinkEntity, now: EpochMs): ResyncMemory {
  const before: ResyncMemory = pick(link.resync, link.usualLag);
  const point = currentLag(link, now);
  const phase = phaseOf(link, point, now);
  if (phase === 'untold') return before;
  if (phase === 'as-usual') return settle(before, point, now);
  const { resync } = before;
  const isNewEpisode = resync === undefined || resync.phase === 'caught-up';
  const since = isNewEpisode ? lastWell(link, point, phase, now) : resync.since;
  const samePhase = !isNewEpisode && resync.phase === phase;
  const kept = samePhase ? resync.points : [];
  return pick(
    {
      phase,
      since,
      phaseSince: samePhase ? resync.phaseSince : (point?.at ?? now),
      worst: worseOf(isNewEpisode ? 'none' : resync.worst, point),
      points: addPoint(kept, point),
    },
    before.usualLag,
  );
}

type Told = Exclude<ResyncPhase, 'caught-up'> | 'as-usual' | 'untold';

function phaseOf(link: LinkEntity, point: LagPoint | undefined, now: EpochMs): Told {
  const { copyState: copy, resync, usualLag } = link;
  if (!isCurrent(copy, link.copyStateCadence, now) || copy.state === 'missing') return 'untold';
  if (copy.value === 'pending-resync') return 'waits-for-resync';
  if (copy.value === 'rebuilding') return 'rebuilding';
  const flow = flowOf(link, now);
  if (flow === 'stalled') return 'stalled';
  if (flow === 'idle') return 'as-usual';
  if (flow !== 'replicating' || point === undefined) return 'untold';
  const isComingBack = resync !== undefined && resync.phase !== 'caught-up';
  if (!isComingBack) return point.lagSeconds > behindFrom(usualLag?.lagSeconds) ? 'falling-behind' : 'as-usual';
  if (point.lagSeconds <= caughtUpAt(usualLag?.lagSeconds)) return 'as-usual';
  // The newest point is known already: it says nothing more.
  if (resync.phase === 'draining' && resync.points.at(-1)?.at === point.at) return 'draining';
  const peak = resync.worst === 'none' ? point.lagSeconds : resync.worst.lagSeconds;
  return point.lagSeconds < peak ? 'draining' : 'falling-behind';
}

/** From this lag on a link is behind: well above what is usual for it. Without a usual one nothing is too much. */
function behindFrom(usual: Seconds | undefined): Seconds {
  return usual === undefined ? Number.POSITIVE_INFINITY : Math.max(3 * usual, usual + 30);
}

/** At this lag it has caught up; lower than where it begins to be behind, so that it does not flicker between them. */
export function caughtUpAt(usual: Seconds | undefined): Seconds {
  return usual === undefined ? 30 : Math.max(1.5 * usual, usual + 10);
}

/** As usual: an episode ends, and the usual lag follows slowly what is measured. */
function settle({ resync, usualLag }: ResyncMemory, point: LagPoint | undefined, now: EpochMs): ResyncMemory {
  const usual = point === undefined ? usualLag : followUsual(usualLag, point);
  if (resync === undefined) return pick(undefined, usual);
  if (resync.phase !== 'caught-up') {
    return pick({ ...resync, phase: 'caught-up', phaseSince: point?.at ?? now, points: addPoint([], point) }, usual);
  }
  return pick(ageSeconds(resync.phaseSince, now) > caughtUpShownSeconds ? undefined : resync, usual);
}

/** A twentieth up and a hundredth down with each new lag at the most: a lag that climbs is not taken for the usual one. */
function followUsual(usual: LagPoint | undefined, point: LagPoint): LagPoint {
  if (usual === undefined) return point;
  if (point.at <= usual.at) return usual;
  const most = usual.lagSeconds * 1.05 + 0.2;
  const least = usual.lagSeconds * 0.99;
  return { at: point.at, lagSeconds: Math.min(most, Math.max(least, point.lagSeconds)) };
}

/** The newest moment at which the link was well: just before what is behind now was committed, or when it last told. */
function lastWell(link: LinkEntity, point: LagPoint | undefined, phase: Told, now: EpochMs): EpochMs {
  if (phase === 'falling-behind' && point !== undefined) return point.at - point.lagSeconds * 1000;
  const newest = newestLag(link);
  return newest === 'none' ? now : Math.min(newest.measuredAt, now);
}

function currentLag(link: LinkEntity, now: EpochMs): LagPoint | undefined {
  const lag = newestLag(link);
  const freshness = lagFreshness(link, now);
  if (lag === 'none' || (freshness !== 'live' && freshness !== 'late')) return undefined;
  return { at: lag.measuredAt, lagSeconds: lag.value };
}

function worseOf(before: LagPoint | 'none', point: LagPoint | undefined): LagPoint | 'none' {
  if (point === undefined) return before;
  return before === 'none' || point.lagSeconds > before.lagSeconds ? point : before;
}

function addPoint(points: readonly LagPoint[], point: LagPoint | undefined): readonly LagPoint[] {
  const last = points.at(-1);
  if (point === undefined || (last !== undefined && last.at >= point.at)) return points;
  return [...points, point].slice(-mostPoints);
}

function pick(resync: LinkResync | undefined, usualLag: LagPoint | undefined): ResyncMemory {
  return {
    ...(resync === undefined ? {} : { resync }),
    ...(usualLag === undefined ? {} : { usualLag }),
  };
}
