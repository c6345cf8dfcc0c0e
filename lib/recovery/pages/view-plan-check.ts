import type { PlanProblem, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { PlanCheck } from '@/lib/domain/recovery/plan-check';

/** One thing that is wrong in a plan somebody writes, at a line of the text. */
export interface TextProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly severity: PlanProblem['severity'];
  /** Where or by which rule, in a word or two; empty for the text as a whole. */
  readonly where: string;
  readonly sentence: string;
}

/** What a check says of a text. */
export interface PlanCheckView {
  readonly state: 'checking' | 'failed' | PlanCheck['state'];
  /** One sentence: whether it can be run, or what is not known. */
  readonly sentence: string;
  /** In the order of the text. */
  readonly problems: readonly TextProblem[];
  readonly plan: RecoveryPlan | 'none';
}

const nobody = 'No engine has looked at it yet: what the linter holds against it is not known.';

/**
 * What a person is told of their text.
 *
 * @param inUse version of the plan in use that the text would take the place of; `none` where there is none
 */
export function viewPlanCheck(check: PlanCheck | 'checking' | 'failed', inUse: string | 'none'): PlanCheckView {
  if (check === 'checking') return { state: check, sentence: 'It is being checked.', problems: [], plan: 'none' };
  if (check === 'failed') {
    const sentence = 'It could not be checked: the console does not answer. It is tried again.';
    return { state: check, sentence, problems: [], plan: 'none' };
  }
  switch (check.state) {
    case 'no-workload':
      return { state: check.state, sentence: 'The fleet has no such workload now.', problems: [], plan: 'none' };
    case 'not-linted':
      return { state: check.state, sentence: `It reads well. ${nobody}`, problems: [], plan: 'none' };
    case 'broken': {
      const problems = check.problems.map(
        ({ path, message, ...place }): TextProblem => ({
          ...place,
          severity: 'error',
          where: path,
          sentence: path === '' ? `${message}.` : `${lastOf(path)} ${message}.`,
        }),
      );
      return { state: check.state, sentence: 'The fleet file would be refused with it.', problems, plan: 'none' };
    }
    case 'bound': {
      const problems = check.plan.lint.map((problem) => placeProblem(problem, check.lineOfStep));
      problems.sort((a, b) => a.line - b.line || Number(a.severity > b.severity));
      return { state: check.state, sentence: sayVerdict(check.plan, inUse), problems, plan: check.plan };
    }
  }
}

/** The last name of a path says enough beside its line. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What is held against the plan as a whole stands at its first line. */
function placeProblem({ rule, severity, sentence, stepId }: PlanProblem, lines: Readonly<Record<string, number>>) {
  return { line: lines[stepId] ?? 1, column: 1, severity, where: rule, sentence };
}

function sayVerdict({ lint, version, routes }: RecoveryPlan, inUse: string | 'none'): string {
  if (version === inUse) return 'It does what the plan in use does.';
  if (lint.some(({ severity }) => severity === 'error')) return 'It would be taken up, and could not be run.';
  if (routes.length === 0) return 'It would be taken up, and leads nowhere: no region can take over.';
  return 'It would be taken up and could be run.';
}
