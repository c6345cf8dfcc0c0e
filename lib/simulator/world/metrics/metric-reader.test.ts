import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../open-world';
import { auroraLag, birthOfTests, pass, readMetric, tableLatency } from '../testing-worlds';
import type { MetricIdentity, MetricStatistic, World } from '../types';
import { retentionOf } from './metric-reader';

const minuteMs = 60_000;
const dayMs = 86_400_000;

function ask(
  world: World,
  region: string,
  metric: MetricIdentity,
  options: { statistic?: MetricStatistic; period?: number; from: number; to?: number },
) {
  return world.metrics.query({
    ...metric,
    region,
    accountId: world.accountId,
    statistic: options.statistic ?? 'Average',
    periodSeconds: options.period ?? 60,
    startAt: options.from,
    endAt: options.to ?? world.now,
  });
}

function everyMetric(world: World) {
  return world.regions.flatMap(({ code }) =>
    world.metrics.list(code, world.accountId).map((metric) => ({ region: code, metric })),
  );
}

describe('the metrics of a world', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });

  it('reach back 15 days at birth, and not further', () => {
    const points = ask(world, 'us-west-2', auroraLag, { from: birthOfTests - 20 * dayMs });
    expect(points[0]?.at).toBe(birthOfTests - 15 * dayMs);
    expect(points.length).toBeGreaterThan(15 * 1440 - 4);
  });

  it('appear 60 to 90 seconds after their minute, DynamoDB latency up to 120, and stay as published', () => {
    const live = openWorld({ seed: 5, now: birthOfTests });
    const seenAt = new Map<string, number>();
    const known = new Map<string, number>();
    const metrics = everyMetric(live)
      .filter(({ metric }) => !metric.name.startsWith('HTTPCode'))
      .filter((_, index) => index % 4 === 0);
    for (let second = 0; second < 300; second += 1) {
      pass(live, 1);
      for (const { region, metric } of metrics) {
        for (const point of ask(live, region, metric, { from: birthOfTests, to: birthOfTests + 2 * minuteMs })) {
          const id = `${region}${metric.namespace}${metric.name}${JSON.stringify(metric.dimensions)}|${point.at}`;
          if (!seenAt.has(id)) seenAt.set(id, (live.now - point.at - minuteMs) / 1000);
          expect(known.get(id) ?? point.value).toBe(point.value);
          known.set(id, point.value);
        }
      }
    }
    expect(seenAt.size).toBe(metrics.length * 2);
    for (const [id, delay] of seenAt) {
      expect(delay).toBeGreaterThanOrEqual(60);
      expect(delay).toBeLessThanOrEqual(id.includes('ReplicationLatency') ? 121 : 91);
    }
  });

  it('never answer a point that starts outside the asked range', () => {
    const metrics = everyMetric(world);
    fc.assert(
      fc.property(
        fc.constantFrom(...metrics),
        fc.integer({ min: 0, max: 3 * dayMs }),
        fc.integer({ min: -minuteMs, max: 2 * 3600_000 }),
        fc.constantFrom(60, 120, 300, 3600),
        ({ region, metric }, back, length, period) => {
          const from = world.now - back;
          const points = ask(world, region, metric, { from, to: from + length, period });
          for (const point of points) {
            expect(point.at).toBeGreaterThanOrEqual(from);
            expect(point.at).toBeLessThan(from + length);
            expect(point.at % (period * 1000)).toBe(0);
            expect(Number.isFinite(point.value)).toBe(true);
          }
        },
      ),
    );
  });

  it('of longer periods follow from their minutes', () => {
    const from = birthOfTests - 2 * 3600_000;
    const to = birthOfTests - 3600_000;
    const table = {
      namespace: 'AWS/DynamoDB',
      name: 'ConsumedWriteCapacityUnits',
      dimensions: { TableName: 'user-sessions' },
    };
    const minutes = ask(world, 'us-east-1', table, { statistic: 'Sum', from, to }).map((point) => point.value);
    const hour = ask(world, 'us-east-1', table, {
      statistic: 'Sum',
      period: 3600,
      from: Math.ceil(from / 3600_000) * 3600_000,
    });
    expect(hour.length).toBeGreaterThan(0);
    const lags = ask(world, 'us-west-2', auroraLag, { statistic: 'Maximum', from, to }).map((point) => point.value);
    const five = ask(world, 'us-west-2', auroraLag, { statistic: 'Maximum', period: 300, from, to }).map(
      (point) => point.value,
    );
    expect(five).toHaveLength(12);
    expect(five).toEqual(five.map((_, index) => Math.max(...lags.slice(index * 5, index * 5 + 5))));
    const sums = ask(world, 'us-east-1', table, { statistic: 'Sum', period: 300, from, to }).map(
      (point) => point.value,
    );
    expect(sums.reduce((total, value) => total + value, 0)).toBe(minutes.reduce((total, value) => total + value, 0));
  });

  it('are not kept by the minute beyond 15 days, nor by five minutes beyond 63', () => {
    const old = openWorld({ seed: 1, now: birthOfTests });
    pass(old, 2 * 86_400);
    const at = (daysAgo: number, period: number) =>
      ask(old, 'us-west-2', auroraLag, {
        period,
        from: old.now - daysAgo * dayMs,
        to: old.now - daysAgo * dayMs + 7200_000,
      });
    expect(at(14, 60)).toHaveLength(120);
    expect(at(16, 60)).toEqual([]);
    expect(at(16, 300)).toHaveLength(24);
    expect(at(16, 3600)).toHaveLength(2);
    expect(at(1, 10)).toEqual([]);
    expect([60, 180, 300, 900, 3600, 86_400, 30, 90, 0, -60, 1.5].map(retentionOf)).toEqual([
      ...[15, 15, 63, 63, 455, 455].map((days) => days * dayMs),
      ...[undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  it('are published where AWS publishes them and nowhere else', () => {
    const regionsOf = (name: string) =>
      [
        ...new Set(
          everyMetric(world)
            .filter(({ metric }) => metric.name === name)
            .map(({ region }) => region),
        ),
      ].sort();
    expect(regionsOf('AuroraGlobalDBRPOLag')).toEqual(['ap-southeast-1', 'eu-west-1', 'us-west-2']);
    expect(regionsOf('HealthCheckStatus')).toEqual(['us-east-1']);
    expect(regionsOf('CommitThroughput')).toEqual(['eu-central-1', 'us-east-1']);
    expect(regionsOf('SuccessfulRequestLatency')).toEqual([
      'ap-southeast-1',
      'eu-central-1',
      'eu-west-1',
      'us-east-1',
      'us-west-2',
    ]);
    expect(readMetric(world, { ...auroraLag, region: 'us-east-1' })).toEqual([]);
    expect(
      readMetric(world, { ...auroraLag, region: 'us-east-1', dimensions: { DBClusterIdentifier: 'checkout-use1' } }),
    ).toEqual([]);
    expect(readMetric(world, tableLatency('eu-west-1', 'us-east-1'))).toEqual([]);
  });

  it('have plausible calm values in the units AWS uses', () => {
    const range = (reading: Parameters<typeof readMetric>[1]) => {
      const values = readMetric(world, { ...reading, minutes: 1440 }).map((point) => point.value);
      return [Math.min(...values), Math.max(...values)] as const;
    };
    const between = (reading: Parameters<typeof readMetric>[1], low: number, high: number) => {
      const [min, max] = range(reading);
      expect(min).toBeGreaterThanOrEqual(low);
      expect(max).toBeLessThanOrEqual(high);
    };
    between(auroraLag, 200, 1500);
    between(tableLatency('us-east-1', 'us-west-2'), 400, 1500);
    between(tableLatency('us-east-1', 'ap-southeast-1'), 400, 2500);
    const balancer = world.loadBalancers('us-east-1', world.accountId)[1]?.dimension ?? '';
    const elb = { region: 'us-east-1', namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: balancer } };
    between({ ...elb, name: 'TargetResponseTime', statistic: 'p50' }, 0.02, 0.1);
    between({ ...elb, name: 'TargetResponseTime', statistic: 'p99' }, 0.08, 0.5);
    between({ ...elb, name: 'RequestCount', statistic: 'Sum' }, 3000, 40_000);
    between({ ...elb, name: 'HTTPCode_Target_5XX_Count', statistic: 'Sum' }, 1, 50);
    const zeros = readMetric(world, { ...elb, name: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum', minutes: 1440 });
    expect(zeros.length).toBeLessThan(1000);
    expect(zeros.every((point) => point.value > 0)).toBe(true);
  });

  it('order their percentiles', () => {
    const balancer = world.loadBalancers('eu-central-1', world.accountId)[0]?.dimension ?? '';
    const value = (statistic: MetricStatistic) =>
      readMetric(world, {
        region: 'eu-central-1',
        namespace: 'AWS/ApplicationELB',
        name: 'TargetResponseTime',
        dimensions: { LoadBalancer: balancer },
        statistic,
        minutes: 10,
      }).at(-1)?.value ?? Number.NaN;
    const ordered = [value('Minimum'), value('p50'), value('p95'), value('p99'), value('Maximum')];
    expect([...ordered].sort((left, right) => left - right)).toEqual(ordered);
    expect(value('Average')).toBeGreaterThan(value('p50'));
    expect(value('p101')).toBeNaN();
  });
});
