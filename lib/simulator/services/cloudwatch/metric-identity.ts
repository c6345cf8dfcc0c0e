import type { Dimension, Metric } from '@aws-sdk/client-cloudwatch';
import type { MetricIdentity } from '../../world/types';

/** A metric of the wire as the world names it. An absent dimension list means a metric without dimensions. */
export function toMetricIdentity(namespace: string, name: string, dimensions: readonly Dimension[]): MetricIdentity {
  return {
    namespace,
    name,
    dimensions: Object.fromEntries(dimensions.map((each) => [each.Name ?? '', each.Value ?? ''])),
  };
}

/** The world's dimensions in AWS's list form, by name. */
export function toDimensions(dimensions: Readonly<Record<string, string>>): Dimension[] {
  return Object.entries(dimensions)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([Name, Value]) => ({ Name, Value }));
}

export function toMetric(identity: MetricIdentity): Metric {
  return {
    Namespace: identity.namespace,
    MetricName: identity.name,
    Dimensions: toDimensions(identity.dimensions),
  };
}

/** One line that names a metric; equal for equal metrics whatever the order of their dimensions. */
export function metricKey(identity: MetricIdentity): string {
  return JSON.stringify([identity.namespace, identity.name, toDimensions(identity.dimensions)]);
}
