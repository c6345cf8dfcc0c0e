import { describe, expect, it } from 'vitest';
import { endpointCheckId } from '../fleet-zone';
import { roundTripMs } from '../geography';
import { openWorld } from '../open-world';
import { birthOfTests, pass, readMetric } from '../testing-worlds';
import type { MetricStatistic, World } from '../types';

function bornWorld(): World {
  return openWorld({ seed: 7, now: birthOfTests });
}

const api = { region: 'us-east-1', namespace: 'AWS/ApiGateway', dimensions: { ApiName: 'checkout-partners' } };
const consumer = {
  region: 'us-east-1',
  namespace: 'AWS/Lambda',
  dimensions: { FunctionName: 'checkout-notify-use1' },
};

/** What Route 53's checkers of a region measure of Checkout in another, over the last minutes. */
function measured(world: World, name: string, from: string, region: string, minutes = 10) {
  return readMetric(world, {
    region: 'us-east-1',
    namespace: 'AWS/Route53',
    name,
    dimensions: { HealthCheckId: endpointCheckId('checkout', region), Region: from },
    statistic: 'Average',
    minutes,
  });
}

const sumOf = (points: readonly { readonly value: number }[]) => points.reduce((sum, { value }) => sum + value, 0);

describe('an API of API Gateway', () => {
  it('counts its share of the requests of its region, each call one sample of its errors', () => {
    const world = bornWorld();
    const read = (name: string, statistic: MetricStatistic) => readMetric(world, { ...api, name, statistic });
    const calls = sumOf(read('Count', 'Sum'));
    expect(calls).toBeGreaterThan(0);
    expect(sumOf(read('Count', 'SampleCount'))).toBe(calls);
    expect(sumOf(read('5XXError', 'SampleCount'))).toBe(calls);
    expect(sumOf(read('5XXError', 'Sum'))).toBeLessThan(calls * 0.01);
  });

  it('is slower than what it calls, and publishes nothing while its region is lost', () => {
    const world = bornWorld();
    const p95 = (name: string) => readMetric(world, { ...api, name, statistic: 'p95', minutes: 10 });
    const last = p95('Latency').at(-1)?.value ?? 0;
    expect(last).toBeGreaterThan(p95('IntegrationLatency').at(-1)?.value ?? 0);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 900);
    expect(p95('Latency')).toEqual([]);
  });
});

describe('a Lambda function', () => {
  it('that reads a queue runs for what is taken from it, and not at all where it is switched off', () => {
    const world = bornWorld();
    const runs = sumOf(readMetric(world, { ...consumer, name: 'Invocations', statistic: 'Sum' }));
    const taken = sumOf(
      readMetric(world, {
        region: 'us-east-1',
        namespace: 'AWS/SQS',
        name: 'NumberOfMessagesDeleted',
        dimensions: { QueueName: 'checkout-events' },
        statistic: 'Sum',
      }),
    );
    expect(runs * 10).toBeGreaterThan(taken * 0.97);
    expect(runs * 10).toBeLessThan(taken * 1.1);
    const standby = { ...consumer, region: 'us-west-2', dimensions: { FunctionName: 'checkout-notify-usw2' } };
    expect(readMetric(world, { ...standby, name: 'Invocations', statistic: 'Sum' })).toEqual([]);
  });

  it('takes longer while its region answers slowly', () => {
    const world = bornWorld();
    const duration = () =>
      readMetric(world, { ...consumer, name: 'Duration', statistic: 'p95', minutes: 5 }).at(-1)?.value ?? 0;
    const before = duration();
    world.injectFault({ kind: 'grey-fault', region: 'us-east-1', factor: 4 });
    pass(world, 600);
    expect(duration()).toBeGreaterThan(before * 2);
  });
});

describe('what Route 53’s checkers measure', () => {
  it('is by the region they stand in and about as long as the way', () => {
    const world = bornWorld();
    for (const from of ['us-east-1', 'eu-west-1', 'ap-southeast-2']) {
      const points = measured(world, 'ConnectionTime', from, 'us-west-2');
      const travel = roundTripMs(from, 'us-west-2');
      for (const { value } of points) {
        expect(value).toBeGreaterThanOrEqual(travel * 0.97);
        expect(value).toBeLessThanOrEqual(travel * 1.05);
      }
      expect(points.length).toBeGreaterThan(5);
    }
    const first = measured(world, 'TimeToFirstByte', 'eu-west-1', 'us-west-2').at(-1)?.value ?? 0;
    expect(first).toBeGreaterThan(measured(world, 'ConnectionTime', 'eu-west-1', 'us-west-2').at(-1)?.value ?? first);
  });

  it('is nothing while the endpoint’s region is lost, and nothing at all while that of Route 53 is', () => {
    const world = bornWorld();
    world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    pass(world, 900);
    expect(measured(world, 'TimeToFirstByte', 'eu-west-1', 'us-west-2')).toEqual([]);
    expect(measured(world, 'TimeToFirstByte', 'eu-west-1', 'us-east-1').length).toBeGreaterThan(5);
    world.healFaults({});
    pass(world, 900);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 900);
    expect(measured(world, 'TimeToFirstByte', 'eu-west-1', 'us-west-2')).toEqual([]);
  });

  it('belongs to no region but Route 53’s own', () => {
    const world = bornWorld();
    const elsewhere = world.metrics.list('eu-west-1', world.accountId);
    expect(elsewhere.filter(({ namespace }) => namespace === 'AWS/Route53')).toEqual([]);
  });
});
