import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound, withStore } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** A failover of a global datastore to the region that takes over. */
export function bindDatastore(
  { kind, storeId }: Extract<StepTemplate, { readonly kind: 'elasticache-failover' }>,
  workload: Workload,
  { source, target }: RoutePair,
): BoundSpec {
  return withStore(workload, storeId, (store) => {
    if (store.kind !== 'elasticache-global') {
      const sentence = `${quote(storeId)} is ${store.kind}, which ${kind} cannot move: name a store of kind elasticache-global`;
      return { state: 'unbound', rule: 'unknown-store', sentence };
    }
    return bound({ kind, accountId: workload.accountId, datastore: store.resource, from: source, to: target });
  });
}
