import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanDeclaration, StepDeclaration, StepTemplate } from '../domain/recovery/declaration';
import { usualSteps, usualTitleOf } from '../domain/recovery/usual-step';
import { generateFailback } from '../recovery/rules/generate-failback';
import { generatePlan } from '../recovery/rules/generate-plans';
import { defaultFleet } from './default-fleet';
import { longestPlanText, parsePlan } from './parse-plan';
import { writePlan } from './write-plan';

function workloadOf(id: string) {
  const found = defaultFleet.workloads.find((workload) => workload.id === id);
  if (found === undefined) throw new Error(`The default fleet has no ${id}`);
  return found;
}
const checkout = workloadOf('checkout');
const plans = defaultFleet.workloads.flatMap((workload) =>
  [generatePlan(workload), generateFailback(workload)].map((plan) => ({ workload, plan })),
);

function problemsOf(text: string) {
  const parsed = parsePlan(text, checkout);
  return parsed.state === 'broken' ? parsed.problems : [];
}

describe('a plan written as text', () => {
  test.each(plans)('is the same plan when read again: $workload.id, $plan.action', ({ workload, plan }) => {
    const read = parsePlan(writePlan(plan), workload);
    expect(read).toMatchObject({ state: 'good', plan });
  });

  test('is the same plan when it turns, calls and tells things', () => {
    const regions = checkout.regions.map(({ region }) => region);
    const workload = {
      ...checkout,
      recovery: {
        ...checkout.recovery,
        consumers: regions.map((region) => ({ region, mappings: ['8028a687-e721-231c-5215-8a356bd06d6b'] })),
        schedules: regions.map((region) => ({ region, rules: [{ bus: 'default', rule: 'nightly' }] })),
        deployments: regions.map((region) => ({ region, stages: [{ pipeline: 'shop', stage: 'Deploy' }] })),
        announce: ['arn:aws:sns:eu-west-1:111122223333:incidents'],
      },
    };
    const call: StepDeclaration = {
      ...usualSteps['invoke-function'],
      id: 'warm',
      modes: ['graceful', 'ungraceful'],
      after: ['announce'],
      template: {
        kind: 'invoke-function',
        region: 'target',
        functionName: { 'us-east-1': 'warm-use1', 'us-west-2': 'warm-usw2' },
        payload: '{"from":"{source}","parts":[1,{"deep":true}]}',
        invocation: 'request-response',
        tellsRepetition: true,
        expects: { warm: true },
      },
    };
    for (const plan of [generatePlan(workload), generateFailback(workload)]) {
      const workflows = [...plan.workflows, { id: 'call', title: 'call', steps: [call] }];
      const text = writePlan({ ...plan, workflows });
      expect(parsePlan(text, workload)).toMatchObject({ state: 'good', plan: { ...plan, workflows } });
      expect(text).not.toContain('title: Turn');
      expect(parsePlan(text, checkout)).toMatchObject({ state: 'broken' });
    }
  });

  test('is the same plan with every lever of traffic that a workload may declare', () => {
    const regions = ['us-east-1', 'us-west-2'];
    const workload = {
      ...checkout,
      recovery: {
        flips: [
          {
            id: 'web',
            healthCheck: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
            region: 'us-east-1',
            standby: 'us-west-2',
            alarm: 'given-up',
            metric: { namespace: 'Acme/Recovery', name: 'GivenUp', dimensions: { Workload: 'a' }, away: 1, back: 0 },
            entryPointId: 'web',
          },
        ],
        records: (['weighted', 'failover'] as const).map((policy) => ({
          id: policy,
          zoneId: 'Z0123456789ACME',
          accountId: checkout.accountId,
          entryPointId: 'web',
          type: 'A' as const,
          policy,
          sets: regions.map((region) => ({ region, setIdentifier: `checkout-${region}` })),
        })),
        accelerators: [
          {
            id: 'edge',
            endpointGroups: regions.map((region, index) => ({
              region,
              arn: `arn:aws:globalaccelerator::111122223333:accelerator/a1/listener/b2/endpoint-group/c${index}`,
            })),
          },
        ],
      },
    };
    const templates: readonly StepTemplate[] = [
      { kind: 'health-check-flip', flipId: 'web' },
      { kind: 'health-check-flip', flipId: 'web', to: 'back' },
      {
        kind: 'weighted-shift',
        recordsId: 'weighted',
        stages: [5, 100],
        holdSeconds: 90,
        onHalt: 'stay',
        mostErrorPercent: 0.5,
      },
      { kind: 'record-change', recordsId: 'failover' },
      { kind: 'accelerator-dial', acceleratorId: 'edge', region: 'source', dialPercent: 0 },
    ];
    const steps = templates.map((template, index) => ({
      ...usualSteps[template.kind],
      id: `step-${index}`,
      template,
      modes: ['graceful', 'ungraceful'] as const,
      after: index === 0 ? [] : [`step-${index - 1}`],
    }));
    const plan: PlanDeclaration = {
      id: 'mine',
      name: 'mine',
      action: 'activate',
      modes: ['graceful', 'ungraceful'],
      workflows: [{ id: 'all', title: 'all', steps }],
    };
    expect(parsePlan(writePlan(plan), workload)).toMatchObject({ state: 'good', plan });
  });

  test('keeps the clusters, classes and counts of steps that only a written plan has', () => {
    const clusters = [{ region: 'us-west-2', cluster: 'checkout-usw2' }];
    const templates: readonly StepTemplate[] = [
      { kind: 'aurora-instance', storeId: 'orders', clusters, instanceClass: 'db.r6g.large' },
      { kind: 'aurora-detach', storeId: 'orders', clusters },
      { kind: 'dynamodb-evacuation', storeId: 'idempotency' },
      { kind: 'scale-service', region: 'target', cluster: 'web', service: 'shop', tasks: 4 },
      {
        kind: 'rds-create-replica',
        storeId: 'orders',
        region: 'source',
        instanceClass: 'db.m6g.large',
        parameterGroup: 'shop-mysql80',
        kmsKeys: [{ region: 'us-east-1', key: 'alias/shop' }],
      },
      { kind: 'rds-create-replica', storeId: 'orders', region: 'target', kmsKeys: [] },
      { kind: 'clean-up', storeId: 'orders', region: 'source', removes: 'former-writer', clusters: [] },
      { kind: 'clean-up', storeId: 'orders', region: 'source', removes: 'aurora-instance', clusters },
      { kind: 'scale-node-group', region: 'target', cluster: 'web', nodeGroup: 'workers', nodes: 4 },
      { kind: 'scale-function', region: 'target', functionName: 'notify', qualifier: '12', executions: 5 },
      {
        kind: 'scale-function',
        region: 'us-west-2',
        functionName: { 'us-east-1': 'notify-use1', 'us-west-2': 'notify-usw2' },
        qualifier: 'live',
        executions: 5,
      },
    ];
    const usual = generatePlan(checkout);
    const steps = templates.map((template, index) => ({
      id: `step-${index}`,
      template,
      modes: usual.modes,
      after: index === 0 ? [] : [`step-${index - 1}`],
      ...usualSteps[template.kind],
      title: usualTitleOf(template),
    }));
    const plan = { ...usual, workflows: [{ id: 'all', title: 'all', steps }] };
    expect(parsePlan(writePlan(plan), checkout)).toMatchObject({ state: 'good', plan });
  });

  test('leaves out what follows from the kind of a step and from its place', () => {
    const text = writePlan(generatePlan(checkout));
    expect(text).toContain('kind: precheck');
    expect(text).not.toContain('timeout: 5m');
    expect(text.split('\n').length).toBeLessThan(150);
  });

  test('says on which line each step begins', () => {
    const text = writePlan(generatePlan(checkout));
    const read = parsePlan(text, checkout);
    if (read.state === 'broken') throw new Error('It is no plan');
    const lines = text.split('\n');
    for (const [id, line] of Object.entries(read.lineOfStep)) expect(lines[line - 1]).toContain(`id: ${id}`);
  });

  test('tells everything that is wrong at once, each with its line', () => {
    const text = [
      'id: mine',
      'action: activate',
      'workflows:',
      '  - id: all',
      '    steps:',
      '      - id: promote',
      '        kind: aurora-failover',
      '        store: nowhere',
      '      - id: probe',
      '        kind: http-probe',
      '        entryPoint: nobody',
      '        after: [earlier]',
    ].join('\n');
    expect(problemsOf(text).map(({ line }) => line)).toEqual([8, 11, 12]);
    expect(problemsOf(text)[0]?.message).toContain('which is no store of this workload: write one of orders');
  });

  test('says of a kind there is not which ones there are', () => {
    const text = 'id: a\naction: activate\nworkflows:\n  - id: b\n    steps:\n      - id: c\n        kind: pray\n';
    expect(problemsOf(text)).toMatchObject([{ line: 7, message: expect.stringContaining('precheck, approval') }]);
  });

  test('is refused where it is too long, and where it is no YAML', () => {
    expect(problemsOf(`# ${'x'.repeat(longestPlanText)}`)).toHaveLength(1);
    expect(problemsOf('id: [').length).toBeGreaterThan(0);
  });

  test('never throws, whatever is written', () => {
    const good = writePlan(generatePlan(checkout));
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(40), fc.string({ maxLength: 12 }), (at, cut, put) => {
        const text = good.slice(0, at) + put + good.slice(at + cut);
        const parsed = parsePlan(text, checkout);
        if (parsed.state === 'broken') expect(parsed.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
