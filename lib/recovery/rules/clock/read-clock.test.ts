import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outage, RoutingEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { advanceOutage } from '@/lib/domain/outage';
import type { CallRecord, Execution } from '@/lib/domain/recovery/execution';
import { after, driveTo, endWell, sampleExecution, startedAt } from '../testing/sample-execution';
import { findServedAgain, type ServiceSample } from './find-served-again';
import { type ClockReading, readClock } from './read-clock';

const seconds = (count: number) => startedAt + count * 1000;
const hold = 8;

/** Probes every two seconds; users are not served within the given seconds after the start. */
function probes(
  from: number,
  until: number,
  isServed: (second: number) => boolean,
  every = 2,
): readonly ServiceSample[] {
  const count = Math.floor((until - from) / every) + 1;
  return Array.from({ length: count }, (_, index) => {
    const second = from + index * every;
    return { at: seconds(second), servedShare: isServed(second) ? 1 : 0 };
  });
}

/** A run that has been driven to its end, with the proof passed at a moment. */
function provenAt(second: number): Execution {
  const proving = driveTo(sampleExecution(), 'prove', seconds(20));
  const begun = after(proving, { kind: 'step-started', stepId: 'prove' }, seconds(20));
  return driveTo(endWell(begun, 'prove', seconds(second)), 'the-end', seconds(second + 60));
}

const reading = (more: Partial<ClockReading> = {}): ClockReading => ({
  outage: { state: 'running', startedAt: seconds(-60), entryPointId: 'web' },
  detectedAt: seconds(-40),
  samples: [],
  holdSeconds: hold,
  ...more,
});

describe('the first three minutes in which users are served', () => {
  test('begin at a probe that saw them served, with 95 in 100 of what follows', () => {
    expect(
      findServedAgain(
        probes(0, 400, (second) => second >= 101),
        seconds(0),
        hold,
      ),
    ).toBe(seconds(102));
    expect(
      findServedAgain(
        probes(0, 281, (second) => second >= 101),
        seconds(0),
        hold,
      ),
    ).toBe('not-yet');
    const flickering = (second: number) => second >= 100 && second !== 150 && second !== 160;
    expect(findServedAgain(probes(0, 400, flickering), seconds(0), hold)).toBe(seconds(100));
    const failing = (second: number) => second >= 100 && second % 20 > 2;
    expect(findServedAgain(probes(0, 400, failing), seconds(0), hold)).toBe('not-yet');
  });

  test('are not those in which nobody looked', () => {
    const blind = probes(100, 400, () => true).filter(({ at }) => at < seconds(150) || at > seconds(200));
    expect(findServedAgain(blind, seconds(0), hold)).not.toBe(seconds(100));
    const unknown = probes(100, 400, () => true).map((sample) =>
      sample.at < seconds(200) ? { ...sample, servedShare: 'unknown' as const } : sample,
    );
    expect(findServedAgain(unknown, seconds(0), hold)).toBe(seconds(200));
    expect(findServedAgain([], seconds(0), hold)).toBe('not-yet');
  });

  test('begin at the moment itself where probes around it agree, and not where the one before says nothing of it', () => {
    const served = probes(1, 401, () => true);
    expect(findServedAgain(served, seconds(100), hold)).toBe(seconds(100));
    expect(findServedAgain(served, seconds(0), hold)).toBe(seconds(1));
    const failedBefore = probes(1, 401, (second) => second > 100);
    expect(findServedAgain(failedBefore, seconds(100), hold)).toBe(seconds(101));
    const failedAfter = probes(1, 401, (second) => second !== 101);
    expect(findServedAgain(failedAfter, seconds(100), hold)).toBe(seconds(103));
    const longBefore = served.filter(({ at }) => at < seconds(91) || at > seconds(100));
    expect(findServedAgain(longBefore, seconds(100), hold)).toBe(seconds(101));
  });

  test('may be told by shares of the baseline', () => {
    const shares = (share: number) => probes(0, 400, () => true).map((sample) => ({ ...sample, servedShare: share }));
    expect(findServedAgain(shares(0.96), seconds(0), hold)).toBe(seconds(0));
    expect(findServedAgain(shares(0.94), seconds(0), hold)).toBe('not-yet');
  });
});

