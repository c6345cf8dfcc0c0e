import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound, withStore } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** The leaving of the source's replica of a global table, with the link by which its writes arrive at the target. */
export function bindEvacuation(
  { kind, storeId }: Extract<StepTemplate, { readonly kind: 'dynamodb-evacuation' }>,
  workload: Workload,
  { source, target }: RoutePair,
): BoundSpec {
  return withStore(workload, storeId, (store) => {
    if (store.kind !== 'dynamodb-global-table') {
      const sentence = `${quote(storeId)} is ${store.kind}, which ${kind} cannot drain: name a store of kind dynamodb-global-table`;
      return { state: 'unbound', rule: 'unknown-store', sentence };
    }
    const linkId = `${workload.id}/${storeId}/${source}>${target}`;
    const { accountId } = workload;
    return bound({ kind, accountId, table: store.resource, linkId, from: source, to: target });
  });
}
