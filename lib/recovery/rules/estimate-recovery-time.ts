import type { RecoveryTimeEstimate } from '@/lib/domain/recovery/decision';
import type { PlanMode, PlanRoute, PlanStep } from '@/lib/domain/recovery/plan';
import type { ExpectedSeconds } from '@/lib/domain/recovery/step';
import type { Seconds } from '@/lib/domain/time';
import { formatCount, formatList } from '@/lib/domain/wording/list';
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

/** Steps that lead users somewhere, and all that has to end before; every step where none does. */
function untilServed(steps: readonly PlanStep[]): readonly PlanStep[] {
  const leading = steps.filter(({ spec, phase }) => phase === 'propagate' || spec.kind === 'routing-controls');
  if (leading.length === 0) return steps;
  const ancestors = ancestorsOf(steps);
  const wanted = new Set(leading.flatMap(({ id }) => [id, ...(ancestors.get(id) ?? [])]));
  return steps.filter(({ id }) => wanted.has(id));
}

function longestWay(steps: readonly PlanStep[], secondsOf: (expected: ExpectedSeconds) => Seconds): Seconds {
  const until = new Map<string, Seconds>();
  for (const { id, after, facts } of inOrder(steps)) {
    const own = facts.expected.source === 'undecided' ? 0 : secondsOf(facts.expected);
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
