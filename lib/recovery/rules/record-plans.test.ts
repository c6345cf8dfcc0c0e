import { describe, expect, test } from 'vitest';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { type RecoveryDeclaration, type StepTemplate, usualShift } from '@/lib/domain/recovery/declaration';
import type { PlanMode, PlanStep } from '@/lib/domain/recovery/plan';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { bindPlan } from './bind-plan';
import { bindStep } from './bind-step';
import { buildPlans, generatePlan } from './generate-plans';
import { ancestorsOf, stepsOfMode } from './step-graph';
import { sampleFactsOf } from './testing/sample-facts';

const regions = ['us-east-1', 'us-west-2'];
const sets = (codes: readonly RegionCode[]) => codes.map((region) => ({ region, setIdentifier: `set-${region}` }));
const weighted = {
  id: 'shares',
  zoneId: 'Z1',
  entryPointId: 'web',
  type: 'A',
  policy: 'weighted',
  sets: sets(regions),
} as const;
const accelerator = {
  id: 'edge',
  endpointGroups: regions.map((region) => ({
    region,
    arn: `arn:aws:globalaccelerator::222233334444:accelerator/a/listener/b/endpoint-group/${region.replaceAll('-', '')}`,
  })),
};

function checkoutWith(recovery: Partial<RecoveryDeclaration>, codes: readonly RegionCode[] = regions): Workload {
  const workload = defaultFleet.workloads.find(({ id }) => id === 'checkout');
  if (workload === undefined) throw new Error('No checkout');
  const { routing: _, ...rest } = workload.recovery ?? {};
  const [first = '', second = ''] = codes;
  const move = (code: RegionCode) => (code === 'us-east-1' ? first : second);
  return {
    ...workload,
    regions: workload.regions.map((one) => ({ ...one, region: move(one.region) })),
    entryPoints: workload.entryPoints.map((one) => ({
      ...one,
      endpoints: one.endpoints.map((endpoint) => ({ ...endpoint, region: move(endpoint.region) })),
    })),
    capacity: workload.capacity.map((one) => ({ ...one, region: move(one.region) })),
    recovery: { ...rest, ...recovery },
  };
}

/** What is held against a step of a template in the generated plan of a workload, in one mode. */
function lintOf(
  workload: Workload,
  template: StepTemplate,
  mode: PlanMode,
  more: { readonly after?: readonly string[]; readonly waiver?: PlanStep['waiver'] } = {},
) {
  const plan = generatePlan(workload);
  const steps = plan.workflows.flatMap((workflow) => workflow.steps);
  const step = { id: 'led', template, modes: [mode], after: more.after ?? ['prove'], ...usualSteps[template.kind] };
  const added = more.waiver === undefined ? step : { ...step, waiver: more.waiver };
  const declared = {
    ...plan,
    modes: [mode],
    workflows: [
      { id: 'all', title: 'All', steps: [...steps.filter(({ id }) => !/^(shift|redirect)/.test(id)), added] },
    ],
  };
  const { lint } = bindPlan(declared, workload, 'fleet-file', sampleFactsOf);
  return lint.filter(({ stepId }) => stepId === 'led').map(({ rule }) => rule);
}

describe('a workload with weighted records', () => {
  const workload = checkoutWith({ records: [weighted] });

  test('shifts users by them in graceful moves and on the way home, once the writer was proven, and never otherwise', () => {
    for (const [action, source] of [
      ['activate', 'us-east-1'],
      ['failback', 'us-west-2'],
    ] as const) {
      const plan = buildPlans(workload, sampleFactsOf).find((each) => each.action === action);
      const route = plan?.routes.find((each) => each.source === source);
      if (plan === undefined || route === undefined) throw new Error('No plan');
      expect(plan.lint.filter(({ severity }) => severity === 'error')).toEqual([]);
      const steps = stepsOfMode(route, 'graceful');
      const shift = steps.find(({ id }) => id === 'shift-shares');
      expect(shift?.spec).toMatchObject({ kind: 'weighted-shift', ...usualShift, onHalt: 'back', from: source });
      expect(ancestorsOf(steps).get('shift-shares')).toContain('prove');
      expect(steps.map(({ id }) => id)).not.toContain('redirect');
      expect(stepsOfMode(route, 'ungraceful').map(({ spec }) => spec.kind)).not.toContain('weighted-shift');
    }
  });

  test('needs a waiver to be shifted while a region is given up, whichever it is', () => {
    const template = { kind: 'weighted-shift', recordsId: 'shares', onHalt: 'back', ...usualShift } as const;
    expect(lintOf(workload, template, 'ungraceful')).toContain('region-being-left');
    const waiver = { rule: 'region-being-left', reason: 'Its API still answers.' };
    expect(lintOf(workload, template, 'ungraceful', { waiver })).not.toContain('region-being-left');
    const elsewhere = ['eu-central-1', 'eu-west-1'];
    const european = checkoutWith({ records: [{ ...weighted, sets: sets(elsewhere) }] }, elsewhere);
    expect(lintOf(european, template, 'ungraceful')).toContain('us-east-1-control-plane');
    expect(lintOf(european, template, 'graceful')).toEqual([]);
  });

  test('is held to stages that rise and end with everybody, after the proof of its writer', () => {
    const template = { kind: 'weighted-shift', recordsId: 'shares', onHalt: 'back', ...usualShift } as const;
    expect(lintOf(workload, { ...template, stages: [10, 5, 100] }, 'graceful')).toContain('stages');
    expect(lintOf(workload, { ...template, stages: [1, 50] }, 'graceful')).toContain('stages');
    expect(lintOf(workload, template, 'graceful', { after: ['approval'] })).toContain('verify-before-traffic');
    expect(lintOf(workload, template, 'graceful')).toEqual([]);
  });
});

