import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { PlanMode, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import type { StoredExecution } from '@/lib/persistence/executions';
import { readRecoveryEvidence } from '@/lib/queries/read-recovery-evidence';
import { webStore } from '@/lib/queries/web-store';
import { refuseOverride } from '@/lib/recovery/begin/refuse-override';
import { checkStart } from '@/lib/recovery/rules/decide/check-start';
import { decideForRun } from '@/lib/recovery/rules/decide/decide-for-run';
import { isSameGate } from '@/lib/recovery/rules/decide/gate';
import { modeAfter } from '@/lib/recovery/rules/execution/change-mode';
import type { ModeChange } from '@/lib/recovery/rules/execution/events';
import { regionToType } from '@/lib/recovery/rules/region-to-type';
import { acknowledgedLoss, id, idempotencyKey, overrides, reason } from './command-input';
import { type CommandRefusal, refuse } from './command-result';

/** What a person says to go on in the other mode. */
export const modeChangeInput = z.object({
  idempotencyKey,
  executionId: id,
  planVersion: id,
  typedRegion: z.string().trim().max(64),
  reason,
  acknowledgedLoss,
  overrides,
});
type Input = z.output<typeof modeChangeInput>;

/**
 * A change of mode with the figures of now, judged like a start in that mode: by every gate anew, without those that were
 * gone on in spite of when the run began.
 */
export async function toModeChange(
  kind: ModeChange['kind'],
  input: Input,
  actor: Actor,
  { document: run }: StoredExecution,
  now: EpochMs,
): Promise<ModeChange | CommandRefusal> {
  const mode = modeAfter[kind];
  const wanted = regionToType(run);
  if (input.planVersion !== run.planVersion) return refuse('stale', 'The run follows another version of the plan.');
  if (input.typedRegion !== wanted) {
    return refuse('wrong-region', `Type ${wanted} to say that this is the region you mean.`);
  }
  const evidence = await readRecoveryEvidence(webStore(), actor.scope, run.workloadId, now);
  const decision = evidence === 'not-found' ? 'none' : decideForRun(run, evidence, now);
  if (decision === 'none') return refuse('not-found', 'Its workload is not part of the fleet any more.');
  const verdict = checkStart(toRequest(input, run, mode), decision, [pinnedPlan(run)], actor.name);
  if (verdict.state === 'refused') {
    const [first] = verdict.blockers;
    return refuse('blocked', `${first?.sentence}. ${first?.toClear}`, verdict.blockers);
  }
  const { losses, estimate } = verdict.ranked;
  if (estimate === 'none') return refuse('blocked', `The plan of the run has no ${mode} way.`);
  const { reason: why } = input;
  const { boundTo } = verdict;
  const added = verdict.overridden.filter((gate) => !run.overridden.some((earlier) => isSameGate(earlier, gate)));
  const override = refuseOverride(added, run.route, mode, actor);
  if (override !== 'none') return override;
  const overridden = [...run.overridden, ...added];
  return { kind, by: actor.name, reason: why, losses, estimate, boundTo, overridden };
}

/** What was overridden when the run began stays so; a new gate needs a new reason. */
function toRequest(
  { overrides: added, acknowledgedLoss: seen, reason: why }: Input,
  run: Execution,
  mode: PlanMode,
): StartRequest {
  const { workloadId, planId, planVersion, source, target, drill, overridden } = run;
  const kept = overridden.map(({ code, about, reason: earlier }) => ({ code, about, reason: earlier }));
  const figures = { acknowledgedLoss: seen, overrides: [...kept, ...added] };
  return {
    workloadId,
    planId,
    planVersion,
    mode,
    source,
    target,
    dryRun: false,
    drill,
    reason: why,
    ...figures,
  };
}

function pinnedPlan({ planId, workloadId, action, planVersion, route }: Execution): RecoveryPlan {
  return {
    id: planId,
    workloadId,
    name: planId,
    action,
    origin: 'generated',
    modes: ['graceful', 'ungraceful'],
    version: planVersion,
    routes: [route],
    lint: [],
  };
}
