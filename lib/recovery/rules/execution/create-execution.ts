import type { Blocker, RecoveryTimeEstimate, StoreLoss } from '@/lib/domain/recovery/decision';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { PlanRoute, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { isSameGate } from '../decide/gate';
import { asksApproval, stepsOfMode } from '../step-graph';
import { allowedNow } from './allowed-now';
import { pendingStep, say } from './writing';

/** What a run begins with: the request that was checked, and everything as it was when it was. */
export interface ExecutionStart {
  readonly id: string;
  readonly request: StartRequest;
  readonly plan: RecoveryPlan;
  readonly route: PlanRoute;
  readonly startedBy: string;
  readonly losses: readonly StoreLoss[];
  readonly estimate: RecoveryTimeEstimate;
  readonly overridden: Execution['overridden'];
  /** What an approval is bound to; see `bindingOf`. */
  readonly boundTo: string;
  readonly objectiveSeconds: Seconds | 'none';
}

/** A run that nobody drives yet. It keeps the route it began with, whatever becomes of the plan. */
export function createExecution(start: ExecutionStart, now: EpochMs): Execution {
  const { request, plan, route, startedBy } = start;
  const steps = stepsOfMode(route, request.mode);
  const needsApproval = !request.dryRun && asksApproval(route, request.mode);
  const execution: Execution = {
    id: start.id,
    workloadId: request.workloadId,
    planId: plan.id,
    planVersion: plan.version,
    action: plan.action,
    mode: request.mode,
    source: route.source,
    target: route.target,
    route,
    dryRun: request.dryRun,
    drill: request.drill,
    state: 'pending',
    stateSince: now,
    startedBy,
    reason: request.reason,
    createdAt: now,
    endedAt: 'not-yet',
    approval: {
      state: needsApproval ? 'waiting' : 'not-needed',
      boundTo: start.boundTo,
      by: 'nobody',
      at: 'not-yet',
      expiresAt: 'never',
    },
    losses: start.losses,
    estimate: start.estimate,
    overridden: start.overridden,
    steps: steps.map(({ id }) => pendingStep(id)),
    timeline: [],
    clock: {
      impactAt: 'none',
      phases: [],
      recoveredAt: 'not-yet',
      actualSeconds: 'not-yet',
      objectiveSeconds: start.objectiveSeconds,
    },
    facts: 'not-read-yet',
    driver: 'none',
    allowedNow: [],
  };
  const told = start.overridden.reduce(
    (run, { code, reason, by }) => say(run, now, `Went on in spite of ${code}: ${reason}`, by),
    say(execution, now, startSentence(request, plan), startedBy),
  );
  return { ...told, allowedNow: allowedNow(told, now) };
}

/** What an approver has gone on in spite of, as the run keeps it. */
export function toOverridden(
  blockers: readonly Blocker[],
  overrides: StartRequest['overrides'],
  by: string,
): Execution['overridden'] {
  return blockers.flatMap((blocker) => {
    const override = overrides.find((each) => isSameGate(each, blocker));
    return override === undefined ? [] : [{ ...blocker, reason: override.reason, by }];
  });
}

function startSentence({ dryRun, drill, reason, source, target, mode }: StartRequest, plan: RecoveryPlan): string {
  const what = dryRun ? 'Dry run' : drill ? 'Drill' : 'Run';
  return `${what} of ${plan.name} from ${source} to ${target}, ${mode}: ${reason}`;
}
