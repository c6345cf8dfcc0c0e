import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { before, type LintView, ofKind, problem } from './lint-view';

/**
 * Where there is one writer, it is fenced before another one is promoted. A switchover needs no fence of its own: it
 * ends the old writer before the new one takes writes, and is proven when it has ended.
 */
export function lintFence(view: LintView): readonly PlanProblem[] {
  return [...unfencedAurora(view), ...unfencedDatastores(view)];
}

function unfencedAurora(view: LintView): readonly PlanProblem[] {
  const { steps, route } = view;
  return ofKind(steps, 'aurora-failover', 'aurora-detach').flatMap((step) => {
    const fences = before(view, step, 'fence-writer').filter(({ spec }) => spec.region === route.source);
    if (fences.some(({ spec }) => spec.globalClusters.includes(step.spec.globalCluster))) return [];
    const sentence = `${step.id} promotes ${step.spec.globalCluster} while the writer in ${route.source} may still write: put it after a fence-writer`;
    return [problem('fence-before-promote', step.id, sentence)];
  });
}

/** A failover of a cache ends its old primary itself, unless that is out of reach: nobody needs a fence in a healthy region. */
function unfencedDatastores(view: LintView): readonly PlanProblem[] {
  const { steps, route, mode } = view;
  if (mode === 'graceful') return [];
  return ofKind(steps, 'elasticache-failover').flatMap((step) => {
    const fences = before(view, step, 'fence-writer').filter(({ spec }) => spec.region === route.source);
    if (fences.length > 0) return [];
    const sentence = `${step.id} moves ${step.spec.datastore} while the primary in ${route.source} may still be written: put it after a fence-writer`;
    return [problem('fence-before-promote', step.id, sentence)];
  });
}
