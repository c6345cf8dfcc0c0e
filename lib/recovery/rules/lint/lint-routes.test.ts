import { describe, expect, test } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import type { StepFacts, StepSpec } from '@/lib/domain/recovery/step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from '../bind-plan';
import { generatePlan } from '../generate-plans';
import { sampleFactsOf } from '../testing/sample-facts';

const found = defaultFleet.workloads.find(({ id }) => id === 'checkout');
if (found === undefined) throw new Error('No checkout');
const checkout: Workload = found;

type Change = (step: StepDeclaration) => StepDeclaration | undefined;

/** The generated plan of checkout with its steps changed; a step that becomes undefined is left out everywhere. */
function changed(change: Change, workload: Workload = checkout): PlanDeclaration {
  const plan = generatePlan(workload);
  const steps = plan.workflows.flatMap((workflow) => workflow.steps).map((step) => change(step));
  const kept = steps.filter((step) => step !== undefined);
  const gone = plan.workflows.flatMap(({ steps: all }) => all).filter(({ id }) => !kept.some((step) => step.id === id));
  const bridge = (ids: readonly string[]): readonly string[] =>
    ids.flatMap((id) => {
      const lost = gone.find((step) => step.id === id);
      return lost === undefined ? [id] : bridge(lost.after);
    });
  const bridged = kept.map((step) => ({ ...step, after: [...new Set(bridge(step.after))] }));
  return { ...plan, workflows: [{ id: 'all', title: 'All', steps: bridged }] };
}

type ChangeFacts = (spec: StepSpec, facts: StepFacts) => StepFacts;

function lint(plan: PlanDeclaration, workload: Workload = checkout, facts: ChangeFacts = (_spec, same) => same) {
  return bindPlan(plan, workload, 'fleet-file', (spec, pair) => facts(spec, sampleFactsOf(spec, pair))).lint;
}

const without =
  (id: string): Change =>
  (step) =>
    step.id === id ? undefined : step;
const rewrite =
  (id: string, more: Partial<StepDeclaration>): Change =>
  (step) =>
    step.id === id ? { ...step, ...more } : step;
const rulesOf = (problems: ReturnType<typeof lint>) => [...new Set(problems.map(({ rule }) => rule))];

test('a plan as it is generated has nothing held against it, in one workflow or in several', () => {
  expect(lint(generatePlan(checkout))).toEqual([]);
  expect(lint(changed((step) => step))).toEqual([]);
});

