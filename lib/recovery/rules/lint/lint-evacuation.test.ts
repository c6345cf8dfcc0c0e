import { expect, test } from 'vitest';
import type { PlanDeclaration, StepDeclaration, StepTemplate } from '@/lib/domain/recovery/declaration';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from '../bind-plan';
import { sampleFactsOf } from '../testing/sample-facts';

const found = defaultFleet.workloads.find(({ id }) => id === 'catalog');
if (found === undefined) throw new Error('No catalog');
const catalog = found;

const step = (id: string, template: StepTemplate, after: readonly string[]): StepDeclaration => ({
  id,
  template,
  after,
  modes: ['graceful', 'ungraceful'],
  ...usualSteps[template.kind],
});
const gates = step('gates', { kind: 'precheck' }, []);
const agree = step('agree', { kind: 'approval', validSeconds: 900 }, ['gates']);
const probe = step('probe', { kind: 'http-probe', region: 'target', entryPointId: 'web', passes: 3 }, ['agree']);
const redirect = step('redirect', { kind: 'manual-task', instruction: 'Take {source} out.' }, ['probe']);
const drain = (after: readonly string[], storeId = 'items') =>
  step('drain', { kind: 'dynamodb-evacuation', storeId }, after);

function bind(steps: readonly StepDeclaration[]) {
  const plan: PlanDeclaration = {
    id: 'leave',
    name: 'Leave',
    action: 'deactivate',
    modes: ['graceful', 'ungraceful'],
    workflows: [{ id: 'all', title: 'All', steps }],
  };
  return bindPlan(plan, catalog, 'fleet-file', sampleFactsOf);
}

test('a drain is bound with the table and the link by which its writes arrive', () => {
  const { routes } = bind([gates, agree, probe, redirect, drain(['redirect'])]);
  const specs = routes.map(({ workflows }) => workflows[0]?.steps.find(({ id }) => id === 'drain')?.spec);
  expect(specs).toContainEqual({
    kind: 'dynamodb-evacuation',
    accountId: catalog.accountId,
    table: 'catalog-items',
    linkId: 'catalog/items/us-east-1>eu-west-1',
    from: 'us-east-1',
    to: 'eu-west-1',
  });
});

test('a drain that comes after users were taken away has nothing held against it; one that waits for nobody is warned of', () => {
  expect(bind([gates, agree, probe, redirect, drain(['redirect'])]).lint).toEqual([]);
  const { lint } = bind([gates, agree, probe, redirect, drain(['agree'])]);
  expect(lint.map(({ rule, severity }) => [rule, severity])).toContainEqual(['drain-after-users', 'warning']);
  expect(lint.map(({ sentence }) => sentence).join(' ')).toContain('nobody writes catalog-items in us-east-1');
});

test('a drain of what is no table cannot be bound', () => {
  const workload = {
    ...catalog,
    stores: catalog.stores.map((store) => ({ ...store, kind: 'aurora-global' as const })),
  };
  const plan = { ...bind([]), workflows: [{ id: 'all', title: 'All', steps: [drain([])] }] };
  const { lint } = bindPlan(plan, workload, 'fleet-file', sampleFactsOf);
  expect(lint.map(({ sentence }) => sentence).join(' ')).toMatch(
    /"items" is aurora-global, which dynamodb-evacuation cannot drain/,
  );
});
