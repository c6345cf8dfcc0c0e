import type { Interest, InterestWindow } from '@/lib/domain/series/interest';
import type { SourcePlan } from '../source';
import type { PlannedView } from './build-window';
import { planCheckers } from './plan-checkers';
import { type FindCacheNodes, planSignals } from './plan-signals';

export interface ViewPlan {
  readonly planned: PlannedView | 'unknown-workload';
  /** Some names are still being looked up: it is to be planned again when they are found. */
  readonly awaitsNames: boolean;
}

/** What a view needs asked now, by what is declared and what discovery found last. */
export function planView(
  { view, workloadId, region }: Interest,
  { periodSeconds }: InterestWindow,
  plan: SourcePlan,
  findNodes: FindCacheNodes,
): ViewPlan {
  const workload = plan.fleet.workloads.find(({ id }) => id === workloadId);
  if (workload === undefined) return { planned: 'unknown-workload', awaitsNames: false };
  if (view === 'checkers') {
    return { planned: { view, endpoints: planCheckers(workload, region, plan) }, awaitsNames: false };
  }
  let awaitsNames = false;
  const resources = planSignals(workload, region, plan, periodSeconds, (...group) => {
    const found = findNodes(...group);
    if ('reason' in found) awaitsNames = true;
    return found;
  });
  return { planned: { view, resources }, awaitsNames };
}
