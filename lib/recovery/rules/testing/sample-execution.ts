import type { Entity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { advance } from '../execution/advance';
import { createExecution, type ExecutionStart } from '../execution/create-execution';
import type { ExecutionEvent } from '../execution/events';
import { findPlanned, startableSteps } from '../execution/reading';
import { buildPlans } from '../generate-plans';
import { sampleFactsOf } from './sample-facts';

/** The moment sample runs begin. */
export const startedAt: EpochMs = Date.parse('2026-11-20T12:12:00Z');

export function sampleWorkload(id: string): Workload {
  const workload = defaultFleet.workloads.find((candidate) => candidate.id === id);
  if (workload === undefined) throw new Error(`The default fleet has no ${id}`);
  return workload;
}

export function samplePlan(id = 'checkout'): RecoveryPlan {
  const [plan] = buildPlans(sampleWorkload(id), sampleFactsOf);
  if (plan === undefined) throw new Error(`${id} has no plan`);
  return plan;
}

export function sampleRequest(more: Partial<StartRequest> = {}): StartRequest {
  const plan = samplePlan();
  return {
    workloadId: 'checkout',
    planId: plan.id,
    planVersion: plan.version,
    mode: 'ungraceful',
    source: 'us-east-1',
    target: 'us-west-2',
    dryRun: false,
    drill: false,
    reason: 'us-east-1 is gone',
    acknowledgedLoss: {},
    overrides: [],
    ...more,
  };
}

/** A run of checkout from us-east-1 to us-west-2 that ada has just started; nobody drives it yet. */
export function sampleExecution(request: Partial<StartRequest> = {}, more: Partial<ExecutionStart> = {}): Execution {
  const plan = samplePlan();
  const [route] = plan.routes;
  if (route === undefined) throw new Error('The plan has no route');
  const start: ExecutionStart = {
    id: 'run-1',
    request: sampleRequest(request),
    plan,
    route,
    startedBy: 'ada',
    losses: [],
    estimate: { p50Seconds: 180, p90Seconds: 300, undecided: [], because: 'the documentation' },
    overridden: [],
    boundTo: 'binding',
    objectiveSeconds: 300,
    ...more,
  };
  return createExecution(start, startedAt);
}

/** The run after an event that must be accepted. */
export function after(execution: Execution, event: ExecutionEvent, now: EpochMs = startedAt): Execution {
  const advanced = advance(execution, event, now);
  if (advanced.state === 'refused') throw new Error(`${event.kind} was refused: ${advanced.because}`);
  return advanced.execution;
}

/** Why an event is refused; throws where it is not. */
export function refusalFor(execution: Execution, event: ExecutionEvent, now: EpochMs = startedAt): string {
  const advanced = advance(execution, event, now);
  if (advanced.state === 'refused') return advanced.because;
  throw new Error(`${event.kind} was accepted`);
}

/** Drives a run until a step may begin, everything ending well, approved by grace. Stops where nothing more can begin. */
export function driveTo(execution: Execution, stepId: string | 'the-end', now: EpochMs = startedAt): Execution {
  let run = execution.driver === 'none' ? after(execution, { kind: 'claimed', driver: 'engine-1' }, now) : execution;
  for (;;) {
    const [next] = startableSteps(run).filter((id) => id !== stepId);
    if (next === undefined || startableSteps(run).includes(stepId)) return run;
    run = endWell(after(run, { kind: 'step-started', stepId: next }, now), next, now);
  }
}

/** A step that is under way ends well. */
export function endWell(execution: Execution, stepId: string, now: EpochMs = startedAt): Execution {
  const kind = findPlanned(execution, stepId)?.spec.kind;
  if (kind === 'approval' && !execution.dryRun) {
    const asked = after(
      execution,
      { kind: 'step-waits', stepId, waitsFor: 'approve', sentence: 'A second person is asked' },
      now,
    );
    return after(asked, { kind: 'approve', by: 'grace', boundTo: asked.approval.boundTo }, now);
  }
  const fence = kind === 'fence-writer' ? { fence: 'proven' as const } : {};
  return after(execution, { kind: 'step-done', stepId, sentence: 'It is done', ...fence }, now);
}

/** Checkout was moved out of us-east-1 without its consent, as the console knows it of a run that has ended. */
export function sampleEndedRun(): Entity {
  return {
    kind: 'execution',
    id: 'run-1',
    workloadId: 'checkout',
    accountId: '111122223333',
    execution: { ...driveTo(sampleExecution(), 'the-end'), state: 'completed', endedAt: startedAt },
  };
}
