import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { bindStep } from './bind-step';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

const mapping = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

function workloadWith(id: string, regions: readonly string[]): Workload {
  const workload = defaultFleet.workloads.find((each) => each.id === id);
  if (workload === undefined) throw new Error(`No ${id}`);
  const consumers = regions.map((region, index) => ({ region, mappings: [mapping(String(index))] }));
  const schedules = regions.map((region) => ({ region, rules: [{ bus: 'default', rule: 'nightly' }] }));
  return { ...workload, recovery: { ...workload.recovery, consumers, schedules } };
}
const checkout = workloadWith('checkout', ['us-east-1', 'us-west-2']);

function stepsOf(plan: RecoveryPlan | undefined, mode: 'graceful' | 'ungraceful') {
  const route = plan?.routes.find(({ source }) => source === 'us-east-1');
  if (route === undefined) throw new Error('No route');
  return stepsOfMode(route, mode);
}

describe('the plan of a workload that declares what it does by itself', () => {
  const [plan] = buildPlans(checkout, sampleFactsOf);

  test('turns it off at a healthy source before the writer moves, and on at the target once that is proven', () => {
    expect(plan?.lint).toEqual([]);
    const steps = stepsOf(plan, 'graceful');
    const ancestors = ancestorsOf(steps);
    expect(steps.find(({ id }) => id === 'stop-consumers')).toMatchObject({
      title: 'Turn consumers off in us-east-1',
      spec: { kind: 'consumers', region: 'us-east-1', mappings: [mapping('0')], to: 'off' },
    });
    expect(ancestors.get('stop-consumers')).toContain('scale');
    for (const id of ['stop-consumers', 'stop-schedules']) expect(ancestors.get('switch-orders')).toContain(id);
    for (const id of ['start-consumers', 'start-schedules']) {
      expect(ancestors.get(id)).toContain('prove');
      expect(ancestors.get('alarms')).toContain(id);
      expect(ancestors.get('controls')).not.toContain(id);
    }
  });

  test('waits for nothing of a region that it gives up, and starts nothing before the promotion', () => {
    const steps = stepsOf(plan, 'ungraceful');
    const ancestors = ancestorsOf(steps);
    expect([...(ancestors.get('give-up-consumers') ?? [])].sort()).toEqual(['approval', 'precheck']);
    expect(ancestors.get('promote-orders')).not.toContain('give-up-consumers');
    expect(ancestors.get('start-consumers')).toContain('promote-orders');
  });

  test('comes home the same way', () => {
    const home = buildPlans(checkout, sampleFactsOf).find(({ action }) => action === 'failback');
    expect(home?.lint).toEqual([]);
    const steps = stepsOf(home, 'graceful').map(({ id }) => id);
    expect(steps).toEqual(expect.arrayContaining(['stop-consumers', 'start-consumers', 'stop-schedules']));
    const catalog = buildPlans(workloadWith('catalog', ['us-east-1', 'eu-west-1']), sampleFactsOf);
    const rejoining = stepsOf(
      catalog.find(({ action }) => action === 'failback'),
      'graceful',
    ).map(({ id }) => id);
    expect(rejoining).toContain('start-consumers');
    expect(rejoining).not.toContain('stop-consumers');
  });

  test('is as before where not every region declares it, and says what goes on by itself', () => {
    const [partial] = buildPlans(workloadWith('checkout', ['us-east-1']), sampleFactsOf);
    expect(stepsOf(partial, 'graceful').map(({ id }) => id)).not.toContain('stop-consumers');
    expect(partial?.lint.map(({ rule, severity }) => `${severity} ${rule}`)).toContain('warning source-still-works');
    expect(partial?.lint.map(({ sentence }) => sentence)).toContain(
      'The consumers in us-east-1, the region being left, are never turned off: add a consumers step with turn: off',
    );
  });
});

describe('the plan of a workload that declares its deployments', () => {
  const frozen = (id: string, regions: readonly string[]): Workload => {
    const workload = defaultFleet.workloads.find((each) => each.id === id);
    if (workload === undefined) throw new Error(`No ${id}`);
    const stages = [{ pipeline: 'shop', stage: 'Deploy' }];
    const deployments = regions.map((region) => ({ region, stages }));
    return { ...workload, recovery: { ...workload.recovery, deployments } };
  };

  test('keeps changes out of the target before anything else, and waits for nothing of the region being left', () => {
    const [plan] = buildPlans(frozen('checkout', ['us-east-1', 'us-west-2']), sampleFactsOf);
    expect(plan?.lint).toEqual([]);
    for (const mode of ['graceful', 'ungraceful'] as const) {
      const steps = stepsOf(plan, mode);
      const ancestors = ancestorsOf(steps);
      expect(ancestors.get('freeze-target')).toContain('approval');
      for (const id of ['scale', 'controls']) {
        expect(ancestors.get(id)).toContain('freeze-target');
        expect(ancestors.get(id)).not.toContain('freeze-source');
      }
      expect(steps.map(({ id }) => id)).not.toContain('thaw-target');
    }
  });

  test.each([
    ['checkout', ['us-east-1', 'us-west-2'], ['freeze-target', 'freeze-source']],
    ['catalog', ['us-east-1', 'eu-west-1'], ['freeze-target']],
  ])('lets changes in again in both regions once %s is home', (id, regions, freezes) => {
    const home = buildPlans(frozen(id, regions), sampleFactsOf).find(({ action }) => action === 'failback');
    expect(home?.lint).toEqual([]);
    const steps = stepsOf(home, 'graceful');
    const turned = steps.filter(({ spec }) => spec.kind === 'freeze-deployments').map((step) => step.id);
    expect(turned).toEqual([...freezes, 'thaw-target', 'thaw-source']);
    for (const thaw of ['thaw-target', 'thaw-source']) expect(ancestorsOf(steps).get(thaw)).toContain('alarms');
  });
});

