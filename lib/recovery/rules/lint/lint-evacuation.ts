import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { before, type LintView, ofKind, problem } from './lint-view';

/**
 * A table is drained once nobody writes there any more, and no call of AWS ends its writes: whoever waits for that first
 * takes the region away from users. Of a region that is given up nothing is waited for.
 */
export function lintEvacuation(view: LintView): readonly PlanProblem[] {
  if (view.mode === 'ungraceful') return [];
  const { source } = view.route;
  return ofKind(view.steps, 'dynamodb-evacuation').flatMap((step) => {
    const taken = before(view, step, 'fence-writer', 'routing-controls', 'dns-answer', 'manual-task');
    if (taken.length > 0) return [];
    const sentence = `${step.id} waits until nobody writes ${step.spec.table} in ${source}, and no step before it takes users away from there: put it after one that does`;
    return [problem('drain-after-users', step.id, sentence, 'warning')];
  });
}
