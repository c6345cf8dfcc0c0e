import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { type LintView, ofKind, problem } from './lint-view';

/** A backup is as old as it is: whatever was written since is gone, so that nobody calls going back to it graceful. */
export function lintRestore(view: LintView): readonly PlanProblem[] {
  if (view.mode === 'ungraceful') return [];
  return ofKind(view.steps, 'restore-backup').map(({ id, spec }) => {
    const sentence = `${id} gives up what was written to ${spec.storeId} since its newest backup although ${spec.from} is healthy: make the step ungraceful`;
    return problem('restore-is-ungraceful', id, sentence);
  });
}
