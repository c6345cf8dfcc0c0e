import { isLawful } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { globalControlPlane } from './lint-dependencies';
import { isWaived, type LintView, ofKind, problem } from './lint-view';

/**
 * Records are changed by a control plane in us-east-1. A shift has its place in moves from a healthy region; a change of a
 * record is the last resort of any plan, and somebody says why it is in this one. A shift that rises and ends with everybody
 * is one that can be told from a half-done one.
 */
export function lintRecords(view: LintView): readonly PlanProblem[] {
  return [...lastResorts(view), ...stagesThatDoNotRise(view), ...unlawful(view)];
}

function lastResorts({ steps }: LintView): readonly PlanProblem[] {
  const unexplained = ofKind(steps, 'record-change').filter((step) => !isWaived(step, 'us-east-1-control-plane'));
  return unexplained.map(({ id }) => {
    const sentence = `${id} changes a record, which needs Route 53's control plane in ${globalControlPlane} and is the last resort: use a data plane, or waive us-east-1-control-plane with a reason`;
    return problem('us-east-1-control-plane', id, sentence);
  });
}

function stagesThatDoNotRise({ steps }: LintView): readonly PlanProblem[] {
  return ofKind(steps, 'weighted-shift').flatMap(({ id, spec: { stages } }) => {
    const rises = stages.every(
      (share, index) => share > 0 && share <= 100 && stages.slice(0, index).every((before) => before < share),
    );
    if (!rises) return [problem('stages', id, `The stages of ${id} do not rise up to 100: write them in their order`)];
    if (stages.at(-1) === 100) return [];
    return [problem('stages', id, `${id} leaves users in both regions: let its last stage be 100`, 'warning')];
  });
}

function unlawful({ steps, workload }: LintView): readonly PlanProblem[] {
  return ofKind(steps, 'weighted-shift', 'record-change')
    .filter(({ spec }) => !isLawful(workload, spec.to))
    .map(({ id, spec }) => problem('target-unlawful', id, `${id} sends users to ${spec.to}, which the law forbids`));
}
