import type { MetricSeries } from '@/lib/aws/types';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/** The range a call asks for: start inclusive, end exclusive, as CloudWatch counts. */
export interface MetricWindow {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/** An ordinary poll looks back this far: late points and a short break of our own are caught up. */
const ordinaryLookBackSeconds: Seconds = 15 * 60;

/** Beyond the time since the poll before, where that is longer ago. */
const marginSeconds: Seconds = 10 * 60;

/** A poll never looks back further: so does the first, and a console started during an outage still finds the last values. */
const longestLookBackSeconds: Seconds = 3 * 60 * 60;

/**
 * The window of a poll at `now`. Its end is the last period boundary, so that a period that is still filling is never
 * read as a value. What AWS publishes later than usual is found too: while the newest point of a series is older than an
 * ordinary look back, the window reaches back to it, three hours at the most.
 *
 * @param pollSeconds how often it is polled: no minute between two polls is left out
 * @param newest starts of the newest periods that are known, of each series that is asked for; `none` at the first poll
 */
export function toWindow(
  now: EpochMs,
  periodSeconds: Seconds,
  newest: Iterable<EpochMs> | 'none',
  pollSeconds: Seconds = periodSeconds,
): MetricWindow {
  const periodMs = periodSeconds * 1000;
  const endAt = Math.floor(now / periodMs) * periodMs;
  const ordinary = endAt - Math.max(ordinaryLookBackSeconds, pollSeconds + marginSeconds) * 1000;
  const longest = Math.min(ordinary, endAt - longestLookBackSeconds * 1000);
  if (newest === 'none') return { startAt: longest, endAt };
  // What was silent for longer than that is not waited for any more.
  const waitedFor = [...newest].filter((at) => at >= longest);
  return { startAt: Math.min(ordinary, ...waitedFor), endAt };
}

/** Leaves out points of periods that had not ended at `now`, whatever the answer holds. */
export function dropIncompletePeriods(series: MetricSeries, periodSeconds: Seconds, now: EpochMs): MetricSeries {
  const points = series.points.filter((point) => point.at + periodSeconds * 1000 <= now);
  return points.length === series.points.length ? series : { ...series, points };
}

/** Assumed until enough of a metric's own points were seen to appear. */
export const assumedPublishDelaySeconds: Seconds = 120;

const longestPublishDelaySeconds: Seconds = 600;
const samplesKept = 120;
/** A high quantile of a handful of samples would be their luck. */
const samplesTrusted = 20;
const quantile = 0.98;
/** Delays are rounded up to this step, so that noise does not look like news. */
const stepSeconds: Seconds = 5;

/** How late the points of each metric appear to us: seconds from the end of a period to our first sight of its point. */
export class PublishDelays {
  readonly #samples = new Map<string, number[]>();
  readonly #samplesNeeded: number;
  readonly #newest = new Map<string, { pointAt: EpochMs; polledAt: EpochMs }>();

  constructor(samplesNeeded = samplesTrusted) {
    this.#samplesNeeded = samplesNeeded;
  }

  /**
   * Learns from one poll. A point counts only if the same series was polled one period before and did not have it:
   * otherwise the wait was ours (a start, a break), not the publisher's.
   *
   * @param metric what delays are kept for, e.g. `AWS/RDS AuroraGlobalDBRPOLag us-west-2`
   * @param pollSeconds how often the series is asked for
   */
  learn(metric: string, series: MetricSeries, periodSeconds: Seconds, pollSeconds: Seconds, now: EpochMs): void {
    const newest = series.points.at(-1);
    const before = this.#newest.get(series.key);
    if (newest === undefined) return;
    this.#newest.set(series.key, { pointAt: Math.max(newest.at, before?.pointAt ?? newest.at), polledAt: now });
    if (before === undefined || newest.at <= before.pointAt) return;
    if (now - before.polledAt > 1.5 * pollSeconds * 1000) return;
    const delaySeconds = (now - (newest.at + periodSeconds * 1000)) / 1000;
    const samples = this.#samples.get(metric) ?? [];
    samples.push(delaySeconds);
    if (samples.length > samplesKept) samples.shift();
    this.#samples.set(metric, samples);
  }

  /** A high quantile of the delays seen, rounded up, within 0…600 s; the assumption until enough (twenty by default) were seen. */
  delaySeconds(metric: string): Seconds {
    const samples = this.#samples.get(metric);
    if (samples === undefined || samples.length < this.#samplesNeeded) return assumedPublishDelaySeconds;
    const sorted = [...samples].sort((a, b) => a - b);
    const high = sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    if (high === undefined) return assumedPublishDelaySeconds;
    return Math.min(longestPublishDelaySeconds, Math.max(0, Math.ceil(high / stepSeconds) * stepSeconds));
  }
}
