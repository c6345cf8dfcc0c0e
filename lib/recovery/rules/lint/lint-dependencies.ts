import type { PlanProblem, PlanStep } from '@/lib/domain/recovery/plan';
import { isWaived, type LintView, problem } from './lint-view';

/** Where the control planes of global services live: Route 53 records, IAM, CloudFront and more. */
export const globalControlPlane = 'us-east-1';

/**
 * Nothing in the path may depend on what is being lost. A graceful step may need the region being left, which is
 * healthy then by definition; every other step may not. No step needs a control plane in us-east-1 unless that is the
 * region that takes over. Where some of several endpoints are enough, one elsewhere is.
 */
export function lintDependencies({ steps, route, mode }: LintView): readonly PlanProblem[] {
  return steps.flatMap((step) => {
    const needed = regionsItFailsWithout(step);
    const problems: PlanProblem[] = [];
    if (mode === 'ungraceful' && needed.includes(route.source) && !isWaived(step, 'region-being-left')) {
      const sentence = `${step.id} needs ${route.source}, the region being left (${callsIn(step, route.source)}): do it elsewhere, or waive region-being-left with a reason`;
      problems.push(problem('region-being-left', step.id, sentence));
    }
    // A shift between healthy regions halts where it stands while that control plane is gone; record-change has a rule of its own.
    const hasOwnRule =
      step.spec.kind === 'record-change' || (step.spec.kind === 'weighted-shift' && mode === 'graceful');
    const isOwn = hasOwnRule || route.target === globalControlPlane || route.source === globalControlPlane;
    const needsGlobal = step.facts.plane === 'control' && needed.includes(globalControlPlane) && !isOwn;
    if (needsGlobal && !isWaived(step, 'us-east-1-control-plane')) {
      const sentence = `${step.id} needs a control plane in us-east-1 (${callsIn(step, globalControlPlane)}): use a data plane, or waive us-east-1-control-plane with a reason`;
      problems.push(problem('us-east-1-control-plane', step.id, sentence));
    }
    return problems;
  });
}

function regionsItFailsWithout({ facts }: PlanStep): readonly string[] {
  const { regionsNeeded, anyOf = [] } = facts;
  const [only] = anyOf;
  return anyOf.length === 1 && only !== undefined ? [...regionsNeeded, only] : regionsNeeded;
}

function callsIn({ facts, spec }: PlanStep, region: string): string {
  const calls = facts.calls.filter(({ endpointRegion }) => endpointRegion === region).map(({ action }) => action);
  return calls.length === 0 ? spec.kind : [...new Set(calls)].join(', ');
}
