import { type Execution, endedStates, type StepProgress } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import { changesSomething, stepsOfMode } from '../step-graph';

/** Questions asked of a run. */

export function hasEnded({ state }: Pick<Execution, 'state'>): boolean {
  return endedStates.includes(state);
}

/** The steps of its plan in its present mode. */
export function plannedSteps({ route, mode }: Execution): readonly PlanStep[] {
  return stepsOfMode(route, mode);
}

export function findProgress({ steps }: Execution, stepId: string): StepProgress | undefined {
  return steps.find((step) => step.stepId === stepId);
}

/** A step of its route, of whichever mode. */
export function findPlanned({ route }: Execution, stepId: string): PlanStep | undefined {
  return route.workflows.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
}

/** Nothing more is to be expected of it. */
export function isOver({ state }: StepProgress): boolean {
  return state === 'done' || state === 'skipped' || state === 'cancelled';
}

/** Whether anything may be otherwise than before the run: some step that changes something was begun. */
export function hasChangedSomething(execution: Execution): boolean {
  return execution.steps.some(({ stepId, startedAt }) => {
    const planned = findPlanned(execution, stepId);
    return startedAt !== 'not-yet' && planned !== undefined && changesSomething(planned);
  });
}

/** Steps that may be begun now: they wait for nothing any more, and nothing holds the run up. */
export function startableSteps(execution: Execution): readonly string[] {
  const { state, dryRun, approval } = execution;
  if (state !== 'running' && state !== 'awaiting-approval') return [];
  const isReady = (id: string) => {
    const step = findProgress(execution, id);
    return step !== undefined && (isOver(step) || (dryRun && step.state === 'failed'));
  };
  const isAgreed = dryRun || approval.state === 'not-needed' || approval.state === 'given';
  return plannedSteps(execution)
    .filter((planned) => findProgress(execution, planned.id)?.state === 'pending')
    .filter((planned) => planned.after.every(isReady) && (isAgreed || !changesSomething(planned)))
    .map(({ id }) => id);
}

/** Whether the run could go on gracefully: it was not, and its plan has that mode. */
export function canBeGraceful({ mode, route, dryRun }: Execution): boolean {
  return mode === 'ungraceful' && !dryRun && stepsOfMode(route, 'graceful').length > 0;
}

/** Whether the run could give its source up: it was graceful, and its plan has another mode. */
export function canEscalate({ mode, route, dryRun }: Execution): boolean {
  return mode === 'graceful' && !dryRun && stepsOfMode(route, 'ungraceful').length > 0;
}
