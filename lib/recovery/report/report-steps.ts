import type { Execution } from '@/lib/domain/recovery/execution';
import { toMoment, toMomentOr } from '@/lib/domain/reports/figure';
import type { ReportedCall, ReportedSteps } from '@/lib/domain/reports/recovery-report/report';
import type { EpochMs } from '@/lib/domain/time';
import { viewRunSteps } from '../pages/view-run-steps';
import type { RecordOfRun } from './record-of-run';

/** The steps of the run in the order of its plan. */
export function reportSteps(execution: Execution, endAt: EpochMs): ReportedSteps {
  return {
    basis: {
      period: { from: toMoment(execution.createdAt), to: toMoment(endAt) },
      asOf: toMoment(endAt),
      method: 'from the start to the end of the last attempt of the step, as journaled, rounded up; steps overlap',
    },
    list: viewRunSteps(execution, endAt).map((step) => ({
      number: step.number,
      id: step.id,
      title: step.planned.title,
      phase: step.planned.phase,
      state: step.state,
      isUnproven: step.isUnproven,
      fence: step.fence,
      attempt: step.attempt,
      startedAt: toMomentOr(step.startedAt),
      endedAt: toMomentOr(step.endedAt),
      seconds: step.seconds === 'none' || step.endedAt === 'not-yet' ? 'not-measured' : step.seconds,
      sentence: step.sentence,
    })),
  };
}

/** Every call of every attempt, in the order in which they were made. */
export function reportCalls({ attempts, execution }: RecordOfRun): readonly ReportedCall[] {
  const order = execution.route.workflows.flatMap(({ steps }) => steps.map(({ id }) => id));
  return attempts
    .flatMap(({ stepId, attempt, calls }) => calls.map((call) => ({ stepId, attempt, call })))
    .sort((a, b) => a.call.at - b.call.at || order.indexOf(a.stepId) - order.indexOf(b.stepId) || a.attempt - b.attempt)
    .map(({ stepId, attempt, call }) => ({
      at: toMoment(call.at),
      stepId,
      attempt,
      action: call.action,
      endpointRegion: call.endpointRegion,
      requestId: call.requestId,
      outcome: call.outcome,
      before: call.before ?? 'not-read',
      after: call.after ?? 'not-read',
      detail: call.detail,
    }));
}
