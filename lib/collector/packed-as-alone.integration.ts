import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MetricQuerySpec, MetricSeries, MetricWindow } from '@/lib/aws';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { packQueries } from './packing';
import { planQueries } from './sources/metrics/plan-queries';
import { everyPlace, type Place } from './sources/places';
import { type WatchedWorld, watchWorld } from './testing/watch-world';

const dayMs = 86_400_000;

let watched: WatchedWorld;
beforeAll(async () => {
  watched = await watchWorld(31, 1);
  await watched.world.begin({ kind: 'metrics-lost', region: 'us-west-2', namespace: 'AWS/DynamoDB' });
});
afterAll(() => watched?.stop());

async function fetchSeries(
  place: Place,
  queries: readonly MetricQuerySpec[],
  window: MetricWindow,
): Promise<readonly MetricSeries[]> {
  const answer = await watched.world.ports.aws.metricData({ ...place, deadlineMs: 30_000 }, queries, window);
  if (answer.state !== 'answered') throw new Error(answer.message);
  return answer.value;
}

it.each(everyPlace(defaultFleet))(
  'in $region every metric of the fleet gives packed what it gives alone, over a window of several pages',
  async (place) => {
    const queries = planQueries(place, watched.collector.plan);
    expect(queries.length).toBeGreaterThan(10);
    // More points than a page holds, up to the newest minute; nothing that is still to be published is asked for.
    const endAt = Math.floor(watched.world.clock.now() / 60_000) * 60_000 - 600_000;
    const window = { startAt: endAt - 2.5 * dayMs, endAt };
    const packed = (await Promise.all(packQueries(queries).map((one) => fetchSeries(place, one, window)))).flat();
    const alone: MetricSeries[] = [];
    for (const one of queries) alone.push(...(await fetchSeries(place, [one], window)));
    expect(packed.map(({ key }) => key)).toEqual(queries.map(({ key }) => key));
    for (const [index, series] of packed.entries()) expect(series, series.key).toEqual(alone[index]);
    expect(packed.reduce((points, series) => points + series.points.length, 0)).toBeGreaterThan(10_000);
  },
);
