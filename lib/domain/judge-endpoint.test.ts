import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointReading } from './entities';
import { isCurrent } from './freshness';
import { judgeEndpoint } from './judge-endpoint';
import { toMissing, toObserved } from './observe';
import { endpoints, judgedAt, sampleEndpoint } from './testing/arbitraries';

const reading = (outcome: 'pass' | 'fail', age = 1) => {
  const value: EndpointReading =
    outcome === 'pass' ? { outcome, latencyMs: 80 } : { outcome, detail: 'No answer within 1.5 s' };
  return toObserved(value, judgedAt - age * 1000, judgedAt, 'console-probe');
};
const judge = (overrides: Parameters<typeof sampleEndpoint>[0], now = judgedAt) =>
  judgeEndpoint(sampleEndpoint(overrides), now).health;

describe('an endpoint', () => {
  test('is healthy while both vantages pass', () => {
    expect(judge({})).toMatchObject({ state: 'healthy', reason: '2 of 2 vantages pass' });
  });

  test('is down only when both vantages fail, dated at the first failed probe', () => {
    expect(judge({ probe: reading('fail'), probeStreak: 10, route53: reading('fail') })).toEqual({
      state: 'down',
      reason: '2 of 2 vantages fail since 12:10:18 UTC',
      since: judgedAt - 19_000,
      lastKnown: 'none',
    });
  });

  test('that only the console cannot reach is unknown: the trouble may be on our path', () => {
    const verdict = judge({ probe: reading('fail'), probeStreak: 5 });
    expect(verdict).toMatchObject({ state: 'unknown', reason: 'unreachable from here; Route 53 check passes' });
  });

  test("that only Route 53's checkers cannot reach is degraded", () => {
    expect(judge({ route53: reading('fail') }).state).toBe('degraded');
  });

  test('one lone failed probe is not yet a verdict', () => {
    expect(judge({ probe: reading('fail'), probeStreak: 1 }).reason).toMatch(/^one probe failed, not yet confirmed/);
    expect(judge({ probe: reading('fail'), probeStreak: 1, route53: reading('fail') }).state).toBe('degraded');
  });

  test('whose load balancer told of failed requests before it fell silent is unknown: silence mends nothing', () => {
    const bad = toObserved(40, judgedAt - 60_000, judgedAt, 'cloudwatch');
    expect(judge({ errorPercent: bad }).state).toBe('degraded');
    expect(judge({ errorPercent: toMissing('throttled', judgedAt, bad) })).toMatchObject({
      state: 'unknown',
      lastKnown: 'degraded',
      reason: '2 of 2 vantages pass; its figures were bad at 12:09 UTC and none came since',
    });
    expect(judge({ errorPercent: toMissing('no-data', judgedAt, bad) }).state).toBe('healthy');
  });

  test('whose probe failed stays out of reach from here while no newer probe says otherwise', () => {
    const failed = sampleEndpoint({ probe: reading('fail'), probeStreak: 5 });
    expect(judgeEndpoint(failed, judgedAt).unreachableFromHere).toBe(true);
    expect(judgeEndpoint(failed, judgedAt + 600_000).unreachableFromHere).toBe(true);
  });

  test('whose evidence is stale is unknown, with what was last known in brackets', () => {
    expect(judge({}, judgedAt + 600_000)).toMatchObject({
      state: 'unknown',
      lastKnown: 'healthy',
      reason: 'nothing measured since 12:10:35 UTC',
    });
    const failed = { probe: reading('fail'), probeStreak: 9, route53: reading('fail') };
    expect(judge(failed, judgedAt + 600_000)).toMatchObject({ state: 'unknown', lastKnown: 'down' });
  });

  test('never seen is unknown and says since when we wait', () => {
    const never = { probe: toMissing<EndpointReading>('not-asked-yet', judgedAt - 8000) };
    expect(judge({ ...never, route53: never.probe })).toMatchObject({
      state: 'unknown',
      lastKnown: 'none',
      reason: 'no data yet, waiting since 12:10:29 UTC',
    });
  });

  test('that answers errors to one user in twenty is degraded though both vantages pass', () => {
    const errorPercent = toObserved(5, judgedAt - 120_000, judgedAt, 'cloudwatch');
    expect(judge({ errorPercent })).toMatchObject({ state: 'degraded', reason: '5 % of requests failed at 12:08 UTC' });
  });

  test('is never healthy, and never down, out of missing or stale evidence', () => {
    fc.assert(
      fc.property(endpoints, (endpoint) => {
        const { state } = judgeEndpoint(endpoint, judgedAt).health;
        if (state === 'healthy' || state === 'down') {
          expect(isCurrent(endpoint.probe, endpoint.probeCadence, judgedAt)).toBe(true);
          expect(isCurrent(endpoint.route53, endpoint.route53Cadence, judgedAt)).toBe(true);
        }
        if (state !== 'healthy') expect(judgeEndpoint(endpoint, judgedAt).health.reason).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
