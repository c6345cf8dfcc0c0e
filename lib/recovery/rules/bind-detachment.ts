import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { NamedCluster, StepTemplate } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound, withStore } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** The end of the copy at the target: its cluster is named beforehand, because once it has left nothing names it. */
export function bindDetachment(
  template: Extract<StepTemplate, { readonly kind: 'aurora-detach' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const { kind } = template;
  return withCluster(template, workload, pair, ({ resource }, cluster) =>
    bound({
      kind,
      accountId: workload.accountId,
      globalCluster: resource,
      cluster,
      from: pair.source,
      to: pair.target,
    }),
  );
}

interface ClusterTemplate {
  readonly kind: StepTemplate['kind'];
  readonly storeId: string;
  readonly clusters: readonly NamedCluster[];
}

/** A step about the cluster of an Aurora global database in the region that takes over. */
export function withCluster(
  { kind, storeId, clusters }: ClusterTemplate,
  workload: Workload,
  { target }: RoutePair,
  then: (store: StoreDeclaration, cluster: string) => BoundSpec,
): BoundSpec {
  return withStore(workload, storeId, (store) => {
    if (store.kind !== 'aurora-global') {
      const sentence = `${quote(storeId)} is ${store.kind}, which is nothing for ${kind}: name a store of kind aurora-global`;
      return { state: 'unbound', rule: 'unknown-store', sentence };
    }
    const named = clusters.find(({ region }) => region === target);
    if (named !== undefined) return then(store, named.cluster);
    const sentence = `The cluster of ${quote(storeId)} in ${target} has no name here: write its identifier under clusters of the step`;
    return { state: 'unbound', rule: 'unnamed-cluster', sentence };
  });
}
