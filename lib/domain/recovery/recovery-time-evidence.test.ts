import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointEntity, EndpointReading, Outage } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import { sampleExecution, sampleWorkload, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import { sampleEndpoint } from '../testing/arbitraries';
import { toRecoveryResult } from './recovery-result';
import { coverageWords, evidenceDays, judgeRecoveryTime } from './recovery-time-evidence';
import { judgeSingleRegion } from './single-region-outage';

const checkout = sampleWorkload('checkout');
const storefront = sampleWorkload('storefront');
const sample = sampleExecution();
const none: Outage = { state: 'none' };
const dayMs = 86_400_000;
const hourLater = startedAt + 3_600_000;

interface Ended {
  readonly id?: string;
  readonly seconds: number;
  readonly drill?: boolean;
  readonly source?: string;
  readonly endedAt?: number;
  readonly more?: Partial<Execution>;
}

/** A run that has ended, its users served again so many seconds after the impact. */
function ended({ id = 'run-1', seconds, drill = false, source = 'us-east-1', endedAt = hourLater, more = {} }: Ended) {
  const recoveredAt = endedAt - 180_000;
  return {
    ...sample,
    id,
    drill,
    source,
    state: 'completed' as const,
    endedAt,
    clock: { ...sample.clock, impactAt: recoveredAt - seconds * 1000, recoveredAt, actualSeconds: seconds },
    ...more,
  } satisfies Execution;
}

function unproven(seconds: number, endedAt = hourLater, id = 'run-1'): Execution {
  const run = ended({ id, seconds: 0, endedAt });
  const execute = { phase: 'execute' as const, from: endedAt - 1000, to: 'not-yet' as const };
  const impactAt = endedAt - seconds * 1000;
  const clock = {
    ...run.clock,
    impactAt,
    phases: [execute],
    recoveredAt: 'not-yet' as const,
    actualSeconds: 'not-yet' as const,
  };
  return { ...run, state: 'failed', clock };
}

const verdictOf = (runs: readonly Execution[], now = hourLater, workload = checkout, outage: Outage = none) =>
  judgeRecoveryTime(workload, runs, outage, now);

describe('the recovery time of a workload', () => {
  test('is not measured while nothing is on record, and no green mark stands for it', () => {
    expect(verdictOf([])).toMatchObject({
      state: 'not-measured',
      sentence: 'Not measured: no drill or recovery is on record',
      provenCount: 0,
    });
  });

  test('is met by a drill within the objective, told to be one, with its age', () => {
    const { state, sentence, losses } = verdictOf([ended({ seconds: 184.2, drill: true })]);
    expect({ state, sentence }).toEqual({
      state: 'met',
      sentence: 'Met, 3 m 5 s of 5 m; drill out of us-east-1, 3 m ago',
    });
    expect(losses).toMatchObject([{ region: 'us-east-1', run: 'none', drill: { by: 'drill', seconds: 185 } }]);
  });

  test('keeps runs and drills apart, and judges by the newest of both', () => {
    const slow = ended({ id: 'slow', seconds: 420, endedAt: hourLater - dayMs });
    const quick = ended({ id: 'quick', seconds: 120, drill: true });
    const evidence = verdictOf([slow, quick]);
    expect(evidence.state).toBe('met');
    expect(evidence.losses).toMatchObject([{ run: { runId: 'slow' }, drill: { runId: 'quick' } }]);
    expect(
      verdictOf([
        { ...slow, endedAt: hourLater },
        { ...quick, clock: slow.clock },
      ]).state,
    ).toBe('breached');
  });

  test('is breached by more than the objective, and a near miss above four fifths of it', () => {
    expect(verdictOf([ended({ seconds: 301 })])).toMatchObject({ state: 'breached' });
    expect(verdictOf([ended({ seconds: 300 })])).toMatchObject({ state: 'at-risk' });
    expect(verdictOf([ended({ seconds: 240 })])).toMatchObject({ state: 'met' });
  });

  test('is not measured any more once the evidence is older than a quarter, and says how it was', () => {
    const run = ended({ seconds: 120, drill: true });
    const at = hourLater - 180_000;
    expect(verdictOf([run], at + 90 * dayMs).state).toBe('met');
    const stale = verdictOf([run], at + 90 * dayMs + 1);
    expect(stale).toMatchObject({ state: 'not-measured', provenCount: 0 });
    expect(stale.sentence).toMatch(/^Not measured: the last drill out of us-east-1, .* is older than 90 d \(2 m\)$/);
  });

  test('of several active regions is met only when the loss of each was proven', () => {
    const regions = storefront.regions.map(({ region }) => region);
    const proven = regions.map((source, index) =>
      ended({ id: `${index}`, source, seconds: 10 + index, more: { workloadId: 'storefront' } }),
    );
    const all = verdictOf(proven, hourLater, storefront);
    expect(all).toMatchObject({ state: 'met', provenCount: regions.length });
    expect(all.sentence).toMatch(/the slowest of 4 regions$/);
    const some = verdictOf(proven.slice(1), hourLater, storefront);
    expect(some).toMatchObject({ state: 'not-measured', provenCount: 3 });
    expect(coverageWords(some)).toBe('3 of 4 regions');
    expect(some.sentence).toContain(`${regions[0]} not`);
  });

  test('is never met while users are without service, whatever was proven before', () => {
    const running: Outage = { state: 'running', startedAt: hourLater - 60_000, entryPointId: 'web' };
    const proven = [ended({ seconds: 60 })];
    expect(verdictOf(proven, hourLater, checkout, running)).toMatchObject({ state: 'at-risk' });
    expect(verdictOf(proven, hourLater + 300_000, checkout, running)).toMatchObject({ state: 'breached' });
  });

  test('counts a move that failed: a plan that fails is not better than one that is slow', () => {
    expect(verdictOf([unproven(60)])).toMatchObject({ state: 'not-measured', provenCount: 0 });
    expect(verdictOf([unproven(400)])).toMatchObject({ state: 'breached', provenCount: 0 });
    const before = ended({ id: 'before', seconds: 60, endedAt: hourLater - dayMs });
    expect(verdictOf([before, unproven(60)]).state).toBe('not-measured');
  });
});

describe('no result', () => {
  test.each<[string, Partial<Execution>]>([
    ['is a dry run, which moves nobody', { dryRun: true }],
    ['is a return, which leaves a healthy region', { action: 'failback' }],
    ['is a graceful move, in which nothing was lost', { mode: 'graceful' }],
    ['is a run that has not ended', { state: 'running', endedAt: 'not-yet' }],
    [
      'is a run whose users noticed nothing: it has timed nothing',
      { clock: { ...ended({ seconds: 1 }).clock, impactAt: 'none', actualSeconds: 0 } },
    ],
  ])('%s', (_, more) => {
    expect(toRecoveryResult(ended({ seconds: 60, more }))).toBe('none');
  });

  test('is a run that was given up before it moved anything', () => {
    const run = unproven(60);
    expect(toRecoveryResult({ ...run, clock: { ...run.clock, phases: [] } })).toBe('none');
  });
});

const anyRun = fc
  .record({
    seconds: fc.integer({ min: 0, max: 900 }),
    drill: fc.boolean(),
    ageDays: fc.double({ min: 0, max: 200, noNaN: true }),
    source: fc.constantFrom('us-east-1', 'us-west-2'),
    isProven: fc.boolean(),
  })
  .map(({ seconds, drill, ageDays, source, isProven }) => {
    const endedAt = hourLater - Math.round(ageDays * dayMs);
    const run = isProven
      ? ended({ seconds, drill, source, endedAt })
      : { ...unproven(seconds, endedAt), drill, source };
    return run;
  });

const runs = fc.array(anyRun, { maxLength: 6 }).map((all) => all.map((run, index) => ({ ...run, id: `run-${index}` })));

describe('for whatever is on record', () => {
  test('met has a fresh, proven result within the objective behind it', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const evidence = verdictOf(all);
        if (evidence.state !== 'met') return;
        const newest = all
          .flatMap((run) => toRecoveryResult(run))
          .filter((result) => result !== 'none' && result.source === 'us-east-1')
          .sort((a, b) => (a === 'none' || b === 'none' ? 0 : b.at - a.at))[0];
        if (newest === undefined || newest === 'none') throw new Error('Met by nothing');
        expect(newest.isProven).toBe(true);
        expect(newest.seconds).toBeLessThanOrEqual(300);
        expect(hourLater - newest.at).toBeLessThanOrEqual(evidenceDays[0] * dayMs);
      }),
    );
  });

  test('time alone turns a verdict into none, and into no other one', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 0, max: 400 }), (all, days) => {
        const later = verdictOf(all, hourLater + days * dayMs).state;
        expect([verdictOf(all).state, 'not-measured']).toContain(later);
      }),
    );
  });

  test('one more unproven move never makes it met', () => {
    fc.assert(
      fc.property(runs, (all) => {
        expect(verdictOf([...all, unproven(60, hourLater + 1000, 'newest')], hourLater + 1000).state).not.toBe('met');
      }),
    );
  });

  test('the order in which runs come changes nothing', () => {
    fc.assert(
      fc.property(runs, (all) => {
        expect(verdictOf([...all].reverse())).toEqual(verdictOf(all));
      }),
    );
  });
});

