import type { LinkView } from '@/lib/domain/overview/types';
import type { Seconds } from '@/lib/domain/time';
import { type Frame, frameSeconds } from '../harness/frame';
import { evidenceOf } from './evidence-of-link';
import { broken, excused, type FrameRule, held, inSeconds, type Remark } from './rule';

/** From this share of an objective on it is at risk (design §9.11). */
const atRiskShare = 0.8;
const minuteMs = 60_000;
/** A marker is written every 10 s and read every 10 s: what it proves is up to that much older than the truth. */
const markerSeconds: Seconds = 20;

const estimated = 'its evidence is labelled an estimate: it speaks of writes that arrived only';
const idle = 'its lag grows on an idle source too, and the console says so in its sentence';

/** Where the console says that a verdict can be proven now, the truth of the same minute gives the same one. */
export const verdictEqualsTheTruth: FrameRule = {
  says: "with live evidence and an objective of at least c + d the verdict of a link's minute equals the truth's",
  check: (frame) => frame.overview.links.flatMap((link) => checkLink(link, frame)),
};

function checkLink(view: LinkView, frame: Frame): readonly Remark[] {
  const { verdict, freshness, standing } = view;
  const evidence = evidenceOf(view.id, frame);
  const objective = frame.fleet.workloads
    .find(({ id }) => id === view.workloadId)
    ?.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  if (evidence === undefined || objective === undefined || standing !== 'counted') return [];
  if (freshness !== 'live' || !verdict.provableNow || verdict.asOf === 'never') return [];
  // The world counts each second at its end: what it counts at the start of a minute is the minute before.
  const minute = [verdict.asOf + 1, verdict.asOf + minuteMs] as const;
  const worst = frame.truth.worst('loss', view, ...minute);
  const worstLag = frame.truth.worst('lag', view, ...minute);
  // What was missing when a minute began was missing in it, though all of it arrives in its first second.
  const worstLagFromStart = frame.truth.worst('lag', view, verdict.asOf, verdict.asOf + minuteMs);
  const failed = frame.truth.link(view)?.failed;
  if (worst === 'unknown' || worstLag === 'unknown' || worstLagFromStart === 'unknown' || failed === undefined)
    return [];
  const isMarked = evidence.link.lagEvidence.metric === 'recovery-point marker';
  const slack = evidence.addedSeconds + frameSeconds + (isMarked ? markerSeconds : 0);
  const say = (what: string): readonly Remark[] => {
    const figures = `${what}: the largest true loss of that minute is ${inSeconds(worst)}, its lag ${inSeconds(worstLag)}, the objective ${inSeconds(objective)}`;
    return [broken(view.id, `${verdict.state} (${verdict.sentence}), ${figures}`)];
  };
  switch (verdict.state) {
    case 'met':
      if (worst <= objective * atRiskShare) return [held];
      return view.loss.estimate && view.flow === 'replicating' ? [excused(view.id, estimated)] : say('and it was not');
    case 'breached':
      if (failed > 0 || worstLagFromStart + slack > objective) return [held];
      return evidence.link.lagEvidence.growsWhenIdle ? [excused(view.id, idle)] : say('and it was not');
    case 'at-risk':
      if (worst > objective && !view.loss.estimate && view.flow === 'replicating') return say('and it was breached');
      if (worstLag + slack < objective * atRiskShare && view.flow === 'replicating') return say('and it was not');
      return [held];
    default:
      return [];
  }
}
