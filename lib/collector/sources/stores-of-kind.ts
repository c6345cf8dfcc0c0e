import type { Fleet, StoreDeclaration, StoreKind, Workload } from '@/lib/domain/fleet';
import { type Place, runsIn } from './places';

/** A store with the workload that declares it. */
export interface PlacedStore {
  readonly workload: Workload;
  readonly store: StoreDeclaration;
}

/** The stores of a kind of the workloads that run in a place. */
export function storesOfKind(fleet: Fleet, place: Place, kind: StoreKind): readonly PlacedStore[] {
  return fleet.workloads
    .filter((workload) => workload.accountId === place.accountId && runsIn(workload, place.region))
    .flatMap((workload) =>
      workload.stores.filter((store) => store.kind === kind).map((store) => ({ workload, store })),
    );
}
