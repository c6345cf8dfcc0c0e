import type { RecoveryPlan } from './plan';

/** Something wrong in the text of a plan; lines and columns count from 1. */
export interface PlanTextProblem {
  readonly line: number;
  readonly column: number;
  /** e.g. `workflows[0].steps[2].store`; empty for the text as a whole. */
  readonly path: string;
  readonly message: string;
}

/** What an engine says of a plan that somebody writes: bound to every pair of regions, with what the linter says. */
export type PlanCheckAnswer =
  | {
      readonly state: 'bound';
      readonly plan: RecoveryPlan;
      /** The line on which each step begins, by its id. */
      readonly lineOfStep: Readonly<Record<string, number>>;
    }
  | { readonly state: 'broken'; readonly problems: readonly PlanTextProblem[] }
  /** The fleet in use has no such workload any more. */
  | { readonly state: 'no-workload' };

/** What a person who writes a plan is told of it. */
export type PlanCheck =
  | PlanCheckAnswer
  /** It reads well, and no engine was there to bind it: what the linter holds against it is not known. */
  | { readonly state: 'not-linted' };
