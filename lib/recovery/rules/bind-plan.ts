import type { Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import type { PlanProblem, PlanRoute, PlanStep, RecoveryPlan, Workflow } from '@/lib/domain/recovery/plan';
import type { StepFacts, StepSpec } from '@/lib/domain/recovery/step';
import { bindStep } from './bind-step';
import { bindWords } from './bind-words';
import { lintRoutes } from './lint/lint-routes';
import { versionOfPlan } from './plan-version';
import { findRebuilt } from './rebuilt-stores';
import { listRoutePairs, type RoutePair } from './route-pairs';

/**
 * What is known of a step before it runs. But for how long it takes, the spec and the pair of regions decide it and
 * nothing else, so that a plan's version is steady.
 */
export type FactsOf = (spec: StepSpec, pair: RoutePair) => StepFacts;

/**
 * Binds a plan to every pair of regions it may be run for, and lints it. What the fleet cannot name is left out of the
 * route and is an error of the plan: such a plan cannot be run.
 */
export function bindPlan(
  declaration: PlanDeclaration,
  workload: Workload,
  origin: RecoveryPlan['origin'],
  factsOf: FactsOf,
): RecoveryPlan {
  const { action, modes, name } = declaration;
  const bound = listRoutePairs(workload).map((pair) => bindRoute(declaration, workload, pair, factsOf));
  const routes = bound.map(({ route }) => route);
  const plan = { id: `${workload.id}/${declaration.id}`, workloadId: workload.id, name, action, origin, modes, routes };
  const problems = [...bound.flatMap((each) => each.problems), ...lintRoutes(plan, workload)];
  return { ...plan, version: versionOfPlan(plan), lint: withoutRepeats(problems) };
}

interface BoundRoute {
  readonly route: PlanRoute;
  readonly problems: readonly PlanProblem[];
}

function bindRoute(declaration: PlanDeclaration, workload: Workload, pair: RoutePair, factsOf: FactsOf): BoundRoute {
  const problems: PlanProblem[] = [];
  const bindSteps = (steps: readonly StepDeclaration[]): readonly PlanStep[] =>
    steps.flatMap((step) => {
      const spec = bindStep(step.template, workload, pair);
      if (spec.state === 'bound') return [toPlanStep(step, spec.spec, pair, factsOf)];
      problems.push({ rule: spec.rule, severity: 'error', sentence: spec.sentence, stepId: step.id });
      return [];
    });
  const workflows = declaration.workflows.map(
    ({ id, title, steps }): Workflow => ({ id, title: bindWords(title, pair), steps: bindSteps(steps) }),
  );
  const route: PlanRoute = { ...pair, workflows: withoutDangling(workflows, problems) };
  const rebuilds = findRebuilt(workload.stores, route);
  return { route: rebuilds.length === 0 ? route : { ...route, rebuilds }, problems };
}

function toPlanStep(step: StepDeclaration, spec: StepSpec, pair: RoutePair, factsOf: FactsOf): PlanStep {
  const { id, title, timeoutSeconds, modes, after, phase, waiver } = step;
  const bound = {
    id,
    title: bindWords(title, pair),
    spec,
    facts: factsOf(spec, pair),
    timeoutSeconds,
    modes,
    after,
    phase,
  };
  return waiver === undefined ? bound : { ...bound, waiver };
}

/** What waited for a step that could not be bound has its problem already: it is not complained about twice. */
function withoutDangling(workflows: readonly Workflow[], problems: readonly PlanProblem[]): readonly Workflow[] {
  const unbound = new Set(problems.map(({ stepId }) => stepId));
  return workflows.map((workflow) => ({
    ...workflow,
    steps: workflow.steps.map((step) => ({ ...step, after: step.after.filter((id) => !unbound.has(id)) })),
  }));
}

/** The same mistake on several routes is one to mend. */
function withoutRepeats(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ rule, stepId, sentence }) => {
    const key = `${rule} ${stepId} ${sentence}`;
    return !seen.has(key) && seen.add(key);
  });
}
