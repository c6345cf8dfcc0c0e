import type { StoreDeclaration, StoreKind } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { quote } from '@/lib/domain/wording/quote';
import { type LintView, ofKind, problem } from './lint-view';

/** What has to be done to a store of a kind before its copy takes writes. */
const promotions: Readonly<Record<StoreKind, 'aurora' | 'elasticache' | 'none' | string>> = {
  'aurora-global': 'aurora',
  // Every replica takes writes as it is.
  'dynamodb-global-table': 'none',
  's3-replication': 'none',
  'sqs-queue': 'none',
  'rds-replica': 'rds:PromoteReadReplica',
  'elasticache-global': 'elasticache',
  backup: 'backup:StartRestoreJob',
};

/**
 * Every store that has to be promoted is promoted by some step; one whose kind no step can promote is named. A manual
 * task that names the store counts as done by a person. Of a store with one writer among several active regions nobody
 * knows beforehand whether the region being left has it, so that it counts as well.
 */
export function lintStores(view: LintView): readonly PlanProblem[] {
  const { workload, steps, mode } = view;
  return workload.stores.flatMap((store): readonly PlanProblem[] => {
    const promotion = promotions[store.kind];
    if (promotion === 'none' || store.rebuildable === true || isDoneByHand(view, store)) return [];
    if (promotion === 'elasticache') return lintDatastore(view, store);
    if (promotion !== 'aurora') return [unsupported(store, promotion)];
    const isPromoted = ofKind(steps, 'aurora-switchover', 'aurora-failover').some(
      ({ spec }) => spec.globalCluster === store.resource,
    );
    if (isPromoted) return [];
    const kind = mode === 'graceful' ? 'aurora-switchover' : 'aurora-failover';
    const sentence = `${quote(store.id)} is never promoted, so that nothing takes its writes: add an ${kind} step for it`;
    return [problem('store-not-promoted', 'plan', sentence)];
  });
}

function lintDatastore({ steps }: LintView, { id, resource }: StoreDeclaration): readonly PlanProblem[] {
  if (ofKind(steps, 'elasticache-failover').some(({ spec }) => spec.datastore === resource)) return [];
  const sentence = `${quote(id)} is never failed over, so that nothing takes its writes: add an elasticache-failover step for it, or mark it rebuildable`;
  return [problem('store-not-promoted', 'plan', sentence)];
}

function unsupported({ id, kind }: StoreDeclaration, call: string): PlanProblem {
  const sentence = `${quote(id)} is ${kind}, and no kind of step does ${call}: write a plan with a manual-task that names ${id}, or mark the store rebuildable`;
  return problem('unsupported-store', 'plan', sentence);
}

function isDoneByHand({ steps }: LintView, { id }: StoreDeclaration): boolean {
  const named = new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`);
  return ofKind(steps, 'manual-task').some(({ spec }) => named.test(spec.instruction));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
