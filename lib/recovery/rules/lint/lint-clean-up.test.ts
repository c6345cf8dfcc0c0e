import { expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration, StepTemplate } from '@/lib/domain/recovery/declaration';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from '../bind-plan';
import { bindStep } from '../bind-step';
import { sampleFactsOf } from '../testing/sample-facts';

const workloadOf = (id: string): Workload => {
  const found = defaultFleet.workloads.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No ${id}`);
  return found;
};
const media = workloadOf('media');
const pair = { source: 'us-east-1', target: 'us-west-2' };
const deletes = {
  kind: 'clean-up',
  storeId: 'index',
  region: 'source',
  removes: 'former-writer',
  clusters: [],
} as const satisfies StepTemplate;
const rebuilds = { kind: 'rds-create-replica', storeId: 'index', region: 'source', kmsKeys: [] } as const;

const step = (id: string, template: StepTemplate, after: readonly string[]): StepDeclaration => ({
  ...usualSteps[template.kind],
  id,
  template,
  after,
  modes: ['graceful'],
});

/** Media moved gracefully by a plan of its own, and its former writer deleted and built anew as the copy. */
const usual = [
  step('precheck', { kind: 'precheck' }, []),
  step('fence', { kind: 'fence-writer' }, ['precheck']),
  step('stopped', { kind: 'manual-task', instruction: 'Stop what writes.' }, ['fence']),
  step('near', { kind: 'link-lag-below', storeId: 'index', seconds: 60 }, ['stopped']),
  step('promote', { kind: 'rds-promote', storeId: 'index' }, ['near']),
  step('prove', { kind: 'transaction-proof', region: 'target' }, ['promote']),
  step('clean', deletes, ['prove']),
  step('rebuild', rebuilds, ['clean']),
];
const planOf = (steps: readonly StepDeclaration[], more: Partial<PlanDeclaration> = {}) =>
  bindPlan(
    {
      id: 'mine',
      name: 'mine',
      action: 'activate',
      modes: ['graceful'],
      workflows: [{ id: 'all', title: 'All', steps }],
      ...more,
    },
    media,
    'fleet-file',
    sampleFactsOf,
  );
const rulesOf = (steps: readonly StepDeclaration[]) => [...new Set(planOf(steps).lint.map(({ rule }) => rule))];
const changed = (id: string, more: Partial<StepDeclaration>) =>
  usual.map((each) => (each.id === id ? { ...each, ...more } : each));

test('what is not needed is deleted after the proof, and built anew under its name', () => {
  const plan = planOf(usual);
  expect(plan.lint.filter(({ rule }) => /clean-up|rebuild/.test(rule))).toEqual([]);
  const specs = plan.routes
    .filter(({ target }) => target === 'us-west-2')
    .flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps.map(({ spec }) => spec)));
  expect(specs).toContainEqual({
    kind: 'clean-up',
    removes: 'former-writer',
    accountId: media.accountId,
    region: 'us-east-1',
    instance: 'media-index-use1',
    writer: 'media-index-usw2',
    writerRegion: 'us-west-2',
  });
  expect(specs).toContainEqual({
    kind: 'rds-create-replica',
    accountId: media.accountId,
    instance: 'media-index-use1',
    follows: 'media-index-usw2',
    from: 'us-west-2',
    to: 'us-east-1',
    kmsKey: 'alias/aws/rds',
  });
});

test('a deletion in a run that works without people is refused', () => {
  const alone = usual
    .filter(({ id }) => id !== 'stopped')
    .map((each) => ({ ...each, after: each.after.map((id) => (id === 'stopped' ? 'fence' : id)) }));
  expect(rulesOf(alone)).toContain('clean-up-unattended');
  expect(rulesOf(usual)).not.toContain('clean-up-unattended');
});

test('a deletion before the new writer is proven is refused, also where an earlier one was', () => {
  expect(rulesOf(changed('clean', { after: ['promote'] }))).toContain('clean-up-before-proof');
  expect(rulesOf(changed('prove', { after: ['near'] }))).toContain('clean-up-before-proof');
  const elsewhere = changed('prove', { template: { kind: 'transaction-proof', region: 'source' } });
  expect(rulesOf(elsewhere)).toContain('clean-up-before-proof');
});

test('what was deleted is not promoted before it was built anew', () => {
  const home = [
    step('precheck', { kind: 'precheck' }, []),
    step('prove-away', { kind: 'transaction-proof', region: 'source' }, ['precheck']),
    step('clean', { ...deletes, region: 'target' }, ['prove-away']),
    step('rebuild', { ...rebuilds, region: 'target' }, ['clean']),
    step('fence', { kind: 'fence-writer' }, ['rebuild']),
    step('stopped', { kind: 'manual-task', instruction: 'Stop what writes.' }, ['fence']),
    step('near', { kind: 'link-lag-below', storeId: 'index', seconds: 60 }, ['stopped']),
    step('promote', { kind: 'rds-promote', storeId: 'index' }, ['near']),
    step('prove', { kind: 'transaction-proof', region: 'target' }, ['promote']),
  ];
  const ours = (steps: readonly StepDeclaration[]) =>
    rulesOf(steps).filter((rule) => /clean-up|rebuild|drain|fence/.test(rule));
  expect(ours(home)).toEqual([]);
  const bare = home
    .filter(({ id }) => id !== 'rebuild')
    .map((each) => ({ ...each, after: each.after.map((id) => (id === 'rebuild' ? 'clean' : id)) }));
  expect(ours(bare)).toEqual(['rebuild-before-promote']);
});

test('what has no name, or is of another kind, is not bound', () => {
  const sentenceOf = (template: StepTemplate, workload: Workload = media) => {
    const bound = bindStep(template, workload, pair);
    return bound.state === 'unbound' ? bound.sentence : 'bound';
  };
  const stores = media.stores.map(({ copyResource: _name, ...store }) => store);
  const unnamed = { ...media, stores };
  expect(sentenceOf(deletes, unnamed)).toContain('does not name its replica');
  expect(sentenceOf({ ...rebuilds, storeId: 'originals' })).toContain('name a store of kind rds-replica');
  expect(sentenceOf({ ...rebuilds, region: 'eu-west-1' })).toContain('is neither left nor moved to');
  expect(sentenceOf({ ...deletes, storeId: 'orders', removes: 'aurora-instance' }, workloadOf('checkout'))).toContain(
    'The cluster of "orders" in us-east-1 has no name here',
  );
});

test('the instance that a copy was given is found by the name that the step gave it', () => {
  const clusters = [{ region: 'us-west-2', cluster: 'checkout-usw2' }];
  const template = { ...deletes, storeId: 'orders', removes: 'aurora-instance', region: 'target', clusters } as const;
  expect(bindStep(template, workloadOf('checkout'), pair)).toMatchObject({
    spec: { instance: 'checkout-usw2-antipode', cluster: 'checkout-usw2', globalCluster: 'checkout-global' },
  });
});