describe('the linter refuses a plan that', () => {
  test.each<[string, PlanDeclaration, string, RegExp]>([
    [
      'promotes before the writer is fenced',
      changed(without('fence')),
      'fence-before-promote',
      /put it after a fence-writer/,
    ],
    [
      'fences beside the promotion instead of before it',
      changed(rewrite('promote-orders', { after: ['approval'] })),
      'fence-before-promote',
      /promotes checkout-global while the writer in us-east-1 may still write/,
    ],
    [
      'sends users to what was not proven',
      changed(without('prove')),
      'verify-before-traffic',
      /add a transaction-proof/,
    ],
    [
      'sends users before the proof',
      changed(rewrite('controls', { after: ['approval'] })),
      'verify-before-traffic',
      /controls sends users to us-west-2 before anything was seen to work there/,
    ],
    [
      'proves the writer before it is promoted',
      changed(rewrite('prove', { after: ['approval'] })),
      'verify-before-traffic',
      /Nothing proves that us-west-2 takes writes once promote-orders is done/,
    ],
    ['asks nobody in a protected tier', changed(without('approval')), 'approval-missing', /A second person must agree/],
    [
      'changes something before it is agreed',
      changed(rewrite('scale', { after: ['precheck'] })),
      'approval-missing',
      /scale changes something of tier 0 unapproved/,
    ],
    ['asks no gate', changed(without('precheck')), 'precheck-first', /before the gates were asked/],
    ['gives a step no limit', changed(rewrite('scale', { timeoutSeconds: 0 })), 'timeout', /scale has no limit/],
    [
      'waits longer than it may',
      changed(rewrite('dns-web', { template: { kind: 'wait', seconds: 900 } })),
      'timeout',
      /dns-web waits longer than its timeout/,
    ],
    ['waits for a step that is not there', changed(rewrite('scale', { after: ['nope'] })), 'unknown-step', /"nope"/],
    [
      'waits in a circle',
      changed(rewrite('precheck', { after: ['alarms'] })),
      'cycle',
      /precheck waits for itself through/,
    ],
    ['waits for itself', changed(rewrite('scale', { after: ['scale'] })), 'cycle', /its own "after"/],
    ['never runs a step', changed(rewrite('alarms', { modes: [] })), 'unreachable-step', /alarms is never run/],
    ['uses an id twice', changed((step) => ({ ...step, id: 'same' })), 'duplicate-id', /"same" is the id of several/],
    [
      'names a store that is not there',
      changed(rewrite('promote-orders', { template: { kind: 'aurora-failover', storeId: 'order' } })),
      'unknown-store',
      /"order" is no store of checkout: name one of its stores \(orders, idempotency, events\)/,
    ],
    [
      'promotes a store in a way its kind does not know',
      changed(rewrite('promote-orders', { template: { kind: 'aurora-failover', storeId: 'idempotency' } })),
      'unknown-store',
      /"idempotency" is dynamodb-global-table/,
    ],
    [
      'names a region it does not run in',
      changed(rewrite('alarms', { template: { kind: 'alarms-green', region: 'eu-west-1' } })),
      'unknown-region',
      /checkout does not run in "eu-west-1"/,
    ],
    [
      'turns a control there is none of',
      changed(rewrite('controls', { template: { kind: 'routing-controls', on: ['eu-west-1'], off: ['source'] } })),
      'unknown-control',
      /no routing control of "eu-west-1"/,
    ],
    [
      'leaves nobody to serve',
      changed(rewrite('controls', { template: { kind: 'routing-controls', on: [], off: ['source'] } })),
      'nobody-serves',
      /turns the last control off/,
    ],
    [
      'leaves nobody to serve for a moment, by its fence',
      changed(rewrite('fence', { template: { kind: 'fence-writer', controls: 'off' } })),
      'nobody-serves',
      /fence turns the last control off/,
    ],
    [
      'goes on sending users to the region being left',
      changed(rewrite('controls', { template: { kind: 'routing-controls', on: ['target'], off: [] } })),
      'source-still-serves',
      /stays on/,
    ],
    ['never promotes a store', changed(without('promote-orders')), 'store-not-promoted', /add an aurora-failover/],
    ['can be started in no mode', { ...generatePlan(checkout), modes: [] }, 'no-mode', /write modes/],
  ])('%s', (_what, plan, rule, sentence) => {
    const problems = lint(plan);
    expect(rulesOf(problems)).toContain(rule);
    expect(problems.filter((problem) => problem.rule === rule).map((problem) => problem.sentence)).toContainEqual(
      expect.stringMatching(sentence),
    );
  });

  test('needs the region being left, but for what a graceful move needs of it', () => {
    const needy: ChangeFacts = (spec, facts) =>
      spec.kind === 'dns-answer' ? { ...facts, plane: 'control', regionsNeeded: ['us-east-1', 'us-west-2'] } : facts;
    const problems = lint(generatePlan(checkout), checkout, needy);
    expect(rulesOf(problems)).toEqual(['region-being-left']);
    expect(problems[0]?.sentence).toMatch(
      /dns-web needs us-east-1, the region being left \(dns-answer\): do it elsewhere/,
    );
  });

  test('needs a control plane of us-east-1 while another region is left, unless that is waived with a reason', () => {
    const accounts = defaultFleet.workloads.find(({ id }) => id === 'eu-accounts');
    if (accounts === undefined) throw new Error('No eu-accounts');
    const records: ChangeFacts = (spec, facts) =>
      spec.kind === 'dns-answer' ? { ...facts, plane: 'control', regionsNeeded: ['us-east-1'] } : facts;
    const plan = (reason: string) =>
      changed(rewrite('dns-web', { waiver: { rule: 'us-east-1-control-plane', reason } }), accounts);
    expect(rulesOf(lint(plan(' '), accounts, records))).toContain('us-east-1-control-plane');
    expect(rulesOf(lint(plan('Measured: it answers for an hour longer.'), accounts, records))).not.toContain(
      'us-east-1-control-plane',
    );
  });

  test('changes something and says no way back', () => {
    const oneWay: ChangeFacts = (spec, facts) =>
      spec.kind === 'scale-capacity' ? { ...facts, wayBack: 'none-needed' } : facts;
    expect(rulesOf(lint(generatePlan(checkout), checkout, oneWay))).toEqual(['way-back']);
  });

  test('has nowhere lawful to go', () => {
    const alone = { ...checkout, lawfulRegions: [] };
    expect(rulesOf(lint(generatePlan(alone), alone))).toEqual(['no-route']);
  });
});

