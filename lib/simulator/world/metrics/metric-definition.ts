import type { MinuteView } from '../minute-facts';
import { streamKey } from '../seeded-random';
import type { MetricIdentity } from '../types';
import type { Digest } from './digest';

/** A metric AWS publishes of a resource, and how its minutes follow from what happened. */
export interface MetricDefinition {
  readonly identity: MetricIdentity;
  /** The only region whose CloudWatch has it. */
  readonly region: string;
  /** Seconds after a minute's end by which its point is visible at the latest; never before 60. */
  readonly latestDelaySeconds: number;
  /** False for what appears only in trouble: it is found by name, not listed. */
  readonly listed?: boolean;
  /** The minute's digest, or undefined when AWS publishes no point for it. `noise` is uniform in [0, 1). */
  readonly digest: (view: MinuteView, noise: (salt: number) => number) => Digest | undefined;
}

/** One text per metric, whatever the order of its dimensions. */
export function identityText(identity: MetricIdentity): string {
  const dimensions = Object.entries(identity.dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return `${identity.namespace}|${identity.name}|${dimensions.join(',')}`;
}

/** The stream of randomness of a metric in a seeded world. */
export function metricKey(seed: number, identity: MetricIdentity): number {
  return streamKey(seed, identityText(identity));
}
