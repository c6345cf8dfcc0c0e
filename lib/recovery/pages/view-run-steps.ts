import type { CallRecord, Execution, FenceResult, PersonAsked, StepState } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { findPlanned, findProgress } from '../rules/execution/reading';
import { stepsOfMode } from '../rules/step-graph';
import type { GraphBand } from './lay-out-graph';

/** A step of a run: what it is by its plan, and how it fares. */
export interface RunStepView {
  readonly id: string;
  readonly number: number;
  readonly planned: PlanStep;
  readonly state: StepState;
  readonly attempt: number;
  readonly startedAt: EpochMs | 'not-yet';
  readonly endedAt: EpochMs | 'not-yet';
  /** Since it began; `none` before. */
  readonly seconds: Seconds | 'none';
  /** It takes longer than nine of ten, and has not failed yet. */
  readonly isSlow: boolean;
  readonly sentence: string;
  readonly calls: readonly CallRecord[];
  readonly fence: FenceResult | 'none';
  /** Done, and what it is for was not seen to be so. */
  readonly isUnproven: boolean;
  readonly waitsFor: PersonAsked | 'nobody';
}

/** The steps of a run in the order of its plan; of a run that gave its source up also those of the graceful way. */
export function viewRunSteps(execution: Execution, now: EpochMs): readonly RunStepView[] {
  const order = execution.route.workflows.flatMap(({ steps }) => steps.map(({ id }) => id));
  return execution.steps
    .flatMap(({ stepId }) => {
      const planned = findPlanned(execution, stepId);
      const step = findProgress(execution, stepId);
      return planned === undefined || step === undefined ? [] : [{ planned, step }];
    })
    .sort((a, b) => order.indexOf(a.planned.id) - order.indexOf(b.planned.id))
    .map(({ planned, step }, index): RunStepView => {
      const { state, attempt, startedAt, endedAt, sentence, calls } = step;
      const until = endedAt === 'not-yet' ? now : endedAt;
      const seconds: RunStepView['seconds'] =
        startedAt === 'not-yet' ? 'none' : Math.max(0, Math.ceil((until - startedAt) / 1000));
      const { p90, source } = planned.facts.expected;
      const isSlow = state === 'running' && source !== 'undecided' && seconds !== 'none' && seconds > p90;
      const view = { state, attempt, startedAt, endedAt, seconds, isSlow, sentence, calls };
      const proof = { fence: step.fence ?? ('none' as const), isUnproven: step.isUnproven === true };
      const more = { ...proof, waitsFor: step.waitsFor ?? ('nobody' as const) };
      return { id: planned.id, number: index + 1, planned, ...view, ...more };
    });
}

/** The workflows of a run as bands of its graph. */
export function bandsOfRun(execution: Execution): readonly GraphBand[] {
  const ids = new Set(execution.steps.map(({ stepId }) => stepId));
  const own = new Map(stepsOfMode(execution.route, execution.mode).map((step) => [step.id, step.after]));
  return execution.route.workflows.map(({ id, title, steps }) => ({
    id,
    title,
    steps: steps
      .filter((step) => ids.has(step.id))
      .map((step) => ({ id: step.id, after: own.get(step.id) ?? step.after.filter((other) => ids.has(other)) })),
  }));
}
