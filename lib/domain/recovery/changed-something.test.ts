import { describe, expect, test } from 'vitest';
import { findPlanned } from '@/lib/recovery/rules/execution/reading';
import { buildPlans } from '@/lib/recovery/rules/generate-plans';
import { driveTo, sampleExecution, sampleWorkload, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import { sampleFactsOf } from '@/lib/recovery/rules/testing/sample-facts';
import { hasChangedSomething } from './changed-something';
import type { Execution } from './execution';
import type { PlanStep } from './plan';

/** A run whose only step is a task for a person. */
function taskIn(state: Execution['steps'][number]['state'], phase: PlanStep['phase'] = 'execute'): Execution {
  const plan = buildPlans(sampleWorkload('archive'), sampleFactsOf).find(({ action }) => action === 'failback');
  const tasks = plan?.routes[0]?.workflows.flatMap(({ steps }) => steps) ?? [];
  const task = tasks.find(({ spec }) => spec.kind === 'manual-task');
  const run = sampleExecution();
  const [first] = run.steps;
  if (task === undefined || first === undefined) throw new Error('archive is brought home by hand.');
  return {
    ...run,
    route: { ...run.route, workflows: [{ id: 'return', title: 'Return', steps: [{ ...task, phase }] }] },
    steps: [{ ...first, stepId: task.id, state, startedAt: state === 'pending' ? 'not-yet' : startedAt }],
  };
}

describe('a run has changed something', () => {
  test('as soon as a step of it that changes something was begun, and not before', () => {
    expect(hasChangedSomething(sampleExecution())).toBe(false);
    const run = driveTo(sampleExecution(), 'the-end');
    expect(run.steps.some(({ stepId }) => findPlanned(run, stepId)?.facts.changes !== 'nothing')).toBe(true);
    expect(hasChangedSomething(run)).toBe(true);
  });

  test('once a person said that a task of it is done, which no call shows', () => {
    expect(hasChangedSomething(taskIn('done'))).toBe(true);
    for (const state of ['pending', 'waiting', 'cancelled', 'skipped'] as const) {
      expect(hasChangedSomething(taskIn(state))).toBe(false);
    }
  });

  test('but not by what people do to decide', () => {
    expect(hasChangedSomething(taskIn('done', 'decide'))).toBe(false);
  });
});
