import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { estimateRecoveryTime } from './estimate-recovery-time';
import { generateFailback } from './generate-failback';
import { buildPlans } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleWorkload } from './testing/sample-execution';
import { sampleFactsOf } from './testing/sample-facts';

function wayHomeOf(workload: Workload) {
  const plan = buildPlans(workload, sampleFactsOf).find(({ action }) => action === 'failback');
  const [route] = plan?.routes ?? [];
  if (plan === undefined || route === undefined) throw new Error('No way home');
  const steps = stepsOfMode(route, 'graceful');
  return { plan, steps, ids: steps.map(({ id }) => id), ancestors: ancestorsOf(steps) };
}

describe('the plan for the way home', () => {
  test('is there for every workload, graceful alone, and lints clean where steps can bring its stores home', () => {
    for (const workload of defaultFleet.workloads) {
      const { plan } = wayHomeOf(workload);
      expect(plan.modes).toEqual(['graceful']);
      expect([workload.id, plan.lint]).toEqual([workload.id, []]);
    }
  });

  test('waits until the copy at home has caught up before its writer is moved, and proves it before users are', () => {
    const { ids, ancestors } = wayHomeOf(sampleWorkload('checkout'));
    expect(ids).not.toContain('fence');
    expect(ancestors.get('switch-orders')).toEqual(new Set(['precheck', 'approval', 'near-orders', 'scale']));
    expect(ancestors.get('controls')?.has('prove')).toBe(true);
    const near = generateFailback(sampleWorkload('checkout')).workflows.flatMap(({ steps }) => steps);
    expect(near.find(({ id }) => id === 'near-orders')?.template).toMatchObject({ storeId: 'orders', seconds: 300 });
  });

  test('builds the copy of a replica that was promoted anew, and promotes it only once a person ended the writes and all arrived', () => {
    const { plan, steps, ancestors } = wayHomeOf(sampleWorkload('media'));
    const inOrder = [
      'prove-source',
      'clean-index',
      'rebuild-index',
      'near-index',
      'scale',
      'stop-index',
      'settle-index',
      'drained-index',
      'promote-index',
      'prove',
      'alarms',
      'clean-source-index',
      'protect-index',
    ];
    for (const [index, id] of inOrder.entries()) {
      for (const earlier of inOrder.slice(0, index)) expect([id, ancestors.get(id)?.has(earlier)]).toEqual([id, true]);
    }
    expect(plan.routes.map(({ rebuilds }) => rebuilds)).toEqual([['index'], ['index']]);
    expect(steps.some(({ id }) => id === 'return-index')).toBe(false);
    const byId = (wanted: string) => steps.find(({ id }) => id === wanted)?.spec;
    expect(byId('clean-index')).toMatchObject({ region: 'us-west-2', instance: 'media-index-usw2' });
    expect(byId('rebuild-index')).toMatchObject({ to: 'us-west-2', follows: 'media-index-use1' });
    expect(byId('clean-source-index')).toMatchObject({ region: 'us-east-1', writerRegion: 'us-west-2' });
    expect(byId('stop-index')).toMatchObject({
      instruction: expect.stringMatching(/^Stop what writes to index in us-east-1, /),
    });
    // The lag is measured when its limit has passed since that word: it is of a moment after it.
    expect(byId('settle-index')).toMatchObject({ seconds: 300 });
    expect(byId('drained-index')).toMatchObject({ condition: { seconds: 300 } });
  });

  test('states the hours of the rebuild until users are home, and holds nobody up by the one that follows', () => {
    const { plan } = wayHomeOf(sampleWorkload('media'));
    const [route] = plan.routes;
    if (route === undefined) throw new Error('No route');
    const { p50Seconds, p90Seconds, undecided } = estimateRecoveryTime(route, 'graceful');
    expect(p50Seconds).toBeGreaterThan(7200);
    expect(p50Seconds).toBeLessThan(2 * 7200);
    expect(p90Seconds).toBeGreaterThan(21_600);
    expect(undecided).toContain('Stop what writes to index');
  });

  test('leaves a replica to a person whose name is not known, or whose writer no transaction proves', () => {
    const media = sampleWorkload('media');
    const { transaction: _transaction, ...recovery } = media.recovery ?? {};
    const unnamed = media.stores.map(({ copyResource: _copy, ...store }) => store);
    for (const workload of [
      { ...media, stores: unnamed },
      { ...media, recovery },
    ]) {
      const ids = generateFailback(workload).workflows.flatMap(({ steps }) => steps.map(({ id }) => id));
      expect(ids).toContain('return-index');
      expect(ids.filter((id) => /clean|rebuild|promote/.test(id))).toEqual([]);
    }
  });

  test('leaves a store that no step moves without loss to a person, and waits for them', () => {
    const media = sampleWorkload('media');
    const stores = media.stores.map(({ copyResource: _copy, ...store }) => store);
    const { steps, ancestors } = wayHomeOf({ ...media, stores });
    const byHand = steps.find(({ id }) => id === 'return-index');
    expect(byHand?.spec).toMatchObject({
      kind: 'manual-task',
      instruction: expect.stringMatching(/^Stop what writes to index in us-east-1, .* takes hours/),
    });
    expect(ancestors.get('prove')?.has('return-index')).toBe(true);
  });

  test('has one of several active regions take part again, and takes nothing from the others', () => {
    for (const id of ['storefront', 'catalog']) {
      const { steps } = wayHomeOf(sampleWorkload(id));
      expect(steps.map(({ spec }) => spec.kind)).toEqual(
        expect.arrayContaining(['precheck', 'transaction-proof', 'http-probe', 'alarms-green']),
      );
      expect(steps.every(({ spec }) => spec.kind !== 'scale-capacity' && spec.kind !== 'manual-task')).toBe(true);
    }
    const checkout = sampleWorkload('checkout');
    const { plan, steps } = wayHomeOf({ ...checkout, strategy: 'active-active' });
    expect(plan.lint.filter(({ severity }) => severity === 'error')).toEqual([]);
    const turned = steps.flatMap(({ spec }) => (spec.kind === 'routing-controls' ? spec.turns : []));
    expect(turned).toMatchObject([{ region: 'us-west-2', to: 'on' }]);
  });

  test('gives way to one that is written in the fleet file', () => {
    const checkout = sampleWorkload('checkout');
    const written = { ...generateFailback(checkout), id: 'homeward' };
    const plans = buildPlans({ ...checkout, recovery: { ...checkout.recovery, plans: [written] } }, sampleFactsOf);
    expect(plans.filter(({ action }) => action === 'failback').map(({ id }) => id)).toEqual(['checkout/homeward']);
  });
});
