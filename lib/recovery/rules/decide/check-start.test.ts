import { describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { toMissing } from '@/lib/domain/observe';
import type { StartRequest } from '@/lib/domain/recovery/execution';
import { judgedAt } from '@/lib/domain/testing/arbitraries';
import { calmFleetEntities, regionDownEntities, sampleFleet } from '@/lib/domain/testing/sample-entities';
import { buildPlans } from '../generate-plans';
import { sampleExecution, samplePlan, sampleRequest } from '../testing/sample-execution';
import { sampleFactsOf } from '../testing/sample-facts';
import { checkStart } from './check-start';
import { decide } from './decide';
import { blockersOfRun } from './decide-for-run';

const now = judgedAt;
const plans = sampleFleet.workloads.flatMap((workload) => buildPlans(workload, sampleFactsOf));
const [plan] = plans;
if (plan === undefined) throw new Error('No plan');

function start(request: Partial<StartRequest> = {}, entities = regionDownEntities(now, { failedFor: 60 })) {
  const decision = decide({ workloadId: 'checkout', source: 'us-east-1', entities, plans, executions: [] }, now);
  if (decision === 'none') throw new Error('No decision');
  const asked = { ...sampleRequest(), planVersion: plan?.version ?? '', acknowledgedLoss: { orders: 181 }, ...request };
  return checkStart(asked, decision, plans, 'ada');
}

const refusals = (verdict: ReturnType<typeof start>) =>
  verdict.state === 'ready' ? [] : verdict.blockers.map(({ code }) => code);

describe('what a person asks for', () => {
  test('begins when it is what the person saw, nothing stands in the way and the figures were acknowledged', () => {
    const verdict = start();
    expect(verdict).toMatchObject({
      state: 'ready',
      overridden: [],
      route: { source: 'us-east-1', target: 'us-west-2' },
    });
    expect(verdict.state === 'ready' && verdict.boundTo).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is refused when the plan changed meanwhile, or leads nowhere', () => {
    expect(refusals(start({ planVersion: 'old' }))).toEqual(['plan-changed']);
    expect(refusals(start({ planId: 'checkout/other' }))).toEqual(['no-plan']);
    expect(refusals(start({ target: 'eu-west-1' }))).toEqual(['no-plan']);
    expect(refusals(start({ source: 'us-west-2', target: 'us-east-1' }))).toEqual(['no-plan']);
  });

  test('is refused without the figures, or when they have grown beyond those that were seen', () => {
    expect(refusals(start({ acknowledgedLoss: {} }))).toEqual(['loss-not-acknowledged']);
    expect(refusals(start({ acknowledgedLoss: { orders: 60 } }))).toEqual(['figures-changed']);
    expect(refusals(start({ acknowledgedLoss: { orders: 160 } }))).toEqual([]);
    expect(refusals(start({ acknowledgedLoss: { orders: 'unknown' } }))).toEqual([]);
    expect(refusals(start({ acknowledgedLoss: JSON.parse('{"__proto__":{"orders":999}}') }))).toEqual([
      'loss-not-acknowledged',
    ]);
  });

  test('goes on in spite of what may be overridden, with a reason and a name, and of nothing else', () => {
    const calm = calmFleetEntities(now);
    const request = { acknowledgedLoss: { orders: 200 } };
    expect(refusals(start(request, calm))).toEqual(['source-healthy']);
    const override = (reason: string, code = 'source-healthy') =>
      start({ ...request, overrides: [{ code, reason }] }, calm);
    expect(refusals(override(' '))).toEqual(['source-healthy']);
    expect(refusals(override('x', 'anti-flap'))).toEqual(['source-healthy']);
    expect(override('Its control planes are dead')).toMatchObject({
      state: 'ready',
      overridden: [{ code: 'source-healthy', reason: 'Its control planes are dead', by: 'ada' }],
    });
    expect(refusals(start({ planVersion: 'old', overrides: [{ code: 'plan-changed', reason: 'x' }] }))).toEqual([
      'plan-changed',
    ]);
  });

  test('goes on in spite of one gate, not of another one of the same code', () => {
    const unread = calmFleetEntities(now).map((entity): Entity => {
      if (entity.kind !== 'link' || entity.workloadId !== 'checkout' || entity.storeId !== 'orders') return entity;
      return { ...entity, copyState: toMissing('unreachable', now), lag: toMissing('unreachable', now) };
    });
    const ask = (...overrides: StartRequest['overrides']) =>
      start({ mode: 'graceful', acknowledgedLoss: {}, overrides }, unread);
    const code = 'replication-not-ready';
    const reason = 'I have looked in the console of AWS';
    expect(refusals(ask({ code, reason }))).toEqual([code]);
    expect(refusals(ask({ code, about: 'sessions is not read', reason }))).toEqual([code]);
    expect(refusals(ask({ code, about: 'orders is behind', reason }))).toEqual([code]);
    const verdict = ask({ code, about: 'orders is not read', reason });
    expect(verdict).toMatchObject({ state: 'ready', overridden: [{ code, about: 'orders is not read', reason }] });
  });

  test('as a dry run begins whatever the gates say, since they are what it is to find out', () => {
    expect(start({ dryRun: true, acknowledgedLoss: {} }, calmFleetEntities(now)).state).toBe('ready');
    expect(refusals(start({ dryRun: true, planVersion: 'old' }))).toEqual(['plan-changed']);
  });
});

describe('the gates of a run', () => {
  const run = sampleExecution({ planVersion: samplePlan().version });
  const ask = (execution = run, entities = regionDownEntities(now, { failedFor: 60 })) =>
    blockersOfRun(execution, { entities, executions: [execution] }, now).map(({ code }) => code);

  test('are asked anew without the run itself, by the plan it is pinned to', () => {
    expect(ask()).toEqual([]);
    expect(ask(run, calmFleetEntities(now))).toEqual(['source-healthy']);
  });

  test('leave out what was overridden when it began, and nothing that nobody may override', () => {
    const overridden = [
      { code: 'source-healthy', sentence: 's', toClear: 'c', overridable: true, reason: 'r', by: 'ada' },
    ] as const;
    expect(ask({ ...run, overridden }, calmFleetEntities(now))).toEqual([]);
    const another = overridden.map((gate) => ({ ...gate, about: 'another entry point' }));
    expect(ask({ ...run, overridden: another }, calmFleetEntities(now))).toEqual(['source-healthy']);
    const other = sampleExecution({}, { id: 'run-2' });
    const entities = regionDownEntities(now, { failedFor: 60 });
    const codes = blockersOfRun(run, { entities, executions: [run, other] }, now).map(({ code }) => code);
    expect(codes).toEqual(['another-run']);
  });

  test('do not open for a workload that is gone', () => {
    expect(ask(run, [])).toEqual(['no-plan']);
  });
});
