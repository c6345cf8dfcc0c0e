import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { formatCount } from '@/lib/domain/wording/list';
import { globalControlPlane } from './lint-dependencies';
import { before, isRejoining, isWaived, type LintView, ofKind, problem } from './lint-view';

/**
 * People are told by a region that is neither left nor home to what everything else hangs on, in a graceful move as well: it
 * may end otherwise than it began. Nothing waits for an announcement, which may fail without harm to users.
 */
export function lintAnnouncements(view: LintView): readonly PlanProblem[] {
  return [...lintTold(view), ...lintSilent(view)];
}

/** A generated plan tells nobody where no topic would do for each of its routes. */
function lintSilent(view: LintView): readonly PlanProblem[] {
  const topics = view.workload.recovery?.announce ?? [];
  if (topics.length === 0 || isRejoining(view) || ofKind(view.steps, 'announce').length > 0) return [];
  const sentence = `Nobody is told although recovery.announce names ${formatCount(topics.length, 'topic')}: name topics so that one is neither in the region being left nor in us-east-1, whichever is left`;
  return [problem('nobody-told', 'plan', sentence, 'warning')];
}

function lintTold(view: LintView): readonly PlanProblem[] {
  const { steps, route } = view;
  return ofKind(steps, 'announce').flatMap((step) => {
    const { id, spec } = step;
    const problems: PlanProblem[] = [];
    if (spec.region === route.source && view.mode === 'graceful' && !isWaived(step, 'region-being-left')) {
      const sentence = `${id} tells people by a topic in ${route.source}, the region being left: name a topic elsewhere, or waive region-being-left with a reason`;
      problems.push(problem('region-being-left', id, sentence));
    }
    const isGlobal = spec.region === globalControlPlane && spec.region !== route.source;
    if (isGlobal && !isWaived(step, 'us-east-1-control-plane')) {
      const sentence = `${id} tells people by a topic in us-east-1, which much hangs on: name a topic elsewhere, or waive us-east-1-control-plane with a reason`;
      problems.push(problem('us-east-1-control-plane', id, sentence));
    }
    const held = steps.filter(
      (other) => changesSomething(other) && before(view, other, 'announce').some((each) => each.id === id),
    );
    const waits = held.map((other) => {
      const sentence = `${other.id} waits for ${id}, which may fail without harm to users: let nothing come after an announcement`;
      return problem('waits-for-announcement', other.id, sentence, 'warning');
    });
    return [...problems, ...waits];
  });
}
