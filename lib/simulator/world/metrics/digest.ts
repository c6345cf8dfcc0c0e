import { normalQuantile } from '../seeded-random';
import type { MetricStatistic } from '../types';

/** What CloudWatch keeps of a metric over one period. */
export interface Digest {
  readonly sum: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  /** Value below which a share (0…1) of the samples lies; where absent it is read off a straight line from min to max. */
  readonly quantile?: (share: number) => number;
}

/** One steady value, reported `samples` times. */
export function gauge(value: number, samples = 1): Digest {
  return { sum: value * samples, count: samples, min: value, max: value };
}

/** A counter of events, each reported as 1; nothing at all when there were none. */
export function counter(events: number): Digest | undefined {
  return events > 0 ? { sum: events, count: events, min: 1, max: 1 } : undefined;
}

/** Durations spread like answers of a server: log-normal around a median. */
export function durations(count: number, median: number, spread: number): Digest {
  const quantile = (share: number) => median * Math.exp(spread * normalQuantile(share));
  const edge = 1 / (count + 1);
  return {
    sum: count * median * Math.exp((spread * spread) / 2),
    count,
    min: quantile(edge),
    max: quantile(1 - edge),
    quantile,
  };
}

/** The digest of a longer period; percentiles are averaged by weight, which is what can be known from parts. */
export function mergeDigests(parts: readonly Digest[]): Digest | undefined {
  const first = parts[0];
  if (first === undefined) return undefined;
  if (parts.length === 1) return first;
  const count = parts.reduce((total, part) => total + part.count, 0);
  return {
    sum: parts.reduce((total, part) => total + part.sum, 0),
    count,
    min: Math.min(...parts.map((part) => part.min)),
    max: Math.max(...parts.map((part) => part.max)),
    quantile: (share) => parts.reduce((total, part) => total + quantileOf(part, share) * part.count, 0) / count,
  };
}

/** A statistic of a digest; undefined for a percentile outside 0…100. */
export function statisticOf(digest: Digest, statistic: MetricStatistic): number | undefined {
  switch (statistic) {
    case 'Sum':
      return digest.sum;
    case 'SampleCount':
      return digest.count;
    case 'Average':
      return digest.sum / digest.count;
    case 'Minimum':
      return digest.min;
    case 'Maximum':
      return digest.max;
    default: {
      const percent = Number(statistic.slice(1));
      if (!statistic.startsWith('p') || !(percent >= 0 && percent <= 100)) return undefined;
      return quantileOf(digest, percent / 100);
    }
  }
}

function quantileOf(digest: Digest, share: number): number {
  if (share <= 0) return digest.min;
  if (share >= 1) return digest.max;
  const value = digest.quantile?.(share) ?? digest.min + (digest.max - digest.min) * share;
  return Math.min(digest.max, Math.max(digest.min, value));
}
