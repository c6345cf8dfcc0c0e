import type { JudgedBudget } from './build-budgets';
import type { JudgedWorkload } from './build-workloads';
import type { ReportFrame } from './frame';
import type { ReportedMoney, ReportedRisk } from './report';

/** What decisions rest on. */
export interface DecisionGrounds {
  readonly workloads: readonly JudgedWorkload[];
  readonly risks: readonly ReportedRisk[];
  readonly money: ReportedMoney;
  readonly budgets: readonly JudgedBudget[];
  readonly frame: ReportFrame;
}
