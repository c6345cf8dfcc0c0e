import type { Workload } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { lintAccessPoints } from './lint-access-points';
import { lintAnnouncements } from './lint-announcements';
import { lintApproval } from './lint-approval';
import { lintCleanUp } from './lint-clean-up';
import { lintDependencies } from './lint-dependencies';
import { lintDetachment } from './lint-detachment';
import { lintDials } from './lint-dials';
import { lintEvacuation } from './lint-evacuation';
import { lintFence } from './lint-fence';
import { lintFlips } from './lint-flips';
import { lintGraph } from './lint-graph';
import { lintLevers } from './lint-levers';
import { lintLimits } from './lint-limits';
import { lintRecords } from './lint-records';
import { lintReplicaPromotion } from './lint-replica-promotion';
import { lintRestore } from './lint-restore';
import { lintServing } from './lint-serving';
import { lintStores } from './lint-stores';
import { lintVerification } from './lint-verification';
import { type LintRule, type PlanDraft, problem, viewOf } from './lint-view';

const rules: readonly LintRule[] = [
  lintGraph,
  lintApproval,
  lintFence,
  lintReplicaPromotion,
  lintVerification,
  lintServing,
  lintAccessPoints,
  lintLimits,
  lintDependencies,
  lintStores,
  lintLevers,
  lintAnnouncements,
  lintFlips,
  lintRecords,
  lintDials,
  lintEvacuation,
  lintDetachment,
  lintRestore,
  lintCleanUp,
];

/**
 * Everything the linter holds against a plan, route by route and mode by mode. Rules waived with a reason are left out;
 * which may be waived is each rule's to say.
 */
export function lintRoutes(plan: PlanDraft, workload: Workload): readonly PlanProblem[] {
  if (plan.routes.length === 0) {
    const sentence = `${workload.name} has no other lawful region to move to: declare one, or correct lawfulRegions`;
    return [problem('no-route', 'plan', sentence)];
  }
  if (plan.modes.length === 0) return [problem('no-mode', 'plan', 'It can be started in no mode: write modes')];
  return plan.routes.flatMap((route) =>
    plan.modes.flatMap((mode) => {
      const view = viewOf(plan, workload, route, mode);
      return rules.flatMap((rule) => rule(view));
    }),
  );
}
