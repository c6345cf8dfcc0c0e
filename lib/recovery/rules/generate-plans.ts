import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import type { PlanAction, PlanMode, RecoveryPlan } from '@/lib/domain/recovery/plan';
import { bindPlan, type FactsOf } from './bind-plan';
import { generateFailback } from './generate-failback';
import { generateSteps, promotionsOf, restoresOf } from './generate-steps';
import { inWorkflows } from './plan-workflows';
import { modesFor } from './writer-moves';

/**
 * The plans of a workload, bound to every move there may be: those written in the fleet file, and a generated one for
 * what it does in the loss of a region, and for the way home, where none is written for that.
 */
export function buildPlans(workload: Workload, factsOf: FactsOf): readonly RecoveryPlan[] {
  const written = workload.recovery?.plans ?? [];
  const isWritten = (action: PlanAction) => written.some((each) => each.action === action);
  return [
    ...written.map((declaration) => bindPlan(declaration, workload, 'fleet-file', factsOf)),
    ...(isWritten(usualAction(workload)) ? [] : [bindPlan(generatePlan(workload), workload, 'generated', factsOf)]),
    ...(isWritten('failback') ? [] : [bindPlan(generateFailback(workload), workload, 'generated', factsOf)]),
  ];
}

/** What the loss of a region asks for: of several active regions one is taken out, otherwise a standby takes over. */
export function usualAction({ strategy }: Workload): PlanAction {
  return strategy === 'active-active' ? 'deactivate' : 'activate';
}

/** A plan from the topology alone, before it is bound. What no step can do is left to the linter to name. */
export function generatePlan(workload: Workload): PlanDeclaration {
  const action = usualAction(workload);
  // A backup is older than what a healthy region has: nobody goes back to it without giving something up.
  const restored = restoresOf(workload, action).length > 0;
  const modes = modesFor(promotionsOf(workload, action)).filter((mode) => !restored || mode === 'ungraceful');
  const steps = only(modes, generateSteps(workload, action));
  return {
    id: action,
    name: action === 'deactivate' ? `Take a region of ${workload.name} out` : `Move ${workload.name} to another region`,
    action,
    modes,
    workflows: inWorkflows(steps),
  };
}

/** Steps as a plan of fewer modes has them: what no mode runs is left out, and nothing waits for it. */
function only(modes: readonly PlanMode[], steps: readonly StepDeclaration[]): readonly StepDeclaration[] {
  const kept = steps
    .map((step) => ({ ...step, modes: step.modes.filter((mode) => modes.includes(mode)) }))
    .filter((step) => step.modes.length > 0);
  const ids = new Set(kept.map(({ id }) => id));
  return kept.map((step) => ({ ...step, after: step.after.filter((id) => ids.has(id)) }));
}