describe('the linter', () => {
  test.each([
    ['consumers', 'start-consumers', 'promote-orders'],
    ['schedules', 'start-schedules', 'switch-orders'],
  ])('refuses to turn %s on at the target before the store there was promoted', (kind, id, promotion) => {
    const plan = generatePlan(checkout);
    const change = (step: StepDeclaration) => (step.id === id ? { ...step, after: ['approval'] } : step);
    const steps = plan.workflows.flatMap((workflow) => workflow.steps).map(change);
    const early: PlanDeclaration = { ...plan, workflows: [{ id: 'all', title: 'All', steps }] };
    expect(bindPlan(early, checkout, 'fleet-file', sampleFactsOf).lint).toContainEqual(
      expect.objectContaining({
        rule: 'start-after-promotion',
        severity: 'error',
        stepId: id,
        sentence: `${id} turns ${kind} on in us-west-2 before ${promotion} made it the writer: put it after that step`,
      }),
    );
  });

  test('names what stands idle at the target', () => {
    const plan = generatePlan(checkout);
    const steps = plan.workflows.flatMap((workflow) => workflow.steps).filter(({ id }) => id !== 'start-consumers');
    const rewired = steps.map((step) => ({ ...step, after: step.after.filter((each) => each !== 'start-consumers') }));
    const idle: PlanDeclaration = { ...plan, workflows: [{ id: 'all', title: 'All', steps: rewired }] };
    const { lint } = bindPlan(idle, checkout, 'fleet-file', sampleFactsOf);
    expect([...new Set(lint.map(({ rule, severity }) => `${severity} ${rule}`))]).toEqual([
      'warning target-stands-idle',
    ]);
  });
});

test('a call is bound to the name that its function has in the region, and its payload to the regions', () => {
  const pair = { source: 'us-east-1', target: 'us-west-2' };
  const functionName = { 'us-west-2': 'warm-usw2' };
  const template = { kind: 'invoke-function', region: 'target', functionName, payload: '{"from":"{source}"}' } as const;
  const more = { invocation: 'request-response', tellsRepetition: false, expects: {} } as const;
  expect(bindStep({ ...template, ...more }, checkout, pair)).toMatchObject({
    state: 'bound',
    spec: { kind: 'invoke-function', region: 'us-west-2', functionName: 'warm-usw2', payload: '{"from":"us-east-1"}' },
  });
  expect(bindStep({ ...template, ...more, region: 'source' }, checkout, pair)).toMatchObject({
    rule: 'unknown-function',
    sentence: 'The function has no name in us-east-1: write it under us-east-1, or one name for every region',
  });
});

test('a function that is kept ready is bound to the name that it has in the region, as one that is called is', () => {
  const pair = { source: 'us-east-1', target: 'us-west-2' };
  const functionName = { 'us-west-2': 'notify-usw2' };
  const template = { kind: 'scale-function', functionName, qualifier: 'live', executions: 5 } as const;
  expect(bindStep({ ...template, region: 'target' }, checkout, pair)).toEqual({
    state: 'bound',
    spec: {
      kind: 'scale-function',
      accountId: '111122223333',
      region: 'us-west-2',
      functionName: 'notify-usw2',
      qualifier: 'live',
      executions: 5,
    },
  });
  expect(bindStep({ ...template, region: 'source' }, checkout, pair)).toMatchObject({ rule: 'unknown-function' });
});

test('a step about a region that declares nothing is not bound', () => {
  const pair = { source: 'us-east-1', target: 'us-west-2' };
  const only = workloadWith('checkout', ['us-east-1']);
  expect(bindStep({ kind: 'consumers', region: 'target', turn: 'on' }, only, pair)).toMatchObject({
    rule: 'no-levers',
    sentence:
      'checkout declares no consumers in "us-west-2": write the UUIDs of its event-source mappings under recovery.consumers in the fleet file',
  });
  expect(bindStep({ kind: 'schedules', region: 'target', turn: 'on' }, only, pair)).toMatchObject({
    state: 'unbound',
  });
});
