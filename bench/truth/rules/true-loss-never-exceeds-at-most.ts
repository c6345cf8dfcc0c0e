import type { LinkView } from '@/lib/domain/overview/types';
import type { Frame } from '../harness/frame';
import { broken, excused, type FrameRule, held, inSeconds, type Remark } from './rule';

/**
 * DynamoDB and S3 publish the latency of writes that arrived; of those that did not they say nothing, so that no figure
 * made of it can be a bound. The console labels it so, on every screen.
 */
const labelled = 'it is labelled an estimate: its evidence speaks of writes that arrived only';

/** What would be lost is never more than the console says could be lost. */
export const trueLossNeverExceedsAtMost: FrameRule = {
  says: 'true loss never exceeds `at most`, except where it is labelled an estimate',
  check: (frame) => frame.overview.links.flatMap((link) => checkLink(link, frame)),
};

function checkLink(link: LinkView, { truth }: Frame): readonly Remark[] {
  const { atMost, estimate } = link.loss;
  const real = truth.link(link);
  if (real === undefined || atMost.state === 'unbounded') return [];
  if (real.lossSeconds <= atMost.seconds) return [held];
  if (estimate) return [excused(link.id, labelled)];
  const figures = `at most ${inSeconds(atMost.seconds)}, but ${inSeconds(real.lossSeconds)} would be lost`;
  return [broken(link.id, figures)];
}
