import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { FlipDeclaration, PlanDeclaration } from '@/lib/domain/recovery/declaration';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { bindStep } from './bind-step';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

const flip: FlipDeclaration = {
  id: 'web',
  healthCheck: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  region: 'us-east-1',
  standby: 'us-west-2',
  alarm: 'checkout-given-up',
  metric: { namespace: 'Acme/Recovery', name: 'GivenUp', dimensions: {}, away: 1, back: 0 },
  entryPointId: 'web',
};

function checkoutWith(flips: readonly FlipDeclaration[] = [flip]): Workload {
  const workload = defaultFleet.workloads.find(({ id }) => id === 'checkout');
  if (workload === undefined) throw new Error('No checkout');
  const { routing: _, ...recovery } = workload.recovery ?? {};
  return { ...workload, recovery: { ...recovery, flips } };
}
const checkout = checkoutWith();

function routeOf(workload: Workload, action: string, source: string) {
  const plan = buildPlans(workload, sampleFactsOf).find((each) => each.action === action);
  const route = plan?.routes.find((each) => each.source === source);
  if (plan === undefined || route === undefined) throw new Error('No plan');
  return { plan, route };
}

describe('a workload whose region is given up by a health check', () => {
  test('leads users away by it in either mode, once the writer was proven, and needs the standby region alone', () => {
    const { plan, route } = routeOf(checkout, 'activate', 'us-east-1');
    expect(plan.lint.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const mode of ['graceful', 'ungraceful'] as const) {
      const steps = stepsOfMode(route, mode);
      const step = steps.find(({ id }) => id === 'flip-web');
      expect(step?.spec).toMatchObject({
        kind: 'health-check-flip',
        to: 'away',
        statusHostname: 'status.usw2.checkout.acme.example',
      });
      expect(step?.facts).toMatchObject({ plane: 'data', regionsNeeded: ['us-west-2'] });
      expect(ancestorsOf(steps).get('flip-web')).toContain('prove');
      expect(steps.map(({ spec }) => spec.kind)).not.toContain('manual-task');
    }
  });

  test('leads them home by the same step, which ends it', () => {
    const { plan, route } = routeOf(checkout, 'failback', 'us-west-2');
    expect(plan.lint.map(({ rule }) => rule)).not.toContain('flip-not-ended');
    expect(stepsOfMode(route, 'graceful').find(({ id }) => id === 'flip-web')?.spec).toMatchObject({
      to: 'back',
      statusHostname: 'status.use1.checkout.acme.example',
    });
  });

  test('is warned of a way home that forgets it, and refused one that turns it before the writer is proven', () => {
    const declared = generatePlan(checkout);
    const change = (change: (plan: PlanDeclaration) => PlanDeclaration) =>
      bindPlan(change(declared), checkout, 'fleet-file', sampleFactsOf).lint.map(({ rule, stepId }) => [rule, stepId]);
    const steps = declared.workflows.flatMap((workflow) => workflow.steps);
    const all = (kept: typeof steps): PlanDeclaration => ({
      ...declared,
      workflows: [{ id: 'all', title: 'All', steps: kept }],
    });
    const without = all(
      steps
        .filter(({ id }) => id !== 'flip-web')
        .map((step) => ({ ...step, after: step.after.filter((id) => id !== 'flip-web') })),
    );
    expect(change(() => without)).toContainEqual(['flip-not-ended', 'plan']);
    expect(change(() => without)).toContainEqual(['no-lever', 'plan']);
    const early = all(steps.map((step) => (step.id === 'flip-web' ? { ...step, after: ['approval'] } : step)));
    expect(change(() => early)).toContainEqual(['verify-before-traffic', 'flip-web']);
  });
});

test('a flip is bound for the two regions it was written for, in their own direction, and for no others', () => {
  const template = { kind: 'health-check-flip', flipId: 'web' } as const;
  const pair = { source: 'us-east-1', target: 'us-west-2' };
  const home = { source: 'us-west-2', target: 'us-east-1' };
  expect(bindStep({ ...template, to: 'away' }, checkout, pair)).toMatchObject({ state: 'bound' });
  expect(bindStep({ ...template, to: 'back' }, checkout, pair)).toMatchObject({
    rule: 'unknown-flip',
    sentence: expect.stringContaining('leads users from us-west-2 back to us-east-1 and nowhere else'),
  });
  expect(bindStep({ ...template, to: 'away' }, checkout, home)).toMatchObject({ rule: 'unknown-flip' });
  expect(bindStep({ ...template, flipId: 'shop' }, checkout, pair)).toMatchObject({
    rule: 'unknown-flip',
    sentence: expect.stringContaining('name one of those there (web)'),
  });
  const elsewhere = checkoutWith([{ ...flip, entryPointId: 'shop' }]);
  expect(bindStep(template, elsewhere, pair)).toMatchObject({ rule: 'unknown-entry-point' });
});

test('a workload that declares none has the plans it had', () => {
  for (const workload of defaultFleet.workloads) {
    const kinds = buildPlans(workload, sampleFactsOf).flatMap(({ routes }) =>
      routes.flatMap((route) => stepsOfMode(route, 'graceful').map(({ spec }) => spec.kind)),
    );
    expect(kinds).not.toContain('health-check-flip');
  }
});
