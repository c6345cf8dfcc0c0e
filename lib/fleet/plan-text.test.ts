import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateFailback } from '../recovery/rules/generate-failback';
import { generatePlan } from '../recovery/rules/generate-plans';
import { defaultFleet } from './default-fleet';
import { longestPlanText, parsePlan } from './parse-plan';
import { writePlan } from './write-plan';

function workloadOf(id: string) {
  const found = defaultFleet.workloads.find((workload) => workload.id === id);
  if (found === undefined) throw new Error(`The default fleet has no ${id}`);
  return found;
}
const checkout = workloadOf('checkout');
const plans = defaultFleet.workloads.flatMap((workload) =>
  [generatePlan(workload), generateFailback(workload)].map((plan) => ({ workload, plan })),
);

function problemsOf(text: string) {
  const parsed = parsePlan(text, checkout);
  return parsed.state === 'broken' ? parsed.problems : [];
}

describe('a plan written as text', () => {
  test.each(plans)('is the same plan when read again: $workload.id, $plan.action', ({ workload, plan }) => {
    const read = parsePlan(writePlan(plan), workload);
    expect(read).toMatchObject({ state: 'good', plan });
  });

  test('leaves out what follows from the kind of a step and from its place', () => {
    const text = writePlan(generatePlan(checkout));
    expect(text).toContain('kind: precheck');
    expect(text).not.toContain('timeout: 5m');
    expect(text.split('\n').length).toBeLessThan(150);
  });

  test('says on which line each step begins', () => {
    const text = writePlan(generatePlan(checkout));
    const read = parsePlan(text, checkout);
    if (read.state === 'broken') throw new Error('It is no plan');
    const lines = text.split('\n');
    for (const [id, line] of Object.entries(read.lineOfStep)) expect(lines[line - 1]).toContain(`id: ${id}`);
  });

  test('tells everything that is wrong at once, each with its line', () => {
    const text = [
      'id: mine',
      'action: activate',
      'workflows:',
      '  - id: all',
      '    steps:',
      '      - id: promote',
      '        kind: aurora-failover',
      '        store: nowhere',
      '      - id: probe',
      '        kind: http-probe',
      '        entryPoint: nobody',
      '        after: [earlier]',
    ].join('\n');
    expect(problemsOf(text).map(({ line }) => line)).toEqual([8, 11, 12]);
    expect(problemsOf(text)[0]?.message).toContain('which is no store of this workload: write one of orders');
  });

  test('says of a kind there is not which ones there are', () => {
    const text = 'id: a\naction: activate\nworkflows:\n  - id: b\n    steps:\n      - id: c\n        kind: pray\n';
    expect(problemsOf(text)).toMatchObject([{ line: 7, message: expect.stringContaining('precheck, approval') }]);
  });

  test('is refused where it is too long, and where it is no YAML', () => {
    expect(problemsOf(`# ${'x'.repeat(longestPlanText)}`)).toHaveLength(1);
    expect(problemsOf('id: [').length).toBeGreaterThan(0);
  });

  test('never throws, whatever is written', () => {
    const good = writePlan(generatePlan(checkout));
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(40), fc.string({ maxLength: 12 }), (at, cut, put) => {
        const text = good.slice(0, at) + put + good.slice(at + cut);
        const parsed = parsePlan(text, checkout);
        if (parsed.state === 'broken') expect(parsed.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
