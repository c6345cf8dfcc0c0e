import type { Seconds } from '@/lib/domain/time';
import type { Frame } from '../harness/frame';

/** Minutes of a workload's users, by what was true and what was said in them. */
export interface UserTally {
  /** Fewer than 95 % of the minute's requests got their answer. */
  unserved: number;
  /** So it was, and the console showed them as healthy. */
  unservedAndHealthy: number;
  /** So it was, and the console said that it does not know. */
  unservedAndUnknown: number;
  /** The console said that they are degraded or down. */
  saidUnwell: number;
  /** It said so, and they were served. */
  saidUnwellAndServed: number;
}

/** The largest figures of a workload's links, measured where they can be. */
export interface DataTally {
  /** The most that would truly have been lost with a region. */
  worstLossSeconds: Seconds;
  /** The most that the console said could be lost, of links that it gave a figure for. */
  worstAtMostSeconds: Seconds;
  /** Minutes in which the console said of at least one link that there is no bound. */
  withoutBound: number;
}

/** The same share as everywhere in the campaign. */
const servedShare = 0.95;

/** Counts the minutes of an outage, workload by workload. */
export class TallyBook {
  readonly users = new Map<string, UserTally>();
  readonly data = new Map<string, DataTally>();

  /** Counts the minute that ends with this frame. */
  note(frame: Frame): void {
    for (const workload of frame.overview.workloads) {
      this.#noteUsers(workload, frame);
      this.#noteData(workload, frame);
    }
  }

  #noteUsers({ id, name, hasUsers, userHealth }: Frame['overview']['workloads'][number], { truth }: Frame): void {
    const served = truth.now.users.find(({ workload }) => workload === id)?.servedShareOfLastMinute;
    if (!hasUsers || served === undefined) return;
    const tally = this.users.get(name) ?? {
      unserved: 0,
      unservedAndHealthy: 0,
      unservedAndUnknown: 0,
      saidUnwell: 0,
      saidUnwellAndServed: 0,
    };
    this.users.set(name, tally);
    const isUnserved = served < servedShare;
    const isUnwell = userHealth.state === 'degraded' || userHealth.state === 'down';
    if (isUnserved) tally.unserved += 1;
    if (isUnserved && userHealth.state === 'healthy') tally.unservedAndHealthy += 1;
    if (isUnserved && userHealth.state === 'unknown') tally.unservedAndUnknown += 1;
    if (isUnwell) tally.saidUnwell += 1;
    if (isUnwell && !isUnserved) tally.saidUnwellAndServed += 1;
  }

  #noteData({ id, name }: Frame['overview']['workloads'][number], { overview, truth }: Frame): void {
    const links = overview.links.filter(({ workloadId }) => workloadId === id);
    if (links.length === 0) return;
    const tally = this.data.get(name) ?? { worstLossSeconds: 0, worstAtMostSeconds: 0, withoutBound: 0 };
    this.data.set(name, tally);
    for (const link of links) {
      const { atMost } = link.loss;
      const real = truth.link(link);
      if (real !== undefined) tally.worstLossSeconds = Math.max(tally.worstLossSeconds, real.lossSeconds);
      if (atMost.state !== 'unbounded') tally.worstAtMostSeconds = Math.max(tally.worstAtMostSeconds, atMost.seconds);
    }
    if (links.some(({ loss }) => loss.atMost.state === 'unbounded')) tally.withoutBound += 1;
  }
}
