import type { RegionCode, StoreDeclaration } from '../fleet';
import type { StepSpec } from './step';

/** What a step makes the writer in another region. */
export interface PromotedStore {
  /** What people call it: the global cluster or datastore, or the instance that is promoted. */
  readonly name: string;
  /** Names by which a fleet file may declare it as the resource of a store. */
  readonly resources: readonly string[];
  readonly to: RegionCode;
}

/** The store whose writer a step moves; `none` for every other kind of step. */
export function promotedBy(spec: StepSpec): PromotedStore | 'none' {
  switch (spec.kind) {
    case 'aurora-switchover':
    case 'aurora-failover':
    case 'aurora-detach':
      return { name: spec.globalCluster, resources: [spec.globalCluster], to: spec.to };
    case 'rds-promote':
      // Roles change with every move, and the file goes on naming one of the two.
      return { name: spec.instance, resources: [spec.instance, spec.follows], to: spec.to };
    case 'elasticache-failover':
      return { name: spec.datastore, resources: [spec.datastore], to: spec.to };
    default:
      return 'none';
  }
}

/** Whether a step moves the writer of a store. */
export function isPromotedBy(spec: StepSpec, { resource }: Pick<StoreDeclaration, 'resource'>): boolean {
  const promoted = promotedBy(spec);
  return promoted !== 'none' && promoted.resources.includes(resource);
}