test('every problem says what to do about it', () => {
  const problems = lint(changed((step) => ({ ...step, timeoutSeconds: 0, after: ['nope'] })));
  expect(problems.length).toBeGreaterThan(5);
  for (const { sentence } of problems)
    expect(sentence).toMatch(/: (put|write|add|name|turn|take|give|do|use|declare|correct|it waits)/);
});

describe('the promotion of a read replica', () => {
  const media = defaultFleet.workloads.find(({ id }) => id === 'media');
  if (media === undefined) throw new Error('No media');
  const promotion = { id: 'promote-index', kind: 'rds-promote' };
  const planOf = (change: Change) => lint(changed(change, media), media).filter(({ rule }) => rule !== 'no-lever');
  const graceful = (fields: readonly StepDeclaration[]): PlanDeclaration => ({
    ...generatePlan(media),
    modes: ['graceful'],
    workflows: [{ id: 'all', title: 'All', steps: fields }],
  });
  const steps = changed((step) => ({ ...step, modes: ['graceful'] }), media).workflows.flatMap((each) => each.steps);

  test('is fenced before, proven after, and not left out', () => {
    expect(planOf((step) => step)).toEqual([]);
    expect(rulesOf(planOf(without('fence')))).toEqual(['fence-before-promote']);
    expect(rulesOf(planOf(without('prove')))).toContain('verify-before-traffic');
    const [missing] = planOf(without(promotion.id)).filter(({ rule }) => rule === 'store-not-promoted');
    expect(missing?.sentence).toContain('add an rds-promote step for it');
  });

  test('of a healthy source waits, after the fence, until what was written last has arrived', () => {
    const drain = { kind: 'link-lag-below', storeId: 'index', seconds: 120 } as const;
    const wait = { ...(steps[0] as StepDeclaration), id: 'drain', template: drain };
    const rulesWith = (after: readonly string[], storeId = 'index') => {
      const waits = { ...wait, after, template: { ...drain, storeId } };
      const plan = graceful([
        ...steps.map((step) => (step.id === promotion.id ? { ...step, after: ['fence', 'drain'] } : step)),
        waits,
      ]);
      return rulesOf(lint(plan, media)).filter((rule) => rule !== 'no-lever');
    };
    expect(rulesOf(lint(graceful(steps), media))).toContain('drain-before-promote');
    expect(rulesWith(['fence'])).toEqual([]);
    // Before the writes have ended, or of another store, it says nothing.
    expect(rulesWith(['precheck'])).toEqual(['drain-before-promote']);
    expect(rulesWith(['fence'], 'originals')).toEqual(['drain-before-promote']);
  });

  test('of a store that is none is refused by name', () => {
    const template = { kind: 'rds-promote', storeId: 'originals' } as const;
    const [first] = planOf(rewrite(promotion.id, { template })).filter(({ rule }) => rule === 'unknown-store');
    expect(first?.sentence).toBe(
      '"originals" is s3-replication, which rds-promote cannot promote: name a store of kind rds-replica',
    );
  });
});

test('what a person does by hand counts, where a manual task names the store', () => {
  const media = defaultFleet.workloads.find(({ id }) => id === 'media');
  if (media === undefined) throw new Error('No media');
  const instruction = 'Promote the replica of index in {target}.';
  const byHand = changed(
    (step) => (step.id === 'scale' ? { ...step, template: { kind: 'manual-task', instruction } } : step),
    media,
  );
  expect(rulesOf(lint(byHand, media)).filter((rule) => rule !== 'no-lever')).toEqual([]);
});

test('a plan that moves a store which is declared to stay is refused at the step that moves it', () => {
  const stores = checkout.stores.map((store) => (store.id === 'orders' ? { ...store, stays: true as const } : store));
  const staying = { ...checkout, stores };
  const [found] = lint(generatePlan(checkout), staying).filter(({ rule }) => rule === 'store-stays');
  expect(found?.sentence).toMatch(/^"orders" is declared to stay/);
  expect(found?.stepId).toMatch(/orders/);
  const rules = rulesOf(lint(generatePlan(staying), staying));
  expect(rules).not.toContain('store-stays');
  expect(rules).not.toContain('store-not-promoted');
});
