import type { MetricQuerySpec } from '@/lib/aws';
import { toQuery } from '../../packing';
import type { SourcePlan } from '../../source';
import { goldenSignals } from './golden-signals';
import { linkMetrics } from './link-metrics';
import type { MetricPart, MetricScope } from './metric-part';
import { queueMetrics } from './queue-metrics';
import { routingControls } from './routing-controls';

/** Every use of metrics; all of them share one packed poll per account and region. */
export const metricParts: readonly MetricPart[] = [goldenSignals, linkMetrics, queueMetrics, routingControls];

/** The distinct queries a region needs now. */
export function planQueries(place: MetricScope, plan: SourcePlan): readonly MetricQuerySpec[] {
  const queries = metricParts.flatMap((part) => part.queries(place, plan)).map(toQuery);
  return [...new Map(queries.map((query) => [query.key, query])).values()];
}
