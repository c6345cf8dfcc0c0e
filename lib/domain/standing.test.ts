import { describe, expect, test } from 'vitest';
import type { Entity, LinkEntity } from './entities';
import { deriveFindings } from './findings/derive-findings';
import type { Workload } from './fleet';
import { toObserved } from './observe';
import { buildFleetOverview } from './overview/build-fleet-overview';
import { judgedAt, sampleLink } from './testing/arbitraries';
import { calmFleetEntities } from './testing/sample-entities';

/** The calm fleet with checkout declared otherwise, and with more links. */
function checkoutAs(change: (workload: Workload) => Partial<Workload>, more: readonly LinkEntity[] = []): Entity[] {
  const entities = calmFleetEntities(judgedAt).map((entity): Entity => {
    if (entity.kind !== 'workload' || entity.id !== 'checkout') return entity;
    return { ...entity, workload: { ...entity.workload, ...change(entity.workload) } };
  });
  return [...entities, ...more];
}

function view(entities: readonly Entity[]) {
  const overview = buildFleetOverview(entities, judgedAt);
  const checkout = overview.workloads.find(({ id }) => id === 'checkout');
  if (!checkout) throw new Error('No checkout');
  return { overview, checkout, rpo: checkout.objectives[0]?.rpo };
}

const codesOf = (entities: readonly Entity[]) =>
  deriveFindings(entities, judgedAt)
    .filter(({ workloadId }) => workloadId === 'checkout')
    .map(({ code, severity }) => `${severity} ${code}`);

const late = toObserved(4000, judgedAt - 120_000, judgedAt, 'cloudwatch');
const orders = 'checkout/orders/us-east-1>us-west-2';

test('a store of which no link is known leaves its workload not measured, however well the others are', () => {
  const ledger = { id: 'ledger', kind: 'aurora-global', resource: 'ledger-global' } as const;
  const { rpo } = view(checkoutAs(({ stores }) => ({ stores: [...stores, ledger] })));
  expect(rpo).toMatchObject({ state: 'not-measured', sentence: 'Not measured: no link of ledger is known' });
  const cache = { ...ledger, rebuildable: true } as const;
  expect(view(checkoutAs(({ stores }) => ({ stores: [...stores, cache] }))).rpo?.state).toBe('met');
});

test('a store without lag by design never speaks for a workload in which another one has lag', () => {
  const table = { id: 'idempotency', kind: 'dynamodb-global-table', resource: 'checkout-idempotency' } as const;
  const strong = sampleLink({
    id: 'checkout/idempotency/us-east-1>us-west-2',
    storeId: 'idempotency',
    storeKind: 'dynamodb-global-table',
    consistency: 'strong',
    // Looked at longer ago than the lag of the other store was measured, so that its recovery point is the oldest.
    lag: toObserved(0, judgedAt - 100_000, judgedAt - 100_000, 'aws-api'),
  });
  const { checkout, rpo } = view(checkoutAs(({ stores }) => ({ stores: [...stores, table] }), [strong]));
  expect(rpo).toMatchObject({ state: 'met', sentence: expect.stringMatching(/^Met, .* of 1 m$|^Met at/) });
  expect(checkout.worstLink).toMatchObject({ id: orders });
  const alone = checkoutAs(() => ({ stores: [table] })).filter(({ id }) => id !== orders);
  expect(view([...alone, strong]).rpo?.sentence).toBe('Met by design: a write waits for its second region');
});

