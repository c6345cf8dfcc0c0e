import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { RecoveryTimeEstimate } from '@/lib/domain/recovery/decision';
import type { PlanMode, PlanProblem, PlanRoute, PlanStep, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { estimateRecoveryTime } from '../rules/estimate-recovery-time';
import { stepsOfMode } from '../rules/step-graph';
import { type GraphLayout, layOutGraph } from './lay-out-graph';
import { plansOf } from './recovery-entities';

export interface RouteChoice {
  readonly source: RegionCode | '';
  readonly target: RegionCode | '';
  readonly mode: PlanMode | '';
}

/** A step of a plan with what the linter holds against it. */
export interface PlanStepView {
  readonly step: PlanStep;
  readonly number: number;
  readonly workflow: string;
  readonly problems: readonly PlanProblem[];
}

/** A plan looked at for one route and mode. */
export interface PlanSubject {
  readonly plan: RecoveryPlan;
  readonly workload: Workload | 'none';
  readonly sources: readonly RegionCode[];
  readonly targets: readonly RegionCode[];
  readonly route: PlanRoute | 'none';
  readonly mode: PlanMode;
  readonly steps: readonly PlanStepView[];
  readonly graph: GraphLayout;
  readonly estimate: RecoveryTimeEstimate | 'none';
  /** Of the plan as a whole, and of steps that are not on this route: told above the graph. */
  readonly problems: readonly PlanProblem[];
}

export interface PlanPage {
  readonly overview: FleetOverview;
  readonly subject: PlanSubject | 'absent';
}

export function buildPlanPage(entities: readonly Entity[], id: string, choice: RouteChoice, now: EpochMs): PlanPage {
  const plan = plansOf(entities).find((each) => each.id === id);
  return {
    overview: buildFleetOverview(entities, now),
    subject: plan === undefined ? 'absent' : viewPlan(plan, choice, entities),
  };
}

/** A plan that nobody has taken up yet, looked at like one that is in use. */
export function buildDraftPage(
  entities: readonly Entity[],
  plan: RecoveryPlan | 'none',
  choice: RouteChoice,
  now: EpochMs,
): PlanPage {
  return {
    overview: buildFleetOverview(entities, now),
    subject: plan === 'none' ? 'absent' : viewPlan(plan, choice, entities),
  };
}

/** Without a choice the first route of the plan, in the first of its modes. */
function viewPlan(plan: RecoveryPlan, choice: RouteChoice, entities: readonly Entity[]): PlanSubject {
  const source = plan.routes.find((route) => route.source === choice.source)?.source ?? plan.routes[0]?.source;
  const routes = plan.routes.filter((route) => route.source === source);
  const route = routes.find((each) => each.target === choice.target) ?? routes[0] ?? 'none';
  const mode = plan.modes.find((each) => each === choice.mode) ?? plan.modes[0] ?? 'ungraceful';
  const workload = entities.find((entity) => entity.kind === 'workload' && entity.id === plan.workloadId);
  const steps = route === 'none' ? [] : viewPlanSteps(plan, route, mode);
  const shown = new Set(steps.map(({ step }) => step.id));
  return {
    plan,
    workload: workload?.kind === 'workload' ? workload.workload : 'none',
    sources: [...new Set(plan.routes.map((each) => each.source))],
    targets: routes.map((each) => each.target),
    route,
    mode,
    steps,
    graph: layOutGraph(bandsOf(route, steps)),
    estimate: route === 'none' ? 'none' : estimateRecoveryTime(route, mode),
    problems: plan.lint.filter(({ stepId }) => !shown.has(stepId)),
  };
}

export function viewPlanSteps(plan: RecoveryPlan, route: PlanRoute, mode: PlanMode): readonly PlanStepView[] {
  const steps = stepsOfMode(route, mode);
  return steps.map((step, index) => ({
    step,
    number: index + 1,
    workflow: route.workflows.find((workflow) => workflow.steps.some(({ id }) => id === step.id))?.title ?? '',
    problems: plan.lint.filter(({ stepId }) => stepId === step.id),
  }));
}

function bandsOf(route: PlanRoute | 'none', steps: readonly PlanStepView[]) {
  if (route === 'none') return [];
  return route.workflows.map(({ id, title, steps: own }) => ({
    id,
    title,
    steps: steps.map(({ step }) => step).filter((step) => own.some((each) => each.id === step.id)),
  }));
}
