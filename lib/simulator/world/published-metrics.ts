import type { Digest } from './metrics/digest';
import { identityText } from './metrics/metric-definition';
import type { MetricIdentity } from './types';
import type { WorldState } from './world-state';

/** What CloudWatch keeps of the values that somebody published in one minute. */
export type PublishedMinute = Pick<Digest, 'sum' | 'count' | 'min' | 'max'>;

/** A value of a metric of somebody's own, as PutMetricData brings it. */
export interface PublishedPoint {
  readonly metric: MetricIdentity;
  readonly value: number;
}

export interface Publication {
  readonly accountId: string;
  readonly region: string;
  readonly points: readonly PublishedPoint[];
}

/** Minutes that are remembered: a day. */
const rememberedMinutes = 1440;

function keyOf(accountId: string, region: string, metric: MetricIdentity): string {
  return `${accountId}|${region}|${identityText(metric)}`;
}

/** Keeps values in the minute the world lives through. */
export function publish(state: WorldState, { accountId, region, points }: Publication): void {
  const minute = Math.floor(state.second / 60);
  const published = { ...state.published };
  for (const { metric, value } of points) {
    const key = keyOf(accountId, region, metric);
    const known = published[key] ?? {};
    const kept = Object.entries(known).filter(([at]) => Number(at) > minute - rememberedMinutes);
    const before = known[minute];
    const after: PublishedMinute =
      before === undefined
        ? { sum: value, count: 1, min: value, max: value }
        : {
            sum: before.sum + value,
            count: before.count + 1,
            min: Math.min(before.min, value),
            max: Math.max(before.max, value),
          };
    published[key] = { ...Object.fromEntries(kept), [minute]: after };
  }
  state.published = published;
}

/** What was published of a metric in a minute; undefined for nothing. */
export function publishedIn(
  state: WorldState,
  place: { readonly accountId: string; readonly region: string },
  metric: MetricIdentity,
  minute: number,
): Digest | undefined {
  return state.published?.[keyOf(place.accountId, place.region, metric)]?.[minute];
}