describe('a link to an unlawful target', () => {
  const legacy = { id: 'legacy', kind: 'aurora-global', resource: 'legacy-global' } as const;
  const near = sampleLink({
    id: 'checkout/legacy/us-east-1>ap-southeast-1',
    storeId: 'legacy',
    target: 'ap-southeast-1',
  });
  const entities = checkoutAs(
    ({ stores }) => ({ stores: [...stores, legacy], lawfulRegions: ['us-east-1', 'us-west-2'] }),
    [near],
  );

  test('protects nothing, however small its lag: the store reaches no lawful target', () => {
    const { checkout, rpo } = view(entities);
    expect(checkout.protection).toMatchObject({
      state: 'unprotected',
      sentence: 'legacy reaches no lawful target: only ap-southeast-1 receives it',
    });
    expect(rpo).toMatchObject({ state: 'not-measured', sentence: 'Not measured: legacy reaches no lawful target' });
  });

  test('does not take the name of the store that breached the objective', () => {
    const behind = toObserved(400, judgedAt - 60_000, judgedAt, 'cloudwatch');
    const both = entities.map((entity): Entity => {
      return entity.kind === 'link' && entity.id === orders ? { ...entity, lag: behind } : entity;
    });
    expect(view(both).rpo?.sentence).toMatch(
      /^Breached by .* \(orders us-east-1 → us-west-2\); legacy reaches no lawful target$/,
    );
  });

  test('gives no figure to the workload and is shown with why', () => {
    const { checkout, overview } = view(entities);
    expect(checkout.worstLink === 'none' ? 'none' : checkout.worstLink.id).toBe(orders);
    expect(overview.links.find(({ id }) => id === near.id)).toMatchObject({
      standing: 'unlawful',
      verdict: { state: 'no-objective', sentence: 'Not counted: ap-southeast-1 is not a lawful target' },
    });
  });

  test('is a finding of its own: the data is where it may not be', () => {
    expect(codesOf(entities)).toContain('warning target-unlawful');
  });

  test('takes nothing from a store that has a lawful target as well', () => {
    const second = { ...near, id: 'checkout/orders/us-east-1>ap-southeast-1', storeId: 'orders', lag: late };
    const { checkout, rpo } = view(checkoutAs(() => ({ lawfulRegions: ['us-east-1', 'us-west-2'] }), [second]));
    expect([rpo?.state, checkout.protection.state]).toEqual(['met', 'protected']);
  });
});

describe('a store that can be filled anew', () => {
  const cache = { id: 'cache', kind: 'aurora-global', resource: 'cache', rebuildable: true } as const;
  const behind = sampleLink({ id: 'checkout/cache/us-east-1>us-west-2', storeId: 'cache', lag: late });
  const entities = checkoutAs(({ stores }) => ({ stores: [...stores, cache] }), [behind]);

  test('is shown with its lag and decides neither objective nor protection', () => {
    const { checkout, overview, rpo } = view(entities);
    expect(overview.links.find(({ id }) => id === behind.id)).toMatchObject({
      standing: 'rebuildable',
      label: '1 h 7 m',
      verdict: { state: 'no-objective', sentence: 'Not judged: it can be filled anew' },
    });
    expect([rpo?.state, checkout.protection.state]).toEqual(['met', 'protected']);
    expect(checkout.worstLink === 'none' ? 'none' : checkout.worstLink.id).toBe(orders);
    expect(codesOf(entities)).not.toContain('critical objective-breached');
  });
});

describe('a workload without an entry point', () => {
  const entities = checkoutAs(() => ({ entryPoints: [], capacity: [] })).filter(
    (entity) => !((entity.kind === 'endpoint' || entity.kind === 'routing') && entity.workloadId === 'checkout'),
  );

  test('has no users to judge and says so, and is never called healthy', () => {
    const { checkout, overview } = view(entities);
    expect(checkout.hasUsers).toBe(false);
    expect(checkout.userHealth).toMatchObject({
      state: 'unknown',
      reason: 'it has no entry point: there are no users to judge',
    });
    expect(overview.headline).toMatchObject({
      health: 'healthy',
      sentence: '1 workload and 5 regions healthy; Checkout has no users to judge',
    });
  });

  test('is protected as far as its copies are, in regions that answer', () => {
    expect(view(entities).checkout.protection.state).toBe('protected');
  });

  test('raises no finding about users it does not have', () => {
    expect(codesOf(entities)).not.toContain('critical entry-point-down');
  });
});
