import { describe, expect, test } from 'vitest';
import { defaultFleet } from '../fleet/default-fleet';
import type { RoutingEntity } from './entities';
import { judgeUserHealth, type ServingRegion } from './judge-user-health';
import { toMissing } from './observe';
import { calmFleetEntities } from './testing/sample-entities';
import type { HealthState } from './vocabulary';

const now = Date.parse('2026-11-20T12:10:37Z');

function judge(id: string, states: readonly HealthState[], routings: readonly RoutingEntity[] = []) {
  const workload = defaultFleet.workloads.find((one) => one.id === id);
  if (!workload) throw new Error(`The default fleet has no ${id}`);
  const regions = workload.regions.map(({ region, role }, index): ServingRegion => {
    const state = states[index] ?? 'unknown';
    return { region, role, health: { state, reason: `it is ${state}`, since: now, lastKnown: 'none' } };
  });
  return judgeUserHealth(workload, regions, routings, { state: 'none' }, now);
}

describe('what users get', () => {
  test('of an active/active workload that loses one region is degraded, of one that loses all is down', () => {
    expect(judge('storefront', ['down', 'healthy', 'healthy', 'healthy']).state).toBe('degraded');
    expect(judge('storefront', ['down', 'down', 'down', 'down']).state).toBe('down');
  });

  test('names the unknown regions beside the lost ones', () => {
    expect(judge('storefront', ['down', 'unknown', 'healthy', 'healthy']).reason).toBe(
      '1 of 4 active regions lost: us-east-1; the others: 1 unknown, 2 healthy',
    );
  });

  test('is not healthy while one active region is unknown', () => {
    expect(judge('storefront', ['unknown', 'healthy', 'healthy', 'healthy'])).toMatchObject({
      state: 'unknown',
      reason: '1 of 4 active regions unknown: us-east-1 (it is unknown); the others: 3 healthy',
    });
  });

  test('of a warm standby is what its only serving region gives', () => {
    expect(judge('checkout', ['down', 'healthy']).state).toBe('down');
    expect(judge('checkout', ['healthy', 'down']).state).toBe('healthy');
  });

  test('follows the region Route 53 answers after a failover', () => {
    const routing = calmFleetEntities(now).find((one) => one.kind === 'routing' && one.workloadId === 'checkout');
    if (routing?.kind !== 'routing' || routing.answer.state !== 'observed') throw new Error('No answer');
    const value = { ...routing.answer.value, region: 'us-west-2' };
    const moved = [{ ...routing, answer: { ...routing.answer, value } }];
    expect(judge('checkout', ['down', 'healthy'], moved).state).toBe('healthy');
  });

  test('goes by the last answer of Route 53 while no newer one can be read: the primary is no better guess', () => {
    const routing = calmFleetEntities(now).find((one) => one.kind === 'routing' && one.workloadId === 'checkout');
    if (routing?.kind !== 'routing' || routing.answer.state !== 'observed') throw new Error('No answer');
    const value = { ...routing.answer.value, region: 'us-west-2' };
    const lost = [{ ...routing, answer: toMissing('timed-out', now, { ...routing.answer, value }) }];
    expect(judge('checkout', ['healthy', 'down'], lost).state).toBe('down');
  });
});
