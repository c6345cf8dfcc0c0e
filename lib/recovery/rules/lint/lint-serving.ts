import { isLawful, type RegionCode } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { inOrder } from '../step-graph';
import { isRejoining, type LintView, ofKind, problem } from './lint-view';

/**
 * At least one region serves at every moment and afterwards, the target among them, and never one that the law forbids.
 * Each batch of turns takes effect at once; what a control is not turned by stays as it is, and of those only the ones
 * of other active regions are known to be on.
 */
export function lintServing(view: LintView): readonly PlanProblem[] {
  const { workload, route } = view;
  const controls = workload.recovery?.routing?.controls ?? [];
  if (controls.length === 0) return lintLever(view);
  const out = isRejoining(view) ? route.target : 'none';
  const on = new Set<RegionCode>(
    workload.strategy === 'active-active'
      ? controls.map(({ region }) => region).filter((region) => region !== out)
      : [route.source],
  );
  const problems: PlanProblem[] = [];
  for (const step of ofKind(inOrder(view.steps), 'routing-controls', 'fence-writer')) {
    const turns = step.spec.kind === 'fence-writer' ? step.spec.controls : step.spec.turns;
    for (const { region, to } of turns) {
      if (to === 'off') on.delete(region);
      else if (isLawful(workload, region)) on.add(region);
      else
        problems.push(
          problem('target-unlawful', step.id, `${step.id} sends users to ${region}, which the law forbids`),
        );
    }
    if (turns.length > 0 && on.size === 0) {
      const sentence = `${step.id} turns the last control off, so that no region serves: turn one on in the same batch`;
      problems.push(problem('nobody-serves', step.id, sentence));
    }
  }
  if (!on.has(route.target)) {
    const sentence = `No step turns the control of ${route.target} on: add it to a routing-controls step`;
    problems.push(problem('nobody-serves', 'plan', sentence));
  }
  if (on.has(route.source) && !isRejoining(view)) {
    const sentence = `The control of ${route.source} stays on, so that users are still sent there: turn it off`;
    problems.push(problem('source-still-serves', 'plan', sentence));
  }
  return problems;
}

const levers = ['manual-task', 'health-check-flip', 'weighted-shift', 'record-change', 'accelerator-dial'] as const;

/** Without controls only the region's own health check takes it away from users, which a healthy one never does. */
function lintLever(view: LintView): readonly PlanProblem[] {
  const { workload, route, steps, mode } = view;
  // A region that is well again is answered by its own health check.
  if (isRejoining(view)) return [];
  if (workload.entryPoints.length === 0 || ofKind(steps, ...levers).length > 0) return [];
  const mend = 'name routing controls under recovery.routing in the fleet file, or add a manual task';
  if (mode === 'graceful') {
    const sentence = `Nothing takes ${route.source} away from users while it is healthy: ${mend}`;
    return [problem('no-lever', 'plan', sentence)];
  }
  const sentence = `Only its own health check takes ${route.source} away from users, so that a sick region that passes it keeps them: ${mend}`;
  return [problem('no-lever', 'plan', sentence, 'warning')];
}
