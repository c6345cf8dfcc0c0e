import type { RegionCode, StoreDeclaration } from '@/lib/domain/fleet';
import type { PlanRoute } from '@/lib/domain/recovery/plan';
import { isPromotedBy } from '@/lib/domain/recovery/promoted-store';
import type { StepOf, StepSpec } from '@/lib/domain/recovery/step';
import { ancestorsOf, stepsOfMode } from './step-graph';

/** Stores whose copy at its target the graceful way of a route builds anew, and promotes without loss. */
export function findRebuilt(stores: readonly StoreDeclaration[], route: PlanRoute): readonly string[] {
  return stores
    .filter((store) => store.kind === 'rds-replica' && isRebuiltBy(store, route) && isDrainedBy(store, route))
    .map(({ id }) => id);
}

/** It deletes the former writer there, and builds it anew as a copy of what is written in the region being left. */
function isRebuiltBy(store: StoreDeclaration, route: PlanRoute): boolean {
  const specs = stepsOfMode(route, 'graceful').map(({ spec }) => spec);
  const isOwn = ({ instance }: { readonly instance: string }) =>
    instance === store.resource || instance === store.copyResource;
  const builds = specs.some((spec) => spec.kind === 'rds-create-replica' && spec.to === route.target && isOwn(spec));
  return builds && specs.some((spec) => spec.kind === 'clean-up' && spec.region === route.target && isOwn(spec));
}

/**
 * It promotes the replica only when all has arrived that was written: after a person said that writes have ended, and after
 * a lag within a limit that was measured when that limit had passed since. Such a figure is of a moment after their word.
 */
function isDrainedBy(store: StoreDeclaration, route: PlanRoute): boolean {
  const steps = stepsOfMode(route, 'graceful');
  const ancestors = ancestorsOf(steps);
  const before = (id: string) => steps.filter((each) => ancestors.get(id)?.has(each.id) === true);
  const promotions = steps.filter(({ spec }) => spec.kind === 'rds-promote' && isPromotedBy(spec, store));
  return (
    promotions.length > 0 &&
    promotions.every((promotion) =>
      before(promotion.id).some(({ id, spec }) => {
        const most = limitOf(spec, store.id, route);
        if (most === 'none') return false;
        return before(id).some(
          (pause) =>
            pause.spec.kind === 'wait' &&
            pause.spec.seconds >= most &&
            before(pause.id).some((task) => stopsWrites(task.spec, store.id, route.source)),
        );
      }),
    )
  );
}

function limitOf(spec: StepSpec, storeId: string, { source, target }: PlanRoute): number | 'none' {
  if (spec.kind !== 'condition' || spec.condition.holds !== 'link-lag-below') return 'none';
  return spec.condition.linkId.endsWith(`/${storeId}/${source}>${target}`) ? spec.condition.seconds : 'none';
}

/** Whether a task asks a person to end the writes to a store in a region, in the words of the generated plans. */
export function stopsWrites(
  spec: StepSpec,
  storeId: string,
  region: RegionCode,
): spec is StepOf<'manual-task'> & StepSpec {
  return spec.kind === 'manual-task' && spec.instruction.includes(`writes to ${storeId} in ${region}`);
}
