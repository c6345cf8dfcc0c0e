import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanRoute, PlanStep } from '@/lib/domain/recovery/plan';
import { estimateRecoveryTime } from './estimate-recovery-time';
import { measureDurations } from './measured-durations';
import { after, driveTo, sampleExecution, samplePlan, startedAt } from './testing/sample-execution';

const [route] = samplePlan().routes;
if (route === undefined) throw new Error('No route');

describe('the expected time of recovery', () => {
  test('is the longest way until users are led to the target, not the sum of all steps', () => {
    const { p50Seconds, p90Seconds } = estimateRecoveryTime(route, 'ungraceful');
    // precheck 4, fence 10, promote 90, prove 2, controls 2, dns 60; the capacity is awaited beside.
    expect([p50Seconds, p90Seconds]).toEqual([168, 310]);
  });

  test('waits for the capacity where the run does', () => {
    // precheck 4, scale 180, switch 120, prove 2, controls 2, dns 60.
    expect(estimateRecoveryTime(route, 'graceful').p50Seconds).toBe(368);
  });

  test('lists what a person decides as a gap, and says where its figures come from', () => {
    const { undecided, because } = estimateRecoveryTime(route, 'ungraceful');
    expect(undecided).toEqual(['Let a second person agree']);
    expect(because).toBe("Of 7 steps 6 from AWS's documentation; 1 step is a person's to decide and not counted");
  });

  test('never falls when a step gets slower, and p90 is never below p50', () => {
    const change = (id: string, seconds: number): PlanRoute => ({
      ...route,
      workflows: route.workflows.map((workflow) => ({
        ...workflow,
        steps: workflow.steps.map((step): PlanStep => {
          if (step.id !== id) return step;
          const { expected } = step.facts;
          const slower = { ...expected, p50: expected.p50 + seconds, p90: expected.p90 + seconds };
          return { ...step, facts: { ...step.facts, expected: slower } };
        }),
      })),
    });
    const ids = route.workflows.flatMap(({ steps }) => steps.map(({ id }) => id));
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.nat(4000),
        fc.constantFrom('graceful', 'ungraceful'),
        (id, more, mode) => {
          const before = estimateRecoveryTime(route, mode);
          const slower = estimateRecoveryTime(change(id, more), mode);
          expect(slower.p50Seconds).toBeGreaterThanOrEqual(before.p50Seconds);
          expect(slower.p50Seconds).toBeLessThanOrEqual(before.p50Seconds + more);
          expect(slower.p90Seconds).toBeGreaterThanOrEqual(slower.p50Seconds);
        },
      ),
    );
  });
});

describe('durations of earlier runs', () => {
  const spec = route.workflows.flatMap(({ steps }) => steps).find(({ id }) => id === 'promote-orders')?.spec;
  if (spec === undefined) throw new Error('No promotion');
  const took = (seconds: number, more: Parameters<typeof sampleExecution>[0] = {}) => {
    const run = driveTo(sampleExecution(more), 'promote-orders');
    const begun = after(run, { kind: 'step-started', stepId: 'promote-orders' });
    return after(begun, { kind: 'step-done', stepId: 'promote-orders', sentence: 'Done' }, startedAt + seconds * 1000);
  };
  const now = startedAt + 3_600_000;

  test('are told with how many there were and how old the newest is', () => {
    expect(measureDurations([took(61.2), took(90), took(75)], now)(spec)).toEqual({
      p50: 75,
      p90: 90,
      source: 'measured',
      because: '3 runs, newest 59 m ago',
    });
  });

  test('of drills count, of dry runs and of steps done again do not, and of nothing there is none', () => {
    expect(measureDurations([], now)(spec)).toBe('none');
    expect(measureDurations([took(10, { dryRun: true })], now)(spec)).toBe('none');
    expect(measureDurations([took(10, { drill: true })], now)(spec)).toMatchObject({ p50: 10 });
    expect(measureDurations([took(10)], startedAt + 200 * 86_400_000)(spec)).toBe('none');
    const failed = after(took(1), { kind: 'cancel', by: 'ada', reason: 'x' });
    const twice = { ...failed, steps: failed.steps.map((step) => ({ ...step, attempt: 2 })) };
    expect(measureDurations([twice], now)(spec)).toBe('none');
  });

  test('of drills and of runs are never one figure: a run silences every drill, and what drills say is said to be theirs', () => {
    const drills = [took(10, { drill: true }), took(12, { drill: true })];
    expect(measureDurations(drills, now)(spec)).toMatchObject({ p90: 12, because: '2 drills, newest 60 m ago' });
    expect(measureDurations([...drills, took(90)], now)(spec)).toMatchObject({
      p50: 90,
      p90: 90,
      because: expect.stringMatching(/^1 run,/),
    });
  });

  test('of people are never a figure', () => {
    expect(measureDurations([took(10)], now)({ kind: 'approval', validSeconds: 900 })).toBe('none');
  });
});