describe('the RTO clock', () => {
  test('runs from the impact to served users with the proof, and names its phases', () => {
    const clock = readClock(provenAt(100), reading({ samples: probes(-60, 500, (second) => second >= 165) }));
    expect(clock).toMatchObject({
      impactAt: seconds(-60),
      recoveredAt: seconds(166),
      actualSeconds: 226,
      objectiveSeconds: 300,
    });
    expect(clock.phases.map(({ phase }) => phase)).toEqual(['detect', 'decide', 'execute', 'verify', 'propagate']);
    expect(clock.phases[0]).toEqual({ phase: 'detect', from: seconds(-60), to: seconds(-40) });
    expect(clock.phases[1]).toEqual({ phase: 'decide', from: seconds(-40), to: seconds(20) });
    expect(clock.phases[3]).toEqual({ phase: 'verify', from: seconds(20), to: seconds(160) });
  });

  test('does not end before the proof, however well users are served, nor without one', () => {
    const served = probes(-60, 900, (second) => second >= 50);
    expect(readClock(provenAt(100), reading({ samples: served })).recoveredAt).toBe(seconds(100));
    const proving = after(driveTo(sampleExecution(), 'prove'), { kind: 'step-started', stepId: 'prove' });
    const failed = after(proving, { kind: 'step-failed', stepId: 'prove', sentence: 'No' });
    const skipped = after(failed, { kind: 'skip-step', by: 'ada', stepId: 'prove', reason: 'x' });
    expect(readClock(driveTo(skipped, 'the-end'), reading({ samples: served })).recoveredAt).toBe('not-yet');
  });

  test('counts a proof from when its transaction was stored, and not from when that was written down', () => {
    const served = probes(-60, 900, (second) => second >= 50);
    const withCall = (storedAt: number, outcome: CallRecord['outcome'] = 'answered') => {
      const run = provenAt(110);
      const call: CallRecord = {
        at: seconds(storedAt),
        action: 'http:POST',
        endpointRegion: 'us-west-2',
        requestId: 'none',
        outcome,
        detail: 'Stored',
      };
      const steps = run.steps.map((step) => (step.stepId === 'prove' ? { ...step, calls: [call] } : step));
      return readClock({ ...run, steps }, reading({ samples: served })).recoveredAt;
    };
    expect(withCall(104)).toBe(seconds(104));
    // What was not heard, or belongs to an earlier attempt, says nothing of this one.
    expect([withCall(104, 'timed-out'), withCall(10)]).toEqual([seconds(110), seconds(110)]);
  });

  test('shows time that nobody measured as a gap', () => {
    const { phases } = readClock(provenAt(100), reading({ detectedAt: 'unknown' }));
    expect(phases[0]).toEqual({ phase: 'detect', from: seconds(-60), to: 'unknown' });
    expect(phases[1]).toEqual({ phase: 'decide', from: 'unknown', to: seconds(20) });
  });

  test('of a run that users never noticed has no impact and counts no time', () => {
    const none = { state: 'none' } as const;
    const clock = readClock(provenAt(100), reading({ outage: none, samples: probes(0, 900, () => true) }));
    expect(clock).toMatchObject({ impactAt: 'none', actualSeconds: 0 });
    expect(clock.phases[0]?.phase).toBe('decide');
    const old: Outage = { state: 'ended', startedAt: seconds(-9000), endedAt: seconds(-8000), entryPointId: 'web' };
    expect(readClock(provenAt(100), reading({ outage: old })).impactAt).toBe('none');
  });

  test('keeps what it has read, when the outage is forgotten and when users fail again', () => {
    const run = provenAt(100);
    const first = readClock(run, reading({ samples: probes(-60, 500, (second) => second >= 165) }));
    const later = readClock({ ...run, clock: first }, reading({ outage: { state: 'none' } }));
    expect([later.impactAt, later.recoveredAt, later.actualSeconds]).toEqual([seconds(-60), seconds(166), 226]);
  });

  test('is read from the outage clock where probes were lost with an engine', () => {
    const ended: Outage = { state: 'ended', startedAt: seconds(-60), endedAt: seconds(166), entryPointId: 'web' };
    expect(readClock(provenAt(100), reading({ outage: ended })).recoveredAt).toBe(seconds(166));
    expect(readClock(provenAt(200), reading({ outage: ended })).recoveredAt).toBe('not-yet');
  });

  test('is within one probe interval of the truth at each end', () => {
    const cadence = { cadenceSeconds: 2, publishDelaySeconds: 2 };
    fc.assert(
      fc.property(
        fc.double({ min: -120, max: -10, noNaN: true }),
        fc.double({ min: 101, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (lostAt, servedAt, phase) => {
          const samples = probes(-150 + phase, servedAt + 200, (second) => second < lostAt || second >= servedAt);
          let outage: Outage = { state: 'none' };
          for (const { at, servedShare } of samples) {
            const value =
              servedShare === 1
                ? ({ outcome: 'pass', latencyMs: 80 } as const)
                : ({ outcome: 'fail', detail: 'No' } as const);
            const routing = {
              id: 'checkout/web',
              workloadId: 'checkout',
              probe: toObserved(value, at, at, 'console-probe'),
              probeCadence: cadence,
            } as RoutingEntity;
            outage = advanceOutage(outage, [routing], at);
          }
          const { impactAt, recoveredAt, actualSeconds } = readClock(provenAt(100), reading({ outage, samples }));
          if (impactAt === 'none' || recoveredAt === 'not-yet' || actualSeconds === 'not-yet')
            throw new Error('Not read');
          const late = {
            impact: impactAt / 1000 - seconds(lostAt) / 1000,
            recovery: recoveredAt / 1000 - seconds(servedAt) / 1000,
          };
          expect(late.impact).toBeGreaterThanOrEqual(-1e-3);
          expect(late.impact).toBeLessThanOrEqual(2 + 1e-3);
          expect(late.recovery).toBeGreaterThanOrEqual(-1e-3);
          expect(late.recovery).toBeLessThanOrEqual(2 + 1e-3);
          expect(Math.abs(actualSeconds - (servedAt - lostAt))).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 60 },
    );
  });
});
