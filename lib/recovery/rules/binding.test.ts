import { describe, expect, test } from 'vitest';
import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { Approval } from '@/lib/domain/recovery/execution';
import { approvalState } from './approval-state';
import { bindingOf } from './binding';
import { samplePlan, sampleRequest, startedAt } from './testing/sample-execution';

const loss = (storeId: string, atMostSeconds: StoreLoss['atMostSeconds']): StoreLoss => ({
  storeId,
  fate: 'lost',
  measuredSeconds: 1,
  measuredAt: startedAt,
  atMostSeconds,
  estimate: false,
  atMostWrites: 10,
});

describe('what an approval is bound to', () => {
  const plan = samplePlan();
  const of = (more: Parameters<typeof sampleRequest>[0] = {}, losses = [loss('orders', 12)], version = plan.version) =>
    bindingOf(sampleRequest(more), { ...plan, version }, losses);

  test('does not depend on the order of figures and overrides, nor on when they were measured', () => {
    const two = [loss('a', 1), loss('b', 2)];
    expect(of({}, two)).toBe(of({}, [...two].reverse()));
    expect(of({}, [{ ...loss('orders', 12), measuredAt: 'never' }])).toBe(of());
  });

  test('is another one with every other plan, route, mode, figure, override and kind of run', () => {
    const bindings = [
      of(),
      of({}, [], plan.version),
      of({}, [loss('orders', 13)]),
      of({}, [loss('orders', 'unknown')]),
      of({}, [loss('orders', 12)], 'another version'),
      of({ mode: 'graceful' }),
      of({ source: 'us-west-2', target: 'us-east-1' }),
      of({ drill: true }),
      of({ dryRun: true }),
      of({ overrides: [{ code: 'anti-flap', reason: 'It is another disaster' }] }),
      of({ overrides: [{ code: 'anti-flap', reason: 'Because' }] }),
      of({ overrides: [{ code: 'anti-flap', about: 'orders', reason: 'Because' }] }),
    ];
    expect(new Set(bindings).size).toBe(bindings.length);
  });
});

test('an approval asked for or given expires, and one that was declined stays so', () => {
  const approval = (state: Approval['state']): Approval => ({
    state,
    boundTo: 'x',
    by: 'grace',
    at: startedAt,
    expiresAt: startedAt + 900_000,
  });
  const at = (state: Approval['state'], seconds: number) => approvalState(approval(state), startedAt + seconds * 1000);
  expect([at('waiting', 899), at('given', 899), at('waiting', 900), at('given', 900)]).toEqual([
    'waiting',
    'given',
    'expired',
    'expired',
  ]);
  expect([at('declined', 9999), at('not-needed', 9999)]).toEqual(['declined', 'not-needed']);
  expect(approvalState({ ...approval('given'), expiresAt: 'never' }, startedAt * 2)).toBe('given');
});
