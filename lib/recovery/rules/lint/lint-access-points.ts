import { isLawful } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { aliasOfAccessPoint } from '@/lib/domain/recovery/route-endpoints';
import { type LintView, ofKind, problem } from './lint-view';

/**
 * A call that makes routes passive makes another one active: what the others are is not known beforehand, and no moment
 * may be without one. None leads where the law forbids. An access point that the plan leaves as it is goes on asking the
 * bucket of the region being left.
 */
export function lintAccessPoints(view: LintView): readonly PlanProblem[] {
  return [...lintSwitches(view), ...lintForgotten(view)];
}

function lintSwitches({ steps, workload }: LintView): readonly PlanProblem[] {
  return ofKind(steps, 's3-routes').flatMap(({ id, spec: { turns } }) => {
    const active = turns.filter(({ to }) => to === 'active');
    const unlawful = active.filter(({ region }) => !isLawful(workload, region));
    const problems = unlawful.map(({ region }) =>
      problem('target-unlawful', id, `${id} leads requests for objects to ${region}, which the law forbids`),
    );
    if (active.length > 0) return problems;
    const sentence = `${id} makes no route active, so that none may be left: turn one on in the same call`;
    return [...problems, problem('nobody-serves', id, sentence)];
  });
}

function lintForgotten({ steps, workload, route }: LintView): readonly PlanProblem[] {
  const switched = ofKind(steps, 's3-routes').filter(({ spec }) =>
    spec.turns.some(({ region, to }) => region === route.source && to === 'passive'),
  );
  return (workload.recovery?.accessPoints ?? []).flatMap(({ id, arn, regions }) => {
    if (!regions.includes(route.source) || switched.some(({ spec }) => spec.accessPoint === arn)) return [];
    const sentence = `Requests for objects through ${id} (${aliasOfAccessPoint(arn)}) are still led to ${route.source}: add an s3-routes step`;
    return [problem('source-still-serves', 'plan', sentence, 'warning')];
  });
}
