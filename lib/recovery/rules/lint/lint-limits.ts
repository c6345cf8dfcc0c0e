import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { type LintView, problem } from './lint-view';

/** The longest a step may be waited for: half a day. */
export const longestTimeoutSeconds = 43_200;

/** Every step has a limit that its work fits into, and what changes something says how to undo it. */
export function lintLimits({ steps }: LintView): readonly PlanProblem[] {
  return steps.flatMap((step) => {
    const { id, timeoutSeconds, facts, spec } = step;
    const problems: PlanProblem[] = [];
    if (!(timeoutSeconds > 0 && timeoutSeconds <= longestTimeoutSeconds)) {
      problems.push(problem('timeout', id, `${id} has no limit: write a timeout between 1 s and 12 h`));
    } else if (facts.expected.source !== 'undecided' && timeoutSeconds < facts.expected.p90) {
      const sentence = `${id} may take ${facts.expected.p90} s and is given ${timeoutSeconds} s: write a longer timeout`;
      problems.push(problem('timeout', id, sentence, 'warning'));
    }
    if (spec.kind === 'wait' && timeoutSeconds <= spec.seconds) {
      problems.push(problem('timeout', id, `${id} waits longer than its timeout: write one above ${spec.seconds} s`));
    }
    if (changesSomething(step) && (facts.wayBack === 'none-needed' || facts.wayBack.trim() === '')) {
      problems.push(problem('way-back', id, `${id} changes something and says no way back: name how to undo it`));
    }
    return problems;
  });
}
