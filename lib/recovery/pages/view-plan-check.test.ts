import { describe, expect, test } from 'vitest';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { parsePlan } from '@/lib/fleet/parse-plan';
import { writePlan } from '@/lib/fleet/write-plan';
import { bindPlan } from '../rules/bind-plan';
import { generatePlan } from '../rules/generate-plans';
import { sampleFactsOf } from '../rules/testing/sample-facts';
import { viewPlanCheck } from './view-plan-check';

const checkout = defaultFleet.workloads[0];
if (checkout?.id !== 'checkout') throw new Error('Checkout is the first workload of the default fleet');

function bound(text: string) {
  if (checkout === undefined) throw new Error('There is no workload');
  const parsed = parsePlan(text, checkout);
  if (parsed.state === 'broken') throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const plan = bindPlan(parsed.plan, checkout, 'fleet-file', sampleFactsOf);
  return { state: 'bound', plan, lineOfStep: parsed.lineOfStep } as const;
}

describe('what a person is told of a plan they write', () => {
  const text = writePlan(generatePlan(checkout));

  test('one that does what the plan in use does is said to do that', () => {
    const check = bound(text);
    expect(viewPlanCheck(check, check.plan.version).sentence).toBe('It does what the plan in use does.');
  });

  test('one without its fence is held up at the line of the promotion', () => {
    const promotion = [
      'id: mine',
      'action: activate',
      'workflows:',
      '  - id: all',
      '    steps:',
      '      - id: promote',
    ];
    const check = bound([...promotion, '        kind: aurora-failover', '        store: orders', ''].join('\n'));
    const view = viewPlanCheck(check, 'none');
    expect(view.sentence).toBe('It would be taken up, and could not be run.');
    expect(view.problems).toContainEqual(expect.objectContaining({ line: 6, severity: 'error' }));
    expect(view.problems.map(({ line }) => line)).toEqual(view.problems.map(({ line }) => line).sort((a, b) => a - b));
  });

  test('where no engine has looked, that is said, and nothing is called runnable', () => {
    const view = viewPlanCheck({ state: 'not-linted' }, 'none');
    expect(view.sentence).toContain('No engine has looked at it yet');
    expect(view.plan).toBe('none');
  });

  test.each(['checking', 'failed'] as const)('%s claims nothing', (check) => {
    expect(viewPlanCheck(check, 'none')).toMatchObject({ problems: [], plan: 'none' });
  });

  test('each mistake has its line and the name of what is wrong', () => {
    const problem = { line: 8, column: 16, path: 'workflows[0].steps[0].store', message: 'names nothing' };
    const view = viewPlanCheck({ state: 'broken', problems: [problem] }, 'none');
    expect(view.problems).toEqual([
      { line: 8, column: 16, severity: 'error', where: problem.path, sentence: 'store names nothing.' },
    ]);
  });
});
