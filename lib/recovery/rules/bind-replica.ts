import type { RegionCode, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import { type StepTemplate, usualReplicaKey } from '@/lib/domain/recovery/declaration';
import { quote } from '@/lib/domain/wording/quote';
import { nameOfAddedInstance } from './bind-instance';
import { type BoundSpec, bound, regionOf, withStore } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** A replica in one region of the run, of the instance in the other one: both by names that are known beforehand. */
export function bindReplica(
  template: Extract<StepTemplate, { readonly kind: 'rds-create-replica' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const { kind, instanceClass, parameterGroup, kmsKeys } = template;
  return withPair(template, workload, pair, ({ here, other, nameIn }) =>
    bound({
      kind,
      accountId: workload.accountId,
      instance: nameIn(here),
      follows: nameIn(other),
      from: other,
      to: here,
      ...(instanceClass !== undefined && { instanceClass }),
      ...(parameterGroup !== undefined && { parameterGroup }),
      kmsKey: kmsKeys.find(({ region }) => region === here)?.key ?? usualReplicaKey,
    }),
  );
}

/** What is not needed any more in one region of the run, since the other one is written. */
export function bindCleanUp(
  template: Extract<StepTemplate, { readonly kind: 'clean-up' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const { kind, removes } = template;
  const { accountId } = workload;
  if (removes === 'aurora-instance') return bindAddedInstance(template, workload, pair);
  return withPair(template, workload, pair, ({ here, other, nameIn }) => {
    const names = { instance: nameIn(here), writer: nameIn(other) };
    return bound({ kind, removes, accountId, region: here, ...names, writerRegion: other });
  });
}

function bindAddedInstance(
  { kind, storeId, region, clusters }: Extract<StepTemplate, { readonly kind: 'clean-up' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  return withStore(workload, storeId, (store) => {
    if (store.kind !== 'aurora-global') return wrongKind(store, 'the instance of an Aurora copy', 'aurora-global');
    const here = regionOf(region, pair);
    const cluster = clusters.find((each) => each.region === here)?.cluster;
    if (cluster === undefined) {
      const sentence = `The cluster of ${quote(storeId)} in ${here} has no name here: write its identifier under clusters of the step`;
      return { state: 'unbound', rule: 'unnamed-cluster', sentence };
    }
    const names = { cluster, instance: nameOfAddedInstance(cluster), globalCluster: store.resource };
    return bound({ kind, removes: 'aurora-instance', accountId: workload.accountId, region: here, ...names });
  });
}

interface Place {
  readonly here: RegionCode;
  readonly other: RegionCode;
  readonly nameIn: (region: RegionCode) => string;
}

function withPair(
  { kind, storeId, region }: Extract<StepTemplate, { readonly kind: 'rds-create-replica' | 'clean-up' }>,
  workload: Workload,
  pair: RoutePair,
  then: (place: Place) => BoundSpec,
): BoundSpec {
  return withStore(workload, storeId, (store) => {
    const { resource, copyResource } = store;
    if (store.kind !== 'rds-replica') return wrongKind(store, kind, 'rds-replica');
    if (copyResource === undefined) {
      const sentence = `${quote(storeId)} does not name its replica: write its instance identifier as copyResource in the fleet file`;
      return { state: 'unbound', rule: 'unnamed-replica', sentence };
    }
    const here = regionOf(region, pair);
    if (here !== pair.source && here !== pair.target) {
      const sentence = `${quote(here)} is neither left nor moved to, and ${kind} is about one of the two: write source or target`;
      return { state: 'unbound', rule: 'unknown-region', sentence };
    }
    const home = workload.regions.find(({ role }) => role === 'primary')?.region;
    const nameIn = (code: RegionCode) => (code === home ? resource : copyResource);
    return then({ here, other: here === pair.source ? pair.target : pair.source, nameIn });
  });
}

function wrongKind({ id, kind }: StoreDeclaration, what: string, wanted: string): BoundSpec {
  const sentence = `${quote(id)} is ${kind}, which is nothing for ${what}: name a store of kind ${wanted}`;
  return { state: 'unbound', rule: 'unknown-store', sentence };
}
