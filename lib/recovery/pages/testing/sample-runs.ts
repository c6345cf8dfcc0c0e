import type { Entity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { CallRecord, Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import type { EpochMs } from '@/lib/domain/time';
import { estimateRecoveryTime } from '../../rules/estimate-recovery-time';
import { advance } from '../../rules/execution/advance';
import { createExecution } from '../../rules/execution/create-execution';
import type { ExecutionEvent } from '../../rules/execution/events';
import { findPlanned, startableSteps } from '../../rules/execution/reading';
import { buildPlans } from '../../rules/generate-plans';
import { sampleFactsOf } from '../../rules/testing/sample-facts';

/** Runs in every state there is, made by the rules themselves from the events that lead to it. */

export function plansFor(workload: Workload): readonly RecoveryPlan[] {
  return buildPlans(workload, sampleFactsOf);
}

export function planEntities(workloads: readonly Workload[]): readonly Entity[] {
  return workloads.flatMap((workload) =>
    plansFor(workload).map(
      (plan): Entity => ({ kind: 'plan', id: plan.id, workloadId: workload.id, accountId: workload.accountId, plan }),
    ),
  );
}

export function runEntity(run: Execution, workload: Workload): Entity {
  return { kind: 'execution', id: run.id, workloadId: workload.id, accountId: workload.accountId, execution: run };
}

const sampleLosses: readonly StoreLoss[] = [
  {
    storeId: 'orders',
    fate: 'lost',
    measuredSeconds: 0.8,
    measuredAt: 0,
    atMostSeconds: 41.3,
    estimate: false,
    atMostWrites: 9912,
  },
  {
    storeId: 'events',
    fate: 'stranded',
    measuredSeconds: 'unknown',
    measuredAt: 'never',
    atMostSeconds: 'unknown',
    estimate: false,
    atMostWrites: 'unknown',
  },
];

export interface SampleRun {
  readonly id?: string;
  readonly request?: Partial<StartRequest>;
  readonly losses?: readonly StoreLoss[];
  readonly overridden?: Execution['overridden'];
}

/** A run that ada has asked for `ago` seconds before `now`, with its impact half a minute earlier. */
export function beginRun(
  workload: Workload,
  now: EpochMs,
  ago: number,
  { id = 'run-1', request = {}, losses = sampleLosses, overridden = [] }: SampleRun = {},
): { readonly run: Execution; readonly at: EpochMs } {
  const [plan] = plansFor(workload);
  const source = request.source ?? 'us-east-1';
  const route = plan?.routes.find(
    (each) => each.source === source && (request.target === undefined || each.target === request.target),
  );
  if (plan === undefined || route === undefined) throw new Error(`${workload.id} has no way out of ${source}`);
  const at = now - ago * 1000;
  const mode = request.mode ?? 'ungraceful';
  const run = createExecution(
    {
      id,
      request: {
        workloadId: workload.id,
        planId: plan.id,
        planVersion: plan.version,
        mode,
        source,
        target: route.target,
        dryRun: false,
        drill: false,
        reason: `${source} is gone for everybody`,
        acknowledgedLoss: {},
        overrides: [],
        ...request,
      },
      plan,
      route,
      startedBy: 'ada',
      losses: losses.map((loss) => (loss.measuredAt === 0 ? { ...loss, measuredAt: at - 40_000 } : loss)),
      estimate: estimateRecoveryTime(route, mode),
      overridden,
      boundTo: '5f1b0c9a7f6d3e2c4b8a91d0e7c6f5a4',
      objectiveSeconds: wantedRecoverySeconds(workload),
    },
    at,
  );
  return { run, at };
}

/** The run after an event that must be accepted. */
export function afterEvent(run: Execution, event: ExecutionEvent, at: EpochMs): Execution {
  const advanced = advance(run, event, at);
  if (advanced.state === 'refused') throw new Error(`${event.kind} was refused: ${advanced.because}`);
  return advanced.execution;
}

/** Claimed by an engine and driven until a step is under way, or to the end; every step takes seven seconds. */
export function drive(run: Execution, from: EpochMs, until: string | 'the-end'): { run: Execution; at: EpochMs } {
  let at = from + 1000;
  let driven = run.driver === 'none' ? afterEvent(run, { kind: 'claimed', driver: 'engine-7f3a' }, at) : run;
  for (;;) {
    const ready = startableSteps(driven);
    const next = ready.find((id) => id !== until) ?? ready[0];
    if (next === undefined) return { run: driven, at };
    at += 1000;
    driven = afterEvent(driven, { kind: 'step-started', stepId: next }, at);
    if (next === until) return { run: withClock(driven, from), at };
    at += 7000;
    driven = endStep(driven, next, at);
  }
}

function endStep(run: Execution, stepId: string, at: EpochMs): Execution {
  const planned = findPlanned(run, stepId);
  const kind = planned?.spec.kind;
  if (kind === 'approval' && !run.dryRun) {
    const asked = afterEvent(
      run,
      { kind: 'step-waits', stepId, waitsFor: 'approve', sentence: 'A second person is asked' },
      at,
    );
    return afterEvent(asked, { kind: 'approve', by: 'grace', boundTo: asked.approval.boundTo }, at);
  }
  if (kind === 'manual-task' && !run.dryRun) {
    const asked = afterEvent(
      run,
      { kind: 'step-waits', stepId, waitsFor: 'task-done', sentence: 'Somebody must do it' },
      at,
    );
    return afterEvent(asked, { kind: 'task-done', by: 'ada', stepId, note: 'the record was taken out' }, at);
  }
  const called = afterEvent(
    run,
    { kind: 'step-called', stepId, call: callOf(planned?.facts.calls[0]?.action ?? 'GET /healthz', at) },
    at,
  );
  const fence = kind === 'fence-writer' ? { fence: 'proven' as const } : {};
  return afterEvent(
    called,
    { kind: 'step-done', stepId, sentence: `${planned?.title ?? stepId}: it is so`, ...fence },
    at,
  );
}

function callOf(action: string, at: EpochMs): CallRecord {
  return {
    at,
    action,
    endpointRegion: 'us-west-2',
    requestId: '4c3fa1d2-77b0-4a51-9f60-0d1b22e8c7aa',
    outcome: 'answered',
    before: 'the writer was in us-east-1',
    after: 'the writer is in us-west-2',
    detail: '',
  };
}

/** The clock and what is true, as the engine reads them beside the steps. */
export function withClock(run: Execution, startedAt: EpochMs, recoveredAt: EpochMs | 'not-yet' = 'not-yet'): Execution {
  const impactAt = startedAt - 34_000;
  const begun = run.steps.find(
    ({ stepId, startedAt: at }) => at !== 'not-yet' && findPlanned(run, stepId)?.phase === 'execute',
  );
  const executeFrom = begun === undefined || begun.startedAt === 'not-yet' ? ('not-yet' as const) : begun.startedAt;
  return {
    ...run,
    clock: {
      ...run.clock,
      impactAt,
      phases: [
        { phase: 'detect', from: impactAt, to: startedAt - 21_000 },
        { phase: 'decide', from: startedAt - 21_000, to: executeFrom },
        { phase: 'execute', from: executeFrom, to: recoveredAt === 'not-yet' ? 'not-yet' : recoveredAt - 9000 },
        { phase: 'verify', from: recoveredAt === 'not-yet' ? 'not-yet' : recoveredAt - 9000, to: recoveredAt },
        { phase: 'propagate', from: 'not-yet', to: 'not-yet' },
      ],
      recoveredAt,
      actualSeconds: recoveredAt === 'not-yet' ? 'not-yet' : Math.ceil((recoveredAt - impactAt) / 1000),
    },
    facts: {
      traffic: 'Route 53 answers checkout.acme.example with us-east-1; nobody is served',
      writers: 'orders is written in us-east-1 as far as is known; it was not reached since 03:09:14 UTC',
      data: 'us-west-2 has orders up to 03:09:11 UTC',
      readAt: startedAt + 40_000,
    },
  };
}
