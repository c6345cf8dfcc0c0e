import { describe, expect, test } from 'vitest';
import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { bindStep } from './bind-step';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

const pair = { source: 'us-east-1', target: 'us-west-2' };
const cache: StoreDeclaration = { id: 'carts', kind: 'elasticache-global', resource: 'checkout-carts' };

function checkoutWith(stores: readonly StoreDeclaration[], more: Partial<Workload> = {}): Workload {
  const checkout = defaultFleet.workloads.find(({ id }) => id === 'checkout');
  if (checkout === undefined) throw new Error('No checkout');
  return { ...checkout, stores, ...more };
}
const orders: StoreDeclaration = { id: 'orders', kind: 'aurora-global', resource: 'checkout-global' };

function planOf(workload: Workload) {
  const [plan] = buildPlans(workload, sampleFactsOf);
  const route = plan?.routes.find(({ source, target }) => source === pair.source && target === pair.target);
  if (plan === undefined || route === undefined) throw new Error('No plan');
  const of = (mode: 'graceful' | 'ungraceful') => {
    const steps = stepsOfMode(route, mode);
    const ancestors = ancestorsOf(steps);
    return { steps, before: (id: string) => ancestors.get(id), ids: steps.map(({ id }) => id) };
  };
  return { plan, graceful: of('graceful'), ungraceful: of('ungraceful') };
}

describe('the plan of a workload with a cache that is kept', () => {
  test('fails it over beside its database, after the fence and before the proof and the users', () => {
    const { plan, ungraceful } = planOf(checkoutWith([orders, cache]));
    expect(plan.lint).toEqual([]);
    expect(ungraceful.steps.find(({ id }) => id === 'promote-carts')?.spec).toEqual({
      kind: 'elasticache-failover',
      accountId: '111122223333',
      datastore: 'checkout-carts',
      from: 'us-east-1',
      to: 'us-west-2',
    });
    expect(ungraceful.before('promote-carts')).toContain('fence');
    expect(ungraceful.before('promote-carts')).not.toContain('scale');
    for (const id of ['prove', 'controls']) expect(ungraceful.before(id)).toContain('promote-carts');
    const fence = ungraceful.steps.find(({ id }) => id === 'fence')?.spec;
    expect(fence).toMatchObject({ globalClusters: ['checkout-global'], datastores: ['checkout-carts'] });
  });

  test('out of a healthy region fails it over once there is room, without a fence: there is no switchover of a cache', () => {
    const { graceful } = planOf(checkoutWith([orders, cache]));
    expect(graceful.before('move-carts')).toContain('scale');
    expect(graceful.ids).not.toContain('fence');
    expect(graceful.before('prove')).toContain('move-carts');
  });

  test('and nothing else to promote waits for it all the same, whether or not anything proves it', () => {
    const bare = checkoutWith([cache], { entryPoints: [], capacity: [] });
    const { recovery: _recovery, ...alone } = bare;
    for (const workload of [checkoutWith([cache]), alone]) {
      const { plan, ungraceful } = planOf(workload);
      expect(plan.lint).toEqual([]);
      expect(ungraceful.before('alarms')).toContain('promote-carts');
    }
  });

  test('that can be filled anew is left alone, and the fence does not ask for it', () => {
    const { ungraceful } = planOf(checkoutWith([orders, { ...cache, rebuildable: true }]));
    expect(ungraceful.ids.filter((id) => id.includes('carts'))).toEqual([]);
    expect(ungraceful.steps.find(({ id }) => id === 'fence')?.spec).not.toHaveProperty('datastores');
  });
});

describe('the linter', () => {
  const workload = checkoutWith([orders, cache]);
  const lint = (change: (step: StepDeclaration) => StepDeclaration | undefined) => {
    const plan = generatePlan(workload);
    const steps = plan.workflows.flatMap((workflow) => workflow.steps).flatMap((step) => change(step) ?? []);
    const changed: PlanDeclaration = { ...plan, workflows: [{ id: 'all', title: 'All', steps }] };
    return bindPlan(changed, workload, 'fleet-file', sampleFactsOf).lint;
  };

  test('refuses a plan that never fails the cache over, and says what to write', () => {
    const problems = lint((step) => (step.id.endsWith('-carts') ? undefined : step));
    expect(problems.filter(({ rule }) => rule === 'store-not-promoted').map(({ sentence }) => sentence)).toContain(
      '"carts" is never promoted, so that nothing takes its writes: add an elasticache-failover step for it',
    );
  });

  test('refuses to give a primary up that may still be written', () => {
    const problems = lint((step) => (step.id === 'promote-carts' ? { ...step, after: ['approval'] } : step));
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'fence-before-promote',
        stepId: 'promote-carts',
        sentence: expect.stringMatching(/moves checkout-carts while the primary in us-east-1 may still be written/),
      }),
    );
  });

  test('takes a manual task that names the cache for its failover', () => {
    const instruction = 'Fail carts over to {target}.';
    const problems = lint((step) =>
      step.id.endsWith('-carts') ? { ...step, template: { kind: 'manual-task', instruction } } : step,
    );
    expect(problems).toEqual([]);
  });
});

test('a step that names another kind of store, or none, is not bound', () => {
  const workload = checkoutWith([orders, cache]);
  const bind = (storeId: string) => bindStep({ kind: 'elasticache-failover', storeId }, workload, pair);
  expect(bind('carts')).toMatchObject({ state: 'bound' });
  expect(bind('orders')).toMatchObject({
    rule: 'unknown-store',
    sentence:
      '"orders" is aurora-global, which elasticache-failover cannot move: name a store of kind elasticache-global',
  });
  expect(bind('cart')).toMatchObject({ rule: 'unknown-store', sentence: expect.stringContaining('(orders, carts)') });
});
