import type { PlanMode, PlanRoute, PlanStep } from '@/lib/domain/recovery/plan';

/** The steps of a route that are part of a mode, in the order they are written, each after those of the same mode. */
export function stepsOfMode(route: PlanRoute, mode: PlanMode): readonly PlanStep[] {
  const steps = route.workflows.flatMap((workflow) => workflow.steps).filter(({ modes }) => modes.includes(mode));
  const ids = new Set(steps.map(({ id }) => id));
  return steps.map((step) => ({ ...step, after: step.after.filter((id) => ids.has(id)) }));
}

/** Everything that must have ended before each step, by its id; a step in a cycle is among its own ancestors. */
export function ancestorsOf(
  steps: readonly Pick<PlanStep, 'id' | 'after'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id } of steps) {
    const seen = new Set<string>();
    const open = [...(byId.get(id)?.after ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(byId.get(next)?.after ?? []));
    }
    found.set(id, seen);
  }
  return found;
}

/** Steps in an order in which each comes after those it waits for; what waits for itself is left out. */
export function inOrder(steps: readonly PlanStep[]): readonly PlanStep[] {
  const done = new Set<string>();
  const ordered: PlanStep[] = [];
  for (let left = [...steps]; left.length > 0; ) {
    const ready = left.filter(({ after }) => after.every((id) => done.has(id)));
    if (ready.length === 0) break;
    for (const step of ready) done.add(step.id);
    ordered.push(...ready);
    left = left.filter(({ id }) => !done.has(id));
  }
  return ordered;
}

/** Whether a second person is asked on that way. */
export function asksApproval(route: PlanRoute, mode: PlanMode): boolean {
  return stepsOfMode(route, mode).some(({ spec }) => spec.kind === 'approval');
}