describe('the same workload in that one region', () => {
  const result = { impactAt: startedAt, at: startedAt + 180_000, source: 'us-east-1' };
  const now = startedAt + 3_600_000;
  const seen = (outcome: 'pass' | 'fail', since: number | undefined, at = now): EndpointEntity => {
    const { probeStreakStartedAt: _, ...endpoint } = sampleEndpoint();
    const value: EndpointReading = outcome === 'pass' ? { outcome, latencyMs: 9 } : { outcome, detail: 'no answer' };
    const reading = { state: 'observed', value, measuredAt: at, receivedAt: at, vantage: 'console-probe' } as const;
    return {
      ...endpoint,
      region: 'us-east-1',
      probe: reading,
      route53: reading,
      probeStreak: 5,
      ...(since === undefined ? {} : { probeStreakStartedAt: since }),
    };
  };

  test('would be out as long as its region is, so far', () => {
    expect(judgeSingleRegion(result, [seen('fail', startedAt + 2000)], now)).toEqual({
      state: 'so-far',
      seconds: 3600,
    });
  });

  test('would have been out until its region passed again, at most', () => {
    const back = [seen('pass', startedAt + 2_520_500)];
    expect(judgeSingleRegion(result, back, now)).toEqual({ state: 'at-most', seconds: 2520 });
  });

  test.each<[string, EndpointEntity[]]>([
    ['nothing is read of it', []],
    ['what was read is old', [seen('pass', startedAt + 60_000, startedAt + 60_000)]],
    ['it passes since before the impact', [seen('pass', startedAt - 1)]],
    ['it fails, but only since after the recovery', [seen('fail', startedAt + 600_000)]],
    ['since when is not kept', [seen('pass', undefined)]],
  ])('is not compared with where %s', (_, endpoints) => {
    expect(judgeSingleRegion(result, endpoints, now)).toEqual({ state: 'unknown' });
  });
});
