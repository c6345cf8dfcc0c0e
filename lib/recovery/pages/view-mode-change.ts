import type { Entity } from '@/lib/domain/entities';
import type { Blocker, RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { decideForRun, findRanked } from '../rules/decide/decide-for-run';
import { isSameGate } from '../rules/decide/gate';
import { canBeGraceful, canEscalate, hasEnded } from '../rules/execution/reading';
import { asksApproval } from '../rules/step-graph';
import { executionsOf } from './recovery-entities';
import { type LossView, viewLosses } from './view-loss';

/** Figures of now for going on in the other mode; `none` where the run cannot, `unknown` where nothing can be judged. */
export type ModeChangeView =
  | {
      readonly mode: PlanMode;
      readonly losses: readonly LossView[];
      readonly ranked: RankedTarget;
      /** Gates that stand and were not gone on in spite of yet. */
      readonly blockers: readonly Blocker[];
      readonly asksApproval: boolean;
    }
  | 'none'
  | 'unknown';

export function viewModeChange(run: Execution, entities: readonly Entity[], now: EpochMs): ModeChangeView {
  if (hasEnded(run) || !(canEscalate(run) || canBeGraceful(run))) return 'none';
  const mode = run.mode === 'graceful' ? 'ungraceful' : 'graceful';
  const decision = decideForRun(run, { entities, executions: executionsOf(entities) }, now);
  const ranked = decision === 'none' ? undefined : findRanked(decision, { ...run, mode });
  if (ranked === undefined) return 'unknown';
  return {
    mode,
    ranked,
    losses: viewLosses(ranked.losses, run.source),
    blockers: ranked.blockers.filter((gate) => !run.overridden.some((earlier) => isSameGate(earlier, gate))),
    asksApproval: asksApproval(run.route, mode),
  };
}
