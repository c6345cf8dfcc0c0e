import { describe, expect, test } from 'vitest';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration, StepTemplate } from '@/lib/domain/recovery/declaration';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { bindStep } from './bind-step';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

const pair = { source: 'us-east-1', target: 'us-west-2' };
const arn = 'arn:aws:s3::222233334444:accesspoint/mfzwi23gnjvgw.mrap';

function workloadWith(id: string, regions: readonly RegionCode[]): Workload {
  const workload = defaultFleet.workloads.find((each) => each.id === id);
  if (workload === undefined) throw new Error(`No ${id}`);
  return { ...workload, recovery: { ...workload.recovery, accessPoints: [{ id: 'photos', arn, regions }] } };
}
const checkout = workloadWith('checkout', ['us-east-1', 'us-west-2']);

function planOf(workload: Workload) {
  const [plan] = buildPlans(workload, sampleFactsOf);
  const route = plan?.routes.find(({ source, target }) => source === pair.source && target === pair.target);
  if (plan === undefined || route === undefined) throw new Error('No plan');
  return { plan, of: (mode: 'graceful' | 'ungraceful') => stepsOfMode(route, mode) };
}

describe('the plan of a workload with an access point', () => {
  test('switches its routes both ways in one call, once the target was proven, in either mode', () => {
    const { plan, of } = planOf(checkout);
    expect(plan.lint).toEqual([]);
    for (const mode of ['graceful', 'ungraceful'] as const) {
      const steps = of(mode);
      expect(steps.find(({ id }) => id === 'routes-photos')?.spec).toEqual({
        kind: 's3-routes',
        accountId: '222233334444',
        accessPoint: arn,
        turns: [
          { region: 'us-west-2', to: 'active' },
          { region: 'us-east-1', to: 'passive' },
        ],
      });
      expect(ancestorsOf(steps).get('routes-photos')).toContain('prove');
      expect(ancestorsOf(steps).get('alarms')).toContain('routes-photos');
    }
  });

  test('of active regions switches it too, where every one of them has a bucket behind it', () => {
    const [whole] = buildPlans(workloadWith('catalog', ['us-east-1', 'eu-west-1']), sampleFactsOf);
    const ids = whole?.routes.map((route) => stepsOfMode(route, 'ungraceful').some(({ id }) => id === 'routes-photos'));
    expect(ids).toEqual([true, true]);
    const { plan, of } = planOf(workloadWith('storefront', ['us-east-1', 'us-west-2']));
    expect(of('ungraceful').map(({ id }) => id)).not.toContain('routes-photos');
    expect(plan.lint).toContainEqual(
      expect.objectContaining({
        rule: 'source-still-serves',
        severity: 'warning',
        sentence:
          'Requests for objects through photos (mfzwi23gnjvgw.mrap) are still led to us-east-1: add an s3-routes step',
      }),
    );
  });
});

describe('the linter', () => {
  const lint = (template: StepTemplate, workload = checkout) => {
    const plan = generatePlan(workload);
    const change = (step: StepDeclaration) => (step.id === 'routes-photos' ? { ...step, template } : step);
    const steps = plan.workflows.flatMap((workflow) => workflow.steps).map(change);
    const changed: PlanDeclaration = { ...plan, workflows: [{ id: 'all', title: 'All', steps }] };
    return bindPlan(changed, workload, 'fleet-file', sampleFactsOf).lint;
  };
  const routes = { kind: 's3-routes', accessPointId: 'photos' } as const;

  test('refuses a call that might leave no route active', () => {
    expect(lint({ ...routes, on: [], off: ['source'] })).toContainEqual(
      expect.objectContaining({
        rule: 'nobody-serves',
        stepId: 'routes-photos',
        sentence: 'routes-photos makes no route active, so that none may be left: turn one on in the same call',
      }),
    );
  });

  test('refuses to lead requests where the law forbids, and names what is still led to the region being left', () => {
    const bound = { ...checkout, lawfulRegions: ['us-east-1'] };
    const template = { ...routes, on: ['us-west-2'], off: ['us-east-1'] } as const;
    const plan = generatePlan(bound);
    expect(bindStep(template, bound, pair)).toMatchObject({ state: 'bound' });
    const steps = plan.workflows.flatMap((workflow) => workflow.steps);
    const onlyThere: PlanDeclaration = {
      ...plan,
      workflows: [
        {
          id: 'all',
          title: 'All',
          steps: steps.map((step) => (step.id === 'routes-photos' ? { ...step, template } : step)),
        },
      ],
    };
    const back = bindPlan(onlyThere, bound, 'fleet-file', sampleFactsOf).lint;
    expect(back.map(({ rule }) => rule)).toContain('target-unlawful');
    expect(lint({ ...routes, on: ['target'], off: [] })).toContainEqual(
      expect.objectContaining({ rule: 'source-still-serves', severity: 'warning' }),
    );
  });
});

test('a step that names another access point, or a region without a bucket, is not bound', () => {
  const bind = (accessPointId: string, workload = checkout) =>
    bindStep({ kind: 's3-routes', accessPointId, on: ['target'], off: ['source'] }, workload, pair);
  expect(bind('pictures')).toMatchObject({
    rule: 'unknown-access-point',
    sentence: expect.stringContaining('name one of those there (photos)'),
  });
  expect(bind('photos', workloadWith('checkout', ['us-east-1', 'eu-west-1']))).toMatchObject({
    rule: 'unknown-access-point',
    sentence: '"photos" has no bucket in "us-west-2": name one of its regions (us-east-1, eu-west-1)',
  });
});
