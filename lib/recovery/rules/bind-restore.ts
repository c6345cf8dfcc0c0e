import type { Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound, withStore } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** A restore from the vault that the target has; which recovery point it is made of is read when it runs. */
export function bindRestore(
  { kind, storeId }: Extract<StepTemplate, { readonly kind: 'restore-backup' }>,
  workload: Workload,
  { source, target }: RoutePair,
): BoundSpec {
  return withStore(workload, storeId, ({ kind: storeKind, resource, copyResource, restore }) => {
    if (storeKind !== 'backup') {
      const sentence = `${quote(storeId)} is ${storeKind}, which ${kind} cannot restore: name a store of kind backup`;
      return { state: 'unbound', rule: 'unknown-store', sentence };
    }
    if (restore === undefined) {
      const sentence = `How ${quote(storeId)} is restored is not written down: write restore of the store, with role and metadata, in the fleet file`;
      return { state: 'unbound', rule: 'no-restore', sentence };
    }
    const isHome = workload.regions.some(({ region, role }) => region === target && role === 'primary');
    const vault = isHome ? resource : (copyResource ?? resource);
    const { accountId } = workload;
    return bound({ kind, accountId, storeId, vault, ...restore, from: source, to: target });
  });
}
