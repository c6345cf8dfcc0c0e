import { describe, expect, test } from 'vitest';
import type { ExecutionEntity, LinkEntity } from './entities';
import { findUnreportedPromotion, unprotectedSince, withoutReport } from './judge-promotion';
import { toObserved } from './observe';
import type { Execution } from './recovery/execution';
import { judgedAt, sampleLink } from './testing/arbitraries';
import { sampleFleet } from './testing/sample-entities';

const checkout = sampleFleet.workloads.find(({ id }) => id === 'checkout');
if (!checkout) throw new Error('The sample fleet has no checkout');
const workload = checkout;
const promotedAt = judgedAt - 120_000;
const resource = workload.stores.find(({ id }) => id === 'orders')?.resource;

/** A run as far as a promotion can be read from it. */
function ran(
  more: { readonly dryRun?: boolean; readonly state?: string; readonly endedAt?: number } = {},
): ExecutionEntity {
  const { dryRun = false, state = 'done', endedAt = promotedAt } = more;
  const spec = { kind: 'aurora-failover', accountId: '1', globalCluster: resource, from: 'us-east-1', to: 'us-west-2' };
  const route = { workflows: [{ steps: [{ id: 'promote', spec }] }] };
  const steps = [{ stepId: 'promote', state, endedAt }];
  const execution = { workloadId: 'checkout', dryRun, route, steps } as unknown as Execution;
  return { kind: 'execution', id: 'run', workloadId: 'checkout', accountId: '1', execution };
}

function linkBack(measuredAt: number, copyState: 'replicating' | 'rebuilding' = 'replicating'): LinkEntity {
  return {
    ...sampleLink(),
    id: 'checkout/orders/us-west-2>us-east-1',
    source: 'us-west-2',
    target: 'us-east-1',
    copyState: toObserved(copyState, measuredAt, measuredAt, 'aws-api'),
    lag: toObserved(1, measuredAt, measuredAt, 'cloudwatch'),
  };
}

describe('after a promotion', () => {
  test('the workload is unprotected since it, until a copy of the new writer has reported', () => {
    const found = findUnreportedPromotion(workload, [ran()], [sampleLink()]);
    expect(found).toEqual({ at: promotedAt, region: 'us-west-2', storeIds: ['orders'] });
    if (found === 'none') return;
    expect(unprotectedSince(found)).toEqual({
      state: 'unprotected',
      sentence: 'Unprotected since orders was promoted in us-west-2: no copy has reported since',
      since: promotedAt,
    });
    expect(findUnreportedPromotion(workload, [ran()], [linkBack(promotedAt + 60_000)])).toBe('none');
  });

  test('a cache that was failed over counts as promoted', () => {
    const spec = {
      kind: 'elasticache-failover',
      accountId: '1',
      datastore: 'carts',
      from: 'us-east-1',
      to: 'us-west-2',
    };
    const entity = ran();
    const route = { workflows: [{ steps: [{ id: 'promote', spec }] }] };
    const execution = { ...entity.execution, route } as unknown as Execution;
    const withCache = {
      ...workload,
      stores: [{ id: 'carts', kind: 'elasticache-global', resource: 'carts' }],
    } as typeof workload;
    expect(findUnreportedPromotion(withCache, [{ ...entity, execution }], [])).toMatchObject({ storeIds: ['carts'] });
    expect(findUnreportedPromotion(withCache, [entity], [])).toBe('none');
  });

  test('what was reported before it, or by a copy that is rebuilt, is no report', () => {
    for (const link of [linkBack(promotedAt - 1), linkBack(judgedAt, 'rebuilding')]) {
      expect(findUnreportedPromotion(workload, [ran()], [link])).not.toBe('none');
    }
  });

  test.each(['index-usw2', 'index-use1'])(
    'of a read replica the store that the file names as %s is unprotected too',
    (name) => {
      const stores = [{ id: 'index', kind: 'rds-replica', resource: name } as const];
      const spec = { kind: 'rds-promote', instance: 'index-usw2', follows: 'index-use1', to: 'us-west-2' };
      const run = ran();
      const route = { workflows: [{ steps: [{ id: 'promote', spec }] }] };
      const promoted = { ...run, execution: { ...run.execution, route } as unknown as Execution };
      const found = findUnreportedPromotion({ ...workload, stores }, [promoted], []);
      expect(found).toEqual({ at: promotedAt, region: 'us-west-2', storeIds: ['index'] });
    },
  );

  test('the newest of several counts', () => {
    const reported = linkBack(judgedAt - 90_000);
    const again = ran({ endedAt: judgedAt - 30_000 });
    expect(findUnreportedPromotion(workload, [ran()], [reported])).toBe('none');
    expect(findUnreportedPromotion(workload, [again, ran()], [reported])).toMatchObject({ at: judgedAt - 30_000 });
  });

  test('a dry run, a failed step and a run of another workload promote nothing', () => {
    const other = { ...ran(), execution: { ...ran().execution, workloadId: 'other' } };
    for (const run of [ran({ dryRun: true }), ran({ state: 'failed' }), other]) {
      expect(findUnreportedPromotion(workload, [run], [])).toBe('none');
    }
  });

  test('an objective is at risk, and breached once it lasts longer than the objective; never met', () => {
    const met = { state: 'met', asOf: judgedAt, provableNow: true, sentence: 'Met, 1 s of 1 m' } as const;
    const promotion = { at: promotedAt, region: 'us-west-2', storeIds: ['orders'] };
    expect(withoutReport(met, promotion, 300, judgedAt)).toMatchObject({ state: 'at-risk', provableNow: false });
    expect(withoutReport(met, promotion, 60, judgedAt)).toMatchObject({
      state: 'breached',
      sentence: expect.stringMatching(/^Breached by 1 m: unprotected since the promotion at /),
    });
  });
});
