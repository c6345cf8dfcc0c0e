import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { isWaived, type LintView, ofKind, problem } from './lint-view';

/** What somebody waives who wants a last resort in a plan. */
export const lastResort = 'last-resort';

/**
 * Taking a copy out of its global database breaks it: what has not arrived is gone, and every other copy is built anew. A
 * managed failover keeps it whole. So somebody writes down why this one is wanted, and nobody calls it graceful.
 */
export function lintDetachment(view: LintView): readonly PlanProblem[] {
  return ofKind(view.steps, 'aurora-detach').flatMap((step) => {
    const { id, spec } = step;
    const problems: PlanProblem[] = [];
    if (!isWaived(step, lastResort)) {
      const sentence = `${id} breaks ${spec.globalCluster} for good, which a managed failover does not: use aurora-failover, or waive ${lastResort} with a reason`;
      problems.push(problem(lastResort, id, sentence));
    }
    if (view.mode === 'graceful') {
      const sentence = `${id} gives up what has not arrived in ${spec.to} although ${spec.from} is healthy: make the step ungraceful, and use aurora-switchover here`;
      problems.push(problem('detach-is-ungraceful', id, sentence));
    }
    return problems;
  });
}
