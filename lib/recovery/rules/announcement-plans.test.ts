import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

const topic = (region: string) => `arn:aws:sns:${region}:111122223333:incidents`;

function workloadWith(id: string, regions: readonly string[]): Workload {
  const workload = defaultFleet.workloads.find((each) => each.id === id);
  if (workload === undefined) throw new Error(`No ${id}`);
  return { ...workload, recovery: { ...workload.recovery, announce: regions.map(topic) } };
}
const checkout = workloadWith('checkout', ['us-east-1', 'us-west-2', 'eu-west-1']);

describe('the plan of a workload with topics', () => {
  const [plan] = buildPlans(checkout, sampleFactsOf);

  test('tells people last, by the first topic that is neither left nor in us-east-1', () => {
    expect(plan?.lint).toEqual([]);
    const told = plan?.routes.map(({ source, target, workflows }) => {
      const spec = workflows.flatMap(({ steps }) => steps).find(({ id }) => id === 'announce')?.spec;
      return spec?.kind === 'announce' ? [source, target, spec.region, spec.subject, spec.message] : [];
    });
    const message = (from: string, to: string) =>
      `Checkout is served from ${to} now and has left ${from}. Told by run {run} of Antipode.`;
    expect(told).toEqual([
      ['us-east-1', 'us-west-2', 'us-west-2', 'Checkout: us-east-1 to us-west-2', message('us-east-1', 'us-west-2')],
      ['us-west-2', 'us-east-1', 'eu-west-1', 'Checkout: us-west-2 to us-east-1', message('us-west-2', 'us-east-1')],
    ]);
    for (const route of plan?.routes ?? []) {
      const ancestors = ancestorsOf(stepsOfMode(route, 'ungraceful'));
      expect(ancestors.get('announce')).toContain('alarms');
      for (const [, before] of ancestors) expect(before).not.toContain('announce');
    }
  });

  test('says nothing where one of several active regions takes part again', () => {
    const home = buildPlans(workloadWith('catalog', ['us-west-2']), sampleFactsOf).find(
      ({ action }) => action === 'failback',
    );
    const ids = home?.routes.flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps.map(({ id }) => id)));
    expect(ids).toContain('alarms');
    expect(ids).not.toContain('announce');
  });

  test('tells nobody where no topic will do whichever region is left, and says so', () => {
    for (const regions of [['us-west-2'], ['us-east-1', 'us-west-2']]) {
      const [silent] = buildPlans(workloadWith('checkout', regions), sampleFactsOf);
      const ids = silent?.routes.flatMap(({ workflows }) =>
        workflows.flatMap(({ steps }) => steps.map(({ id }) => id)),
      );
      expect(ids).not.toContain('announce');
      expect([...new Set(silent?.lint.map(({ rule, severity }) => `${severity} ${rule}`))]).toEqual([
        'warning nobody-told',
      ]);
    }
  });

  test('is refused where the only topics are left or in us-east-1, unless somebody says why that will do', () => {
    const alone = workloadWith('checkout', ['us-east-1']);
    const generated = generatePlan(checkout);
    const lint = (waiver?: StepDeclaration['waiver']) => {
      const change = (step: StepDeclaration) =>
        step.id === 'announce' && waiver !== undefined ? { ...step, waiver } : step;
      const steps = generated.workflows.flatMap((workflow) => workflow.steps).map(change);
      const declared: PlanDeclaration = { ...generated, workflows: [{ id: 'all', title: 'All', steps }] };
      const { lint: problems } = bindPlan(declared, alone, 'fleet-file', sampleFactsOf);
      return [...new Set(problems.map(({ rule, severity }) => `${severity} ${rule}`))].sort();
    };
    const both = ['error region-being-left', 'error us-east-1-control-plane'];
    expect(lint()).toEqual(both);
    expect(lint({ rule: 'us-east-1-control-plane', reason: 'It is the only one.' })).toEqual([both[0]]);
    expect(lint({ rule: 'region-being-left', reason: 'It is the only one.' })).toEqual([both[1]]);
  });

  test('is warned of where something waits for an announcement', () => {
    const generated = generatePlan(checkout);
    const change = (step: StepDeclaration): StepDeclaration => {
      if (step.id === 'announce') return { ...step, after: ['approval'] };
      return step.id === 'scale' ? { ...step, after: ['announce'] } : step;
    };
    const steps = generated.workflows.flatMap((workflow) => workflow.steps).map(change);
    const early: PlanDeclaration = { ...generated, workflows: [{ id: 'all', title: 'All', steps }] };
    const { lint } = bindPlan(early, checkout, 'fleet-file', sampleFactsOf);
    expect(lint).toContainEqual(
      expect.objectContaining({ rule: 'waits-for-announcement', severity: 'warning', stepId: 'scale' }),
    );
    expect(lint.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
