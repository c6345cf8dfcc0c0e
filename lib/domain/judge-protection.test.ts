import { describe, expect, test } from 'vitest';
import { judgeLink } from './judge-link';
import { judgeProtection, type ProtectingRegion } from './judge-protection';
import { toMissing, toObserved } from './observe';
import { judgedAt, sampleLink } from './testing/arbitraries';
import { sampleFleet } from './testing/sample-entities';
import type { HealthState } from './vocabulary';

const checkout = sampleFleet.workloads.find(({ id }) => id === 'checkout');
if (!checkout) throw new Error('The sample fleet has no checkout');
const workload = checkout;

const regionIn = (region: string, role: 'primary' | 'standby', state: HealthState): ProtectingRegion => ({
  region,
  role,
  health: { state, reason: `it is ${state}`, since: judgedAt - 60_000, lastKnown: 'none' },
  end:
    state === 'down'
      ? { state: 'dark', region, words: `${region} is down`, since: judgedAt - 60_000 }
      : { state: 'answering' },
});

function judge(primary: HealthState, standby: HealthState, link = sampleLink()) {
  const regions = [regionIn('us-east-1', 'primary', primary), regionIn('us-west-2', 'standby', standby)];
  return judgeProtection(workload, regions, regions.slice(0, 1), [judgeLink(link, 60, judgedAt)]);
}

const aged = (age: number) => judgedAt - age * 1000;

describe('protection', () => {
  test('holds while the standby is well and its copy is within the objective', () => {
    expect(judge('healthy', 'healthy')).toMatchObject({
      state: 'protected',
      sentence: 'us-west-2 could take over. Met at 12:08 UTC, not provable now',
    });
  });

  test('is gone when the standby is down', () => {
    expect(judge('healthy', 'down')).toMatchObject({ state: 'unprotected', since: judgedAt - 60_000 });
  });

  test('is unknown when the standby is unknown, or its copy is not measured', () => {
    expect(judge('healthy', 'unknown').state).toBe('unknown');
    const blind = sampleLink({
      lag: toMissing('unreachable', aged(500)),
      writesPerSecond: toMissing('unreachable', aged(9)),
    });
    expect(judge('healthy', 'healthy', blind).state).toBe('unknown');
  });

  test('is gone while the copy is rebuilt', () => {
    const link = sampleLink({ copyState: toObserved('rebuilding', judgedAt, judgedAt, 'aws-api') });
    expect(judge('healthy', 'healthy', link).state).toBe('unprotected');
  });

  test('is gone while the objective is breached', () => {
    const link = sampleLink({ lag: toObserved(90, aged(120), aged(5), 'cloudwatch') });
    expect(judge('healthy', 'healthy', link)).toMatchObject({
      state: 'unprotected',
      sentence: 'orders us-east-1 → us-west-2: Breached by 30 s',
    });
  });

  test('does not depend on how users are served, unless the serving region itself is lost', () => {
    expect(judge('degraded', 'healthy').state).toBe('protected');
    expect(judge('down', 'healthy')).toMatchObject({
      state: 'unprotected',
      sentence: 'us-east-1 is down, only us-west-2 is left',
    });
  });

  test('needs a second region at all', () => {
    const alone = [regionIn('us-east-1', 'primary', 'healthy')];
    expect(judgeProtection(workload, alone, alone, []).state).toBe('unprotected');
  });

  test('is unknown while no link of a store was discovered', () => {
    const regions = [regionIn('us-east-1', 'primary', 'healthy'), regionIn('us-west-2', 'standby', 'healthy')];
    expect(judgeProtection(workload, regions, regions.slice(0, 1), []).state).toBe('unknown');
  });
});
