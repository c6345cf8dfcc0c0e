import { describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { StepSpec } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { calmFleetEntities, sampleFleet } from '@/lib/domain/testing/sample-entities';
import { journaled, ownedByOlga, sizeBefore, snapshotReading, withGroups } from '../../pages/testing/sample-residue';
import { sampleSpecs } from '../../steps/testing/sample-specs';
import { buildPlans } from '../generate-plans';
import { settingTouches } from '../setting-touches';
import { driveTo, sampleExecution, startedAt } from '../testing/sample-execution';
import { sampleFactsOf } from '../testing/sample-facts';
import { withoutSteps } from '../testing/without-steps';
import { decide } from './decide';
import { isUndoneBy } from './gate-residue';

const now = startedAt + 5 * 3_600_000;
const plans = sampleFleet.workloads.flatMap((workload) => buildPlans(workload, sampleFactsOf));
const out: Execution = {
  ...journaled(driveTo(sampleExecution(), 'the-end')),
  state: 'completed',
  endedAt: now - 3_600_000,
};
const name = 'rds:unplanned-global-failover-checkout-use1-2026-11-20-12-10-00';
const snapshot = 'snapshot/run-1/checkout-global';

/** Checkout is served from us-west-2, and its copy in us-east-1 follows. */
function away(...more: readonly Entity[]): readonly Entity[] {
  const entities = calmFleetEntities(now).map((entity): Entity => {
    if (entity.kind !== 'link' || entity.workloadId !== 'checkout') return entity;
    return { ...entity, id: 'checkout/orders/us-west-2>us-east-1', source: 'us-west-2', target: 'us-east-1' };
  });
  return [...entities, ...more];
}

function closed(
  entities: readonly Entity[],
  run: Execution = out,
  given: readonly RecoveryPlan[] = plans,
): readonly (string | undefined)[] {
  const question = { workloadId: 'checkout', source: 'us-west-2', entities, plans: given, executions: [run] };
  const decision = decide(question, now);
  const ways = decision === 'none' ? [] : decision.targets;
  const home = ways.find(({ action, target }) => action === 'failback' && target === 'us-east-1');
  if (home === undefined) throw new Error('There is no way home');
  const gates = home.blockers.filter(({ code }) => code === 'residue-open');
  expect(gates.every(({ overridable, toClear }) => overridable && toClear.length > 20)).toBe(true);
  return gates.map(({ about }) => about);
}

/** The fence found the region alive and took its instances away. */
const fenced: Execution = {
  ...out,
  steps: out.steps.map((step) => {
    if (step.stepId !== 'fence') return step;
    const group = {
      kind: 'group',
      accountId: '111122223333',
      region: 'us-east-1',
      name: 'checkout-use1',
      before: sizeBefore,
    } as const satisfies TouchedResource;
    return { ...step, calls: step.calls.map((call) => ({ ...call, touched: [...(call.touched ?? []), group] })) };
  }),
};

describe('a return', () => {
  test('waits until somebody has looked at what AWS kept of the cluster that was given up', () => {
    expect(closed(away(snapshotReading('run-1', [name], now)))).toEqual([snapshot]);
    expect(closed(away(snapshotReading('run-1', [name], now), ownedByOlga('run-1', snapshot, now)))).toEqual([]);
  });

  test('waits until it is known whether AWS kept anything, and goes on where it did not', () => {
    expect(closed(away())).toEqual([snapshot]);
    expect(closed(away(snapshotReading('run-1', [], now)))).toEqual([]);
  });

  test('does not wait for what it undoes itself: controls, writers, and instances it asks for', () => {
    const seen = snapshotReading('run-1', [], now);
    const empty = withGroups(away(seen), { 'us-east-1': { ...sizeBefore, minimum: 0, desired: 0 } }, now);
    expect(closed(empty, fenced)).toEqual([]);
    const withoutScale = withoutSteps(plans, 'scale-capacity');
    expect(closed(empty, fenced, withoutScale)).toEqual(['group/us-east-1/checkout-use1']);
  });

  test('does not wait for what is left in the region it leaves', () => {
    const larger = withGroups(
      away(snapshotReading('run-1', [], now)),
      { 'us-west-2': { ...sizeBefore, desired: 6 } },
      now,
    );
    expect(closed(larger)).toEqual([]);
  });
});

test('a plan undoes what one of its steps is about, and no snapshot', () => {
  const specs = plans
    .filter(({ action, workloadId }) => action === 'failback' && workloadId === 'checkout')
    .flatMap(({ routes }) => routes)
    .filter(({ target }) => target === 'us-east-1')
    .flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps.map(({ spec }) => spec)));
  const stores = [{ id: 'orders', resource: 'checkout-global' }];
  const undone = (kind: Parameters<typeof isUndoneBy>[0]['kind'], resource: string, region = 'us-east-1') =>
    isUndoneBy({ kind, resource, region, before: 'what it was' }, specs, stores);
  expect(undone('group', 'checkout-use1')).toBe(true);
  expect(undone('group', 'another-use1')).toBe(false);
  expect(undone('writer', 'orders')).toBe(true);
  expect(undone('writer', 'another')).toBe(false);
  expect(undone('snapshot', 'checkout-use1')).toBe(false);
  expect(undone('route', 'media')).toBe(false);
});

test('a plan puts a setting back only by a step that leaves it as it was', () => {
  const [consumers] = sampleSpecs.filter((spec) => spec.kind === 'consumers');
  const [dial] = sampleSpecs.filter((spec) => spec.kind === 'accelerator-dial');
  const [tasks] = sampleSpecs.filter((spec) => spec.kind === 'scale-service');
  const [executions] = sampleSpecs.filter((spec) => spec.kind === 'scale-function');
  const [nodes] = sampleSpecs.filter((spec) => spec.kind === 'scale-node-group');
  if (consumers === undefined || dial === undefined) throw new Error('A sample is missing.');
  if (tasks === undefined || executions === undefined || nodes === undefined) throw new Error('A sample is missing.');
  const undone = (spec: Extract<StepSpec, { readonly region: string }>, before: string) => {
    const [touched] = settingTouches(spec);
    const line = { kind: 'setting', resource: touched?.name ?? 'none', region: spec.region, before } as const;
    return isUndoneBy(line, [spec], []);
  };
  expect(undone({ ...consumers, to: 'on' }, 'on')).toBe(true);
  expect(undone({ ...consumers, to: 'off' }, 'on')).toBe(false);
  expect(undone({ ...consumers, to: 'on' }, 'off')).toBe(false);
  // Of one that a silent region was told of, the plan for home says what it is to be there.
  expect(undone({ ...consumers, to: 'on' }, 'what it was before is not known')).toBe(true);
  expect(undone({ ...consumers, to: 'off' }, 'what it was before is not known')).toBe(false);
  expect(undone(dial, `${dial.dialPercent} %`)).toBe(true);
  expect(undone(dial, 'what it was before is not known')).toBe(false);
  expect(undone(tasks, 'wants 2')).toBe(false);
  expect(undone(executions, 'none kept ready')).toBe(false);
  expect(undone(nodes, 'wants 1 (1 to 6)')).toBe(false);
});
