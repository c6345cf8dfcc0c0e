import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { StepKind } from '@/lib/domain/recovery/step';

/** Plans as if they had no step of a kind. */
export function withoutSteps(plans: readonly RecoveryPlan[], kind: StepKind): readonly RecoveryPlan[] {
  return plans.map((plan) => ({
    ...plan,
    routes: plan.routes.map((route) => ({
      ...route,
      workflows: route.workflows.map((workflow) => ({
        ...workflow,
        steps: workflow.steps.filter(({ spec }) => spec.kind !== kind),
      })),
    })),
  }));
}
