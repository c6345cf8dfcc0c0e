import type { RecoveryTimeEstimate } from '@/lib/domain/recovery/decision';
import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import type { PlanMode, PlanRoute, PlanStep } from '@/lib/domain/recovery/plan';
import type { ExpectedSeconds, StepKind } from '@/lib/domain/recovery/step';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { findProgress, isOver, plannedSteps } from './execution/reading';
import { ancestorsOf, inOrder, stepsOfMode } from './step-graph';

/**
 * How long a run of a route is expected to take until users are served: the longest way through its steps, up to those
 * that lead users to the target. Time that is a person's to decide is no part of the sum; it is listed. Both figures
 * are rounded up; p90 adds the slow case of every step on the way, which is more than one run in ten will take.
 */
export function estimateRecoveryTime(route: PlanRoute, mode: PlanMode): RecoveryTimeEstimate {
  const steps = untilServed(stepsOfMode(route, mode));
  const undecided = steps.filter(({ facts }) => facts.expected.source === 'undecided').map(({ title }) => title);
  return {
    p50Seconds: Math.ceil(longestWay(steps, ({ p50 }) => p50)),
    p90Seconds: Math.ceil(longestWay(steps, ({ p90 }) => p90)),
    undecided,
    because: sourcesOf(steps),
  };
}

/**
 * How long a run is still expected to take until users are served, at `now`: what has ended counts nothing, what is under
 * way only what is left of its usual time. A step that takes longer than its slow case may end at any moment, and counts
 * nothing either: its limit is another figure.
 */
export function estimateRemaining(execution: Execution, now: EpochMs): Omit<RecoveryTimeEstimate, 'because'> {
  const steps = untilServed(plannedSteps(execution));
  const left = (which: 'p50' | 'p90') =>
    Math.ceil(longestWay(steps, (expected, id) => leftOf(findProgress(execution, id), expected[which], now)));
  const open = steps.filter(({ id }) => leftOf(findProgress(execution, id), 1, 'whole') > 0);
  const undecided = open.filter(({ facts }) => facts.expected.source === 'undecided').map(({ title }) => title);
  return { p50Seconds: left('p50'), p90Seconds: left('p90'), undecided };
}

function leftOf(step: StepProgress | undefined, expected: Seconds, now: EpochMs | 'whole'): Seconds {
  if (step === undefined) return expected;
  if (isOver(step)) return 0;
  const isUnderWay = step.state === 'running' && step.startedAt !== 'not-yet' && now !== 'whole';
  return isUnderWay ? Math.max(0, expected - (now - step.startedAt) / 1000) : expected;
}

const leads: readonly StepKind[] = [
  'routing-controls',
  'health-check-flip',
  'weighted-shift',
  'record-change',
  'accelerator-dial',
];

/** Steps that lead users somewhere, and all that has to end before; every step where none does. */
function untilServed(steps: readonly PlanStep[]): readonly PlanStep[] {
  const leading = steps.filter(({ spec, phase }) => phase === 'propagate' || leads.includes(spec.kind));
  if (leading.length === 0) return steps;
  const ancestors = ancestorsOf(steps);
  const wanted = new Set(leading.flatMap(({ id }) => [id, ...(ancestors.get(id) ?? [])]));
  return steps.filter(({ id }) => wanted.has(id));
}

function longestWay(
  steps: readonly PlanStep[],
  secondsOf: (expected: ExpectedSeconds, stepId: string) => Seconds,
): Seconds {
  const until = new Map<string, Seconds>();
  for (const { id, after, facts } of inOrder(steps)) {
    const own = facts.expected.source === 'undecided' ? 0 : secondsOf(facts.expected, id);
    const before = after.flatMap((other) => until.get(other) ?? []);
    until.set(id, Math.max(0, ...before) + own);
  }
  return Math.max(0, ...until.values());
}

const sourceWords: Readonly<Record<Exclude<ExpectedSeconds['source'], 'undecided'>, string>> = {
  measured: 'measured in earlier runs',
  'aws-documents': "from AWS's documentation",
  declared: 'from what the plan says',
};

/** e.g. `2 of 9 steps measured in earlier runs, 6 from AWS's documentation; 1 is a person's to decide`. */
function sourcesOf(steps: readonly PlanStep[]): string {
  const count = (source: ExpectedSeconds['source']) =>
    steps.filter(({ facts }) => facts.expected.source === source).length;
  const known = (['measured', 'aws-documents', 'declared'] as const).filter((source) => count(source) > 0);
  const people = count('undecided');
  const words = formatList(known.map((source) => `${count(source)} ${sourceWords[source]}`));
  const gap =
    people === 0 ? '' : `; ${formatCount(people, 'step is', 'steps are')} a person's to decide and not counted`;
  return `Of ${formatCount(steps.length, 'step')} ${words}${gap}`;
}
