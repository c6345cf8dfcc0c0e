import { expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { StepDeclaration } from '@/lib/domain/recovery/declaration';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from '../bind-plan';
import { bindStep } from '../bind-step';
import { generatePlan } from '../generate-plans';
import { sampleFactsOf } from '../testing/sample-facts';

const found = defaultFleet.workloads.find(({ id }) => id === 'checkout');
if (found === undefined) throw new Error('No checkout');
const checkout: Workload = found;

const clusters = [
  { region: 'us-east-1', cluster: 'checkout-use1' },
  { region: 'us-west-2', cluster: 'checkout-usw2' },
];
const waiver = { rule: 'last-resort', reason: 'FailoverGlobalCluster is refused.' };

/** The generated plan of checkout with its failover made a detachment. */
function detaching(more: Partial<StepDeclaration> = {}, named = clusters) {
  const plan = generatePlan(checkout);
  const template = { kind: 'aurora-detach', storeId: 'orders', clusters: named } as const;
  const { timeoutSeconds, phase } = usualSteps['aurora-detach'];
  const steps = plan.workflows
    .flatMap((workflow) => workflow.steps)
    .map((step) =>
      step.template.kind === 'aurora-failover' ? { ...step, template, timeoutSeconds, phase, ...more } : step,
    );
  const written = { ...plan, workflows: [{ id: 'all', title: 'All', steps }] };
  return bindPlan(written, checkout, 'fleet-file', sampleFactsOf);
}

const rulesOf = ({ lint }: ReturnType<typeof detaching>) => [...new Set(lint.map(({ rule }) => rule))];

test('a detachment is bound with the name of its cluster, and counts as the promotion of its store', () => {
  const plan = detaching({ waiver });
  expect(plan.lint).toEqual([]);
  const specs = plan.routes.flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps.map(({ spec }) => spec)));
  expect(specs).toContainEqual({
    kind: 'aurora-detach',
    accountId: checkout.accountId,
    globalCluster: 'checkout-global',
    cluster: 'checkout-usw2',
    from: 'us-east-1',
    to: 'us-west-2',
  });
});

test('a detachment without a written reason, or that calls itself graceful, is refused', () => {
  expect(rulesOf(detaching())).toEqual(['last-resort']);
  expect(rulesOf(detaching({ waiver: { ...waiver, reason: ' ' } }))).toEqual(['last-resort']);
  const both: readonly PlanMode[] = ['graceful', 'ungraceful'];
  expect(rulesOf(detaching({ waiver, modes: both }))).toContain('detach-is-ungraceful');
});

test('a detachment before the fence, or that nothing proves, is refused', () => {
  expect(rulesOf(detaching({ waiver, after: ['approval'] }))).toContain('fence-before-promote');
  expect(rulesOf(detaching({ waiver, after: ['fence', 'prove'] }))).toContain('cycle');
});

test('a cluster that has no name in the region that takes over is asked for', () => {
  const plan = detaching({ waiver }, clusters.slice(0, 1));
  expect(plan.lint.map(({ sentence }) => sentence).join(' ')).toContain(
    'The cluster of "orders" in us-west-2 has no name here',
  );
});

test('an instance for a copy has a name that is known beforehand and that AWS takes, however long the cluster is called', () => {
  const bind = (cluster: string) => {
    const named = [{ region: 'us-west-2', cluster }];
    const template = {
      kind: 'aurora-instance',
      storeId: 'orders',
      clusters: named,
      instanceClass: 'db.r6g.large',
    } as const;
    return bindStep(template, checkout, { source: 'us-east-1', target: 'us-west-2' });
  };
  expect(bind('checkout-usw2')).toEqual({
    state: 'bound',
    spec: {
      kind: 'aurora-instance',
      accountId: checkout.accountId,
      region: 'us-west-2',
      cluster: 'checkout-usw2',
      instance: 'checkout-usw2-antipode',
      instanceClass: 'db.r6g.large',
    },
  });
  const long = bind(`${'a'.repeat(53)}-${'b'.repeat(9)}`);
  const name = long.state === 'bound' && 'instance' in long.spec ? long.spec.instance : '';
  expect(name).toMatch(/^[a-z](-?[a-z0-9])*$/);
  expect(name.length).toBeLessThanOrEqual(63);
});