describe('a change of a record', () => {
  const pair = { ...weighted, id: 'pair', policy: 'failover' } as const;
  const workload = checkoutWith({ records: [pair] });
  const template = { kind: 'record-change', recordsId: 'pair' } as const;

  test('is in no generated plan, and in a written one only with a waiver, whatever the move', () => {
    const kinds = buildPlans(workload, sampleFactsOf).flatMap(({ routes }) =>
      routes.flatMap((route) => stepsOfMode(route, 'graceful').map(({ spec }) => spec.kind)),
    );
    expect(kinds).not.toContain('record-change');
    for (const mode of ['graceful', 'ungraceful'] as const) {
      expect(lintOf(workload, template, mode)).toContain('us-east-1-control-plane');
      const waiver = { rule: 'us-east-1-control-plane', reason: 'There is no other lever yet.' };
      expect(lintOf(workload, template, mode, { waiver })).not.toContain('us-east-1-control-plane');
    }
  });

  test('is bound to the pair, or to the regional name of the target, and to nothing else', () => {
    const route = { source: 'us-east-1', target: 'us-west-2' };
    expect(bindStep(template, workload, route)).toMatchObject({
      spec: {
        turn: { by: 'failover', fromSet: 'set-us-east-1', toSet: 'set-us-west-2' },
        name: 'checkout.acme.example',
      },
    });
    const simple = checkoutWith({ records: [{ ...pair, policy: 'simple', sets: [], accountId: '222233334444' }] });
    expect(bindStep(template, simple, route)).toMatchObject({
      spec: { turn: { by: 'name', hostname: 'usw2.checkout.acme.example' }, accountId: '222233334444' },
    });
    const half = checkoutWith({ records: [{ ...pair, sets: sets(['us-east-1']) }] });
    expect(bindStep(template, half, route)).toMatchObject({
      rule: 'unknown-record',
      sentence:
        '"pair" has no record of both us-east-1 and us-west-2: write their set identifiers under sets (us-east-1)',
    });
    expect(bindStep({ ...template, recordsId: 'other' }, workload, route)).toMatchObject({
      sentence: expect.stringContaining('name one of those there (pair)'),
    });
    expect(bindStep(template, checkoutWith({ records: [{ ...pair, policy: 'weighted' }] }), route)).toMatchObject({
      sentence: expect.stringContaining('change it by a weighted-shift'),
    });
  });
});

describe('a dial of an accelerator', () => {
  const template = { kind: 'accelerator-dial', acceleratorId: 'edge', region: 'source', dialPercent: 0 } as const;
  const workload = checkoutWith({ accelerators: [accelerator] });

  test('is bound to the endpoint group of its region, in the account of the accelerator', () => {
    const route = { source: 'us-east-1', target: 'us-west-2' };
    expect(bindStep(template, workload, route)).toMatchObject({
      spec: {
        kind: 'accelerator-dial',
        accountId: '222233334444',
        region: 'us-east-1',
        endpointGroup: accelerator.endpointGroups[0]?.arn,
        dialPercent: 0,
      },
    });
    expect(bindStep({ ...template, region: 'eu-west-1' }, workload, route)).toMatchObject({
      rule: 'unknown-accelerator',
      sentence: expect.stringContaining('name one of its regions (us-east-1, us-west-2)'),
    });
    expect(bindStep({ ...template, acceleratorId: 'other' }, workload, route)).toMatchObject({
      rule: 'unknown-accelerator',
    });
  });

  test('needs a waiver where us-west-2, whose control plane turns it, is the region being left', () => {
    for (const mode of ['graceful', 'ungraceful'] as const) {
      expect(lintOf(workload, template, mode)).toContain('region-being-left');
    }
    const waiver = { rule: 'region-being-left', reason: 'Other regions go on by their own health.' };
    expect(lintOf(workload, template, 'graceful', { waiver })).toEqual([]);
    const elsewhere = ['us-east-1', 'eu-west-1'];
    const other = checkoutWith(
      {
        accelerators: [
          {
            ...accelerator,
            endpointGroups: elsewhere.map((region, index) => ({
              region,
              arn: accelerator.endpointGroups[index]?.arn ?? '',
            })),
          },
        ],
      },
      elsewhere,
    );
    expect(lintOf(other, template, 'ungraceful')).toEqual([]);
    expect(lintOf(other, { ...template, region: 'target' }, 'ungraceful')).toContain('nobody-serves');
  });
});
