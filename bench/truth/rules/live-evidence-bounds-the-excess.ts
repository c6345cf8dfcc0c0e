import { newestValue } from '@/lib/domain/observe';
import type { LinkView } from '@/lib/domain/overview/types';
import { markerEvidence } from '@/lib/domain/prefer-marker';
import type { Frame } from '../harness/frame';
import { evidenceOf, type LinkEvidence, markerSeconds } from './evidence-of-link';
import { broken, excused, type FrameRule, held, inSeconds, type Remark } from './rule';

/** A marker proves no moment before the next one was written; the period of these is as long as its source was out of reach. */
const noMarkerWritten = 'after the newest marker that arrived none could be written: its source was out of reach';
const idle = 'its lag grows on an idle source too, and the console says so in its sentence';

/**
 * While the console says that evidence is live, `at most` is not far above the truth either. A lag that was real a minute
 * ago and is made good since is no excess: the figure is for the minute of its evidence, so it is compared with the
 * largest true one since then; and as it reckons with writes until now, with a truth that does so too.
 */
export const liveEvidenceBoundsTheExcess: FrameRule = {
  says: 'with live evidence the excess of `at most` over the truth is within period + publish delay + poll',
  check: (frame) => frame.overview.links.flatMap((link) => checkLink(link, frame)),
};

/** By how much `at most` exceeds the largest true age of the recovery point since the minute of its evidence; undefined without live evidence. */
export function excessOf(link: LinkView, { now, truth }: Frame): number | undefined {
  const { atMost, measured } = link.loss;
  if (link.freshness !== 'live' || atMost.state === 'unbounded' || measured.state !== 'known') return undefined;
  const worst = truth.worst('lag', link, measured.measuredAt, now);
  return worst === 'unknown' ? undefined : atMost.seconds - worst;
}

function checkLink(link: LinkView, frame: Frame): readonly Remark[] {
  const excess = excessOf(link, frame);
  const evidence = evidenceOf(link.id, frame);
  if (excess === undefined || evidence === undefined) return [];
  const allowed = evidence.delaySeconds + evidence.addedSeconds;
  if (excess <= allowed) return [held];
  if (couldNotBeFollowed(evidence, frame)) return [excused(link.id, noMarkerWritten)];
  if (evidence.link.lagEvidence.growsWhenIdle) return [excused(link.id, idle)];
  return [broken(link.id, `at most is ${inSeconds(excess)} above the truth; ${inSeconds(allowed)} are allowed`)];
}

/** Whether the source, or the console, was cut off when the marker after the newest one that arrived was due. */
function couldNotBeFollowed({ link }: LinkEvidence, { truth }: Frame): boolean {
  const seen = link.marker === undefined ? 'none' : newestValue(link.marker.seen);
  if (link.lagEvidence.metric !== markerEvidence || seen === 'none') return false;
  const from = seen.value.writtenAt;
  const to = from + 2 * markerSeconds * 1000;
  return truth.wasEverUnreachable(link.source, from, to) || truth.wasConsoleEverCutOff(from, to);
}
