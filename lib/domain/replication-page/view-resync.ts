import type { LinkEntity, LinkResync } from '../entities';
import { caughtUpAt } from '../follow-resync';
import type { LinkView } from '../overview/types';
import type { EpochMs, Seconds } from '../time';
import { formatDuration } from '../wording/duration';
import { formatMoment } from '../wording/moment';
import type { ResyncEnd, ResyncView } from './types';

/** Lags a pace is told by, at least: two may differ by chance. */
const fewestPoints = 3;

/** A pace of minutes says nothing about what is further off. */
const longestForecastSeconds: Seconds = 86_400;

/** How a link comes back, at `now` (fleet time); `none` while it is as usual. */
export function viewResync(entity: LinkEntity, link: LinkView, now: EpochMs): ResyncView | 'none' {
  const { resync } = entity;
  if (resync === undefined) return 'none';
  const isKnownNow = link.flow !== 'unknown';
  const target = caughtUpAt(entity.usualLag?.lagSeconds);
  const words = sentenceOf(resync, entity, now);
  return {
    phase: resync.phase,
    isKnownNow,
    sentence: isKnownNow ? words : `Not known now. Before: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
    since: resync.since,
    phaseSince: resync.phaseSince,
    donePercent: doneOf(resync, target),
    end: isKnownNow ? endOf(resync, target, now) : unknownEnd('Not known: nothing current is known of the link'),
  };
}

function sentenceOf({ phase, since, worst, points, phaseSince }: LinkResync, link: LinkEntity, now: EpochMs): string {
  const from = formatMoment(since, now);
  const newest = points.at(-1);
  const behind = newest === undefined ? '' : `, ${formatDuration(newest.lagSeconds)} behind`;
  const peak = worst === 'none' ? '' : `, ${formatDuration(worst.lagSeconds)} at worst`;
  switch (phase) {
    case 'waits-for-resync':
      return `The copy in ${link.target} waits to be synchronised anew; last known to be well at ${from}`;
    case 'rebuilding':
      return `The copy in ${link.target} is being made anew; last known to be well at ${from}`;
    case 'stalled':
      return `Nothing arrives in ${link.target}; last known to be well at ${from}`;
    case 'falling-behind':
      return `Falls behind since ${from}${behind}`;
    case 'draining':
      return `Catches up${behind}${peak}; behind since ${from}`;
    case 'caught-up':
      return `Caught up at ${formatMoment(phaseSince, now)}${peak}; was behind from ${from}`;
  }
}

/** Rounded down, and never all of it before it is over. */
function doneOf({ phase, worst, points }: LinkResync, target: Seconds): ResyncView['donePercent'] {
  if (phase === 'caught-up') return 100;
  const newest = points.at(-1);
  if (phase !== 'draining' || worst === 'none' || newest === undefined) return 'not-told';
  const way = worst.lagSeconds - target;
  if (way <= 0) return 'not-told';
  return Math.max(0, Math.min(99, Math.floor(((worst.lagSeconds - newest.lagSeconds) / way) * 100)));
}

function endOf(resync: LinkResync, target: Seconds, now: EpochMs): ResyncEnd {
  switch (resync.phase) {
    case 'caught-up': {
      const at = resync.phaseSince;
      return { state: 'over', at, sentence: `Over since ${formatMoment(at, now)}` };
    }
    case 'waits-for-resync':
      return unknownEnd('Not known: AWS has not begun yet');
    case 'rebuilding':
      return unknownEnd('Not known: AWS does not tell how far a copy is');
    case 'stalled':
      return unknownEnd('Not known: nothing arrives');
    case 'falling-behind':
      return unknownEnd('Not known: the lag does not fall');
    case 'draining':
      return endOfDraining(resync, target, now);
  }
}

/** By the pace of the lags of this phase; rounded up to a minute, and only while they fall. */
function endOfDraining({ points }: LinkResync, target: Seconds, now: EpochMs): ResyncEnd {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < fewestPoints) {
    return unknownEnd(`Not known yet: a pace needs ${fewestPoints} lags, there are ${points.length}`);
  }
  const seconds = (last.at - first.at) / 1000;
  const perSecond = (first.lagSeconds - last.lagSeconds) / seconds;
  if (!(perSecond > 0)) return unknownEnd('Not known: the lag does not fall');
  const leftSeconds = Math.max(0, last.lagSeconds - target) / perSecond;
  if (leftSeconds > longestForecastSeconds) return unknownEnd('Not known: the lag hardly falls');
  const at = Math.ceil((last.at + leftSeconds * 1000) / 60_000) * 60_000;
  if (at <= now) return unknownEnd(`Not known: by its pace it was due at ${formatMoment(at, now)}`);
  const pace = formatDuration(seconds);
  return { state: 'expected', at, sentence: `est. ${formatMoment(at, now)}, at the pace of the last ${pace}` };
}

function unknownEnd(sentence: string): ResyncEnd {
  return { state: 'not-known', sentence };
}
