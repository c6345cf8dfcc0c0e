import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

function planOf(id: string): RecoveryPlan {
  const workload = defaultFleet.workloads.find((candidate) => candidate.id === id);
  const [plan] = workload === undefined ? [] : buildPlans(workload, sampleFactsOf);
  if (plan === undefined) throw new Error(`No plan of ${id}`);
  return plan;
}

function routeOf(plan: RecoveryPlan, source: string, target: string) {
  const route = plan.routes.find((candidate) => candidate.source === source && candidate.target === target);
  if (route === undefined) throw new Error(`No route from ${source} to ${target}`);
  return route;
}

const errorsOf = (plan: RecoveryPlan) => plan.lint.filter(({ severity }) => severity === 'error');

describe('the generated plan', () => {
  test('of a warm standby activates it, is complete, and is bound both ways', () => {
    const plan = planOf('checkout');
    expect(plan).toMatchObject({ id: 'checkout/activate', action: 'activate', origin: 'generated', lint: [] });
    expect(plan.routes.map(({ source, target }) => `${source}>${target}`)).toEqual([
      'us-east-1>us-west-2',
      'us-west-2>us-east-1',
    ]);
  });

  test('asks, agrees, fences, promotes, proves the writer, and only then sends users and sees them served', () => {
    const route = routeOf(planOf('checkout'), 'us-east-1', 'us-west-2');
    const steps = stepsOfMode(route, 'ungraceful');
    const ancestors = ancestorsOf(steps);
    const chain = ['precheck', 'approval', 'fence', 'promote-orders', 'prove', 'controls', 'dns-web', 'alarms'];
    for (const [index, id] of chain.slice(1).entries()) expect(ancestors.get(id)).toContain(chain[index]);
    expect(steps.find(({ id }) => id === 'promote-orders')?.spec).toEqual({
      kind: 'aurora-failover',
      accountId: '111122223333',
      globalCluster: 'checkout-global',
      from: 'us-east-1',
      to: 'us-west-2',
    });
    expect(steps.find(({ id }) => id === 'controls')?.spec).toMatchObject({
      turns: [
        { region: 'us-west-2', to: 'on' },
        { region: 'us-east-1', to: 'off' },
      ],
    });
  });

  test('fences by switches too: users are handed over in one batch, for no safety rule lets the last one be turned off', () => {
    const route = routeOf(planOf('checkout'), 'us-east-1', 'us-west-2');
    const fence = stepsOfMode(route, 'ungraceful').find(({ id }) => id === 'fence');
    expect(fence?.spec).toMatchObject({
      controls: [
        { region: 'us-west-2', to: 'on' },
        { region: 'us-east-1', to: 'off' },
      ],
    });
    const { recovery: _recovery, ...without } = defaultFleet.workloads.find(({ id }) => id === 'checkout') as Workload;
    const [plan] = buildPlans(without, sampleFactsOf);
    const bare = stepsOfMode(routeOf(plan ?? planOf('checkout'), 'us-east-1', 'us-west-2'), 'ungraceful');
    expect(bare.find(({ id }) => id === 'fence')?.spec).toMatchObject({ controls: [], cluster: 'none' });
  });

  test('takes nothing from users of a healthy region before the other one has room, and never waits for it in need', () => {
    const route = routeOf(planOf('checkout'), 'us-east-1', 'us-west-2');
    const before = (mode: 'graceful' | 'ungraceful', id: string) => ancestorsOf(stepsOfMode(route, mode)).get(id);
    expect(before('graceful', 'switch-orders')).toContain('scale');
    expect(before('ungraceful', 'controls')).not.toContain('scale');
    expect(before('ungraceful', 'alarms')).toContain('scale');
    expect(stepsOfMode(route, 'graceful').map(({ id }) => id)).not.toContain('fence');
  });

  test('of active regions with controls waits for room before it takes a healthy one out, and not in need', () => {
    const catalog = defaultFleet.workloads.find(({ id }) => id === 'catalog');
    const checkout = defaultFleet.workloads.find(({ id }) => id === 'checkout');
    const arn = 'arn:aws:route53-recovery-control::111122223333:controlpanel/a/routingcontrol/';
    const controls = ['us-east-1', 'eu-west-1'].map((region) => ({ region, controlArn: `${arn}${region}` }));
    const cluster = checkout?.recovery?.routing?.cluster;
    if (catalog === undefined || cluster === undefined) throw new Error('No catalog');
    const [plan] = buildPlans({ ...catalog, recovery: { routing: { cluster, controls } } }, sampleFactsOf);
    if (plan === undefined) throw new Error('No plan');
    expect(plan.lint).toEqual([]);
    const route = routeOf(plan, 'us-east-1', 'eu-west-1');
    const before = (mode: 'graceful' | 'ungraceful') => ancestorsOf(stepsOfMode(route, mode)).get('controls');
    expect(before('graceful')).toContain('scale');
    expect(before('ungraceful')).not.toContain('scale');
  });

  test('of active regions takes one of them out, for every other lawful one that takes its users', () => {
    const plan = planOf('storefront');
    expect(plan.action).toBe('deactivate');
    expect(plan.routes).toHaveLength(12);
    expect(errorsOf(plan)).toEqual([]);
    const route = routeOf(plan, 'us-east-1', 'us-west-2');
    const specs = stepsOfMode(route, 'ungraceful').map(({ spec }) => spec);
    expect(specs.find(({ kind }) => kind === 'dns-answer')).toMatchObject({ expects: { notRegion: 'us-east-1' } });
    expect(specs.find(({ kind }) => kind === 'scale-capacity')).toMatchObject({ instances: 'source-and-own' });
    expect(specs.some(({ kind }) => kind === 'fence-writer' || kind.startsWith('aurora'))).toBe(false);
  });

  test('where only health checks route says so, and asks a person to take a healthy region away', () => {
    const plan = planOf('storefront');
    expect(plan.lint.map(({ rule, severity }) => `${rule} ${severity}`)).toContain('no-lever warning');
    const graceful = stepsOfMode(routeOf(plan, 'us-east-1', 'us-west-2'), 'graceful');
    expect(graceful.find(({ id }) => id === 'redirect')?.spec).toMatchObject({
      kind: 'manual-task',
      instruction: expect.stringContaining('Take us-east-1 out of the answers for www.acme.example'),
    });
  });

  test('of a store kept by backups restores the newest one at the target, as soon as the gates were asked', () => {
    const plan = planOf('archive');
    expect(plan).toMatchObject({ action: 'activate', modes: ['ungraceful'], lint: [] });
    const steps = stepsOfMode(routeOf(plan, 'us-east-1', 'us-west-2'), 'ungraceful');
    expect(steps.map(({ id }) => id)).toEqual(['precheck', 'restore-ledger', 'alarms']);
    expect(steps.find(({ id }) => id === 'restore-ledger')).toMatchObject({
      after: ['precheck'],
      spec: { kind: 'restore-backup', storeId: 'ledger', vault: 'archive-copy', to: 'us-west-2' },
    });
    const back = stepsOfMode(routeOf(plan, 'us-west-2', 'us-east-1'), 'ungraceful');
    expect(back.find(({ id }) => id === 'restore-ledger')?.spec).toMatchObject({ vault: 'archive' });
  });

  test('of a store kept by backups names it where nothing says how it is restored', () => {
    const archive = defaultFleet.workloads.find(({ id }) => id === 'archive');
    if (archive === undefined) throw new Error('No archive');
    const stores = archive.stores.map(({ restore: _restore, ...store }) => store);
    const [plan] = buildPlans({ ...archive, stores }, sampleFactsOf);
    expect(plan?.lint.map(({ severity, sentence }) => `${severity}: ${sentence}`).join(' ')).toMatch(
      /error: How "ledger" is restored is not written down: write restore of the store/,
    );
  });

  test('that restores in a graceful run, or never restores what is kept by backups, is refused', () => {
    const archive = defaultFleet.workloads.find(({ id }) => id === 'archive');
    if (archive === undefined) throw new Error('No archive');
    const usual = generatePlan(archive);
    const rulesOf = (change: (plan: typeof usual) => typeof usual) =>
      bindPlan(change(usual), archive, 'fleet-file', sampleFactsOf).lint.map(({ rule }) => rule);
    const both = ['graceful', 'ungraceful'] as const;
    const graceful = rulesOf((plan) => ({
      ...plan,
      modes: both,
      workflows: plan.workflows.map((each) => ({
        ...each,
        steps: each.steps.map((step) => ({ ...step, modes: both })),
      })),
    }));
    expect(new Set(graceful)).toEqual(new Set(['restore-is-ungraceful']));
    const without = rulesOf((plan) => ({
      ...plan,
      workflows: plan.workflows.map((each) => ({
        ...each,
        steps: each.steps
          .filter(({ id }) => id !== 'restore-ledger')
          .map((step) => ({ ...step, after: step.after.filter((id) => id !== 'restore-ledger') })),
      })),
    }));
    expect(new Set(without)).toEqual(new Set(['store-not-restored']));
  });

  test('of a read replica fences, promotes it by its name, and proves the writer before anything counts as served', () => {
    const plan = planOf('media');
    expect(errorsOf(plan)).toEqual([]);
    const steps = stepsOfMode(routeOf(plan, 'us-east-1', 'us-west-2'), 'ungraceful');
    const ancestors = ancestorsOf(steps);
    const chain = ['precheck', 'fence', 'promote-index', 'prove', 'dns-web', 'alarms'];
    for (const [index, id] of chain.slice(1).entries()) expect(ancestors.get(id)).toContain(chain[index]);
    expect(ancestors.get('probe-web')).toContain('prove');
    expect(steps.find(({ id }) => id === 'promote-index')?.spec).toEqual({
      kind: 'rds-promote',
      accountId: '111122223333',
      instance: 'media-index-usw2',
      follows: 'media-index-use1',
      declaredAs: 'replica',
      from: 'us-east-1',
      to: 'us-west-2',
    });
  });

  test('of a read replica names the instance that the file calls the source on the way back', () => {
    const steps = stepsOfMode(routeOf(planOf('media'), 'us-west-2', 'us-east-1'), 'ungraceful');
    expect(steps.find(({ id }) => id === 'promote-index')?.spec).toMatchObject({
      instance: 'media-index-use1',
      follows: 'media-index-usw2',
      declaredAs: 'source',
    });
  });

  test('of a read replica is ungraceful alone: RDS has no switchover between regions that would lose nothing', () => {
    const plan = planOf('media');
    expect(plan.modes).toEqual(['ungraceful']);
    const steps = plan.routes.flatMap(({ workflows }) => workflows.flatMap((workflow) => workflow.steps));
    expect(new Set(steps.flatMap(({ modes }) => modes))).toEqual(new Set(['ungraceful']));
    expect(planOf('eu-accounts').modes).toEqual(['graceful', 'ungraceful']);
  });

  test('of a replica that the fleet file does not name says what to write, and cannot be run', () => {
    const media = defaultFleet.workloads.find(({ id }) => id === 'media');
    if (media === undefined) throw new Error('No media');
    const stores = media.stores.map(({ copyResource: _name, ...store }) => store);
    const [plan] = buildPlans({ ...media, stores }, sampleFactsOf);
    expect(plan?.lint.map(({ rule }) => rule)).toContain('unnamed-replica');
    expect(plan?.lint.find(({ rule }) => rule === 'unnamed-replica')).toMatchObject({
      severity: 'error',
      stepId: 'promote-index',
      sentence: expect.stringContaining('write its instance identifier as copyResource in the fleet file'),
    });
  });

  test('sees users served only after the writer is proven, where no switch leads them', () => {
    for (const id of ['eu-accounts', 'catalog']) {
      const plan = planOf(id);
      for (const route of plan.routes) {
        const ancestors = ancestorsOf(stepsOfMode(route, 'ungraceful'));
        expect([id, ...(ancestors.get('dns-web') ?? [])]).toContain('prove');
        expect([id, ...(ancestors.get('probe-web') ?? [])]).toContain('approval');
      }
    }
  });

  test('leads nowhere the law forbids', () => {
    for (const { routes } of [planOf('eu-accounts')]) {
      expect(new Set(routes.map(({ target }) => target))).toEqual(new Set(['eu-central-1', 'eu-west-1']));
    }
    expect(errorsOf(planOf('eu-accounts'))).toEqual([]);
    expect(errorsOf(planOf('catalog'))).toEqual([]);
  });

  test('names the transaction it lacks, where a writer has to be proven', () => {
    const workload = defaultFleet.workloads.find(({ id }) => id === 'eu-accounts');
    if (workload === undefined) throw new Error('No eu-accounts');
    const { recovery: _recovery, ...bare } = workload;
    const rules = buildPlans(bare, sampleFactsOf).flatMap(({ lint }) => lint.map(({ rule }) => rule));
    expect(rules).toContain('no-transaction');
    expect(rules).toContain('verify-before-traffic');
  });
});
