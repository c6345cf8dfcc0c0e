import { expect, test } from 'vitest';
import type { StoreKind, Workload } from '@/lib/domain/fleet';
import type { StoreLoss } from '@/lib/domain/recovery/decision';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import type { GateContext } from './gate';
import { gateLosses } from './gate-losses';

const loss: StoreLoss = {
  storeId: 'carts',
  fate: 'lost',
  measuredSeconds: 'unknown',
  measuredAt: 'never',
  atMostSeconds: 'unknown',
  estimate: false,
  atMostWrites: 'unknown',
};

function asked(kind: StoreKind, losses: readonly StoreLoss[]): readonly string[] {
  const [checkout] = defaultFleet.workloads;
  const workload = { ...checkout, stores: [{ id: 'carts', kind, resource: 'r' }] } as Workload;
  // The gate looks at nothing else.
  const context = { workload, mode: 'graceful', losses } as unknown as GateContext;
  return gateLosses(context).map(({ code }) => code);
}

test('a graceful move waits for the lag of a cache that is kept, which it gives up, and for nobody else’s', () => {
  expect(asked('elasticache-global', [loss])).toEqual(['loss-unknown']);
  expect(asked('elasticache-global', [{ ...loss, rebuildable: true }])).toEqual([]);
  expect(asked('aurora-global', [{ ...loss, fate: 'none' }])).toEqual([]);
});
