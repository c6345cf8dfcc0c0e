import type { StoreDeclaration, StoreKind } from '@/lib/domain/fleet';
import type { PlanMode, PlanProblem } from '@/lib/domain/recovery/plan';
import { isPromotedBy } from '@/lib/domain/recovery/promoted-store';
import { quote } from '@/lib/domain/wording/quote';
import { writerMoveOf } from '../writer-moves';
import { isRejoining, type LintView, ofKind, problem } from './lint-view';

/** What has to be done to a store of a kind before its copy takes writes: a promotion, a restore, or nothing. */
const promotions: Readonly<Record<StoreKind, 'step' | 'restore' | 'none'>> = {
  'aurora-global': 'step',
  // Every replica takes writes as it is.
  'dynamodb-global-table': 'none',
  's3-replication': 'none',
  'sqs-queue': 'none',
  'rds-replica': 'step',
  'elasticache-global': 'step',
  backup: 'restore',
};

/**
 * Every store that has to be promoted is promoted by some step, and one that is kept by backups is restored, unless the fleet file says
 * that it stays. A manual
 * task that names the store counts as done by a person. Of a store with one writer among several active regions nobody
 * knows beforehand whether the region being left has it, so that it counts as well.
 */
export function lintStores(view: LintView): readonly PlanProblem[] {
  const { workload, steps, mode } = view;
  if (isRejoining(view)) return [];
  return workload.stores.flatMap((store): readonly PlanProblem[] => {
    const promotion = promotions[store.kind];
    if (store.stays === true) return movedAllTheSame(view, store);
    if (promotion === 'none' || store.rebuildable === true || isDoneByHand(view, store)) return [];
    if (promotion === 'restore') return isRestored(view, store) ? [] : [neverRestored(store)];
    if (steps.some(({ spec }) => isPromotedBy(spec, store))) return [];
    const sentence = `${quote(store.id)} is never promoted, so that nothing takes its writes: add an ${wantedKind(store, mode)} step for it`;
    return [problem('store-not-promoted', 'plan', sentence)];
  });
}

/** Who answers for leaving a store behind must not see it moved after all. */
function movedAllTheSame(view: LintView, store: StoreDeclaration): readonly PlanProblem[] {
  const moving = view.steps.find(({ spec }) => isPromotedBy(spec, store));
  const restoring = isRestored(view, store) ? ofKind(view.steps, 'restore-backup') : [];
  const step = moving ?? restoring.find(({ spec }) => spec.storeId === store.id);
  if (step === undefined) return [];
  const sentence = `${quote(store.id)} is declared to stay, and this step moves it: take the step out of the plan, or stays off the store`;
  return [problem('store-stays', step.id, sentence)];
}

/** Where no kind of step moves it without loss, the other one does in either mode. */
function wantedKind(store: StoreDeclaration, mode: PlanMode): string {
  const move = writerMoveOf(store);
  if (move === 'none') return 'unknown';
  return move[mode] === 'none' ? move.ungraceful : move[mode];
}

function isRestored({ steps }: LintView, { id }: StoreDeclaration): boolean {
  return ofKind(steps, 'restore-backup').some(({ spec }) => spec.storeId === id);
}

function neverRestored({ id, kind }: StoreDeclaration): PlanProblem {
  const sentence = `${quote(id)} is ${kind} and is never restored, so that the region that takes over has nothing of it: add a restore-backup step for it or a manual-task that names ${id}, or mark the store rebuildable`;
  return problem('store-not-restored', 'plan', sentence);
}

function isDoneByHand({ steps }: LintView, { id }: StoreDeclaration): boolean {
  const named = new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`);
  return ofKind(steps, 'manual-task').some(({ spec }) => named.test(spec.instruction));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
