import { isLawful } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { isWaived, type LintView, ofKind, problem } from './lint-view';

/** Where Global Accelerator is told anything. */
const acceleratorRegion = 'us-west-2';

/**
 * Dials are turned by a control plane in us-west-2, which is no way out of that region; a plan does not turn all that it
 * turns to 0, and nobody is sent where the law forbids.
 */
export function lintDials(view: LintView): readonly PlanProblem[] {
  return [...fromItsOwnRegion(view), ...nobodyServes(view), ...unlawful(view)];
}

/** Of a move that gives the region up the rule of dependencies says it. */
function fromItsOwnRegion({ steps, route, mode }: LintView): readonly PlanProblem[] {
  if (route.source !== acceleratorRegion || mode === 'ungraceful') return [];
  const unexplained = ofKind(steps, 'accelerator-dial').filter((step) => !isWaived(step, 'region-being-left'));
  return unexplained.map(({ id }) => {
    const sentence = `${id} needs ${acceleratorRegion}, the region being left, where Global Accelerator is told: use a data plane, or waive region-being-left with a reason`;
    return problem('region-being-left', id, sentence);
  });
}

function nobodyServes({ steps, route }: LintView): readonly PlanProblem[] {
  const last = ofKind(steps, 'accelerator-dial').filter(
    ({ spec }) => spec.region === route.target && spec.dialPercent === 0,
  );
  return last.map(({ id }) =>
    problem('nobody-serves', id, `${id} turns the dial of ${route.target} to 0, which is to take the users`),
  );
}

function unlawful({ steps, workload }: LintView): readonly PlanProblem[] {
  return ofKind(steps, 'accelerator-dial')
    .filter(({ spec }) => spec.dialPercent > 0 && !isLawful(workload, spec.region))
    .map(({ id, spec }) =>
      problem('target-unlawful', id, `${id} sends users to ${spec.region}, which the law forbids`),
    );
}
