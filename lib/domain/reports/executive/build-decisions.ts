import { askAboutBreaches } from './build-breach-decisions';
import type { JudgedBudget } from './build-budgets';
import { askForDrills } from './build-drill-decisions';
import { askAboutMoney } from './build-money-decisions';
import { askForObjectives } from './build-objective-decisions';
import { askAboutRisks } from './build-risk-decisions';
import type { JudgedWorkload } from './build-workloads';
import type { ReportFrame } from './frame';
import { gatherByOwner } from './gather-decisions';
import type { DecisionKind, ReportedMoney, ReportedRisk, WantedDecision } from './report';

/** What decisions rest on. */
export interface DecisionGrounds {
  readonly workloads: readonly JudgedWorkload[];
  readonly risks: readonly ReportedRisk[];
  readonly money: ReportedMoney;
  readonly budgets: readonly JudgedBudget[];
  readonly frame: ReportFrame;
}

/** The most urgent first: what is broken, what may be, what nobody knows, what it costs. */
const mostUrgentFirst: readonly DecisionKind[] = [
  'mend-breach',
  'mend-risk',
  'order-drill',
  'renew-drill',
  'set-objective',
  'measure-objective',
  'decide-budget',
  'own-unassigned-cost',
  'read-bills',
];

/**
 * What is to be decided, and by whom. Of one workload everything of a kind is one decision, and what its breach explains is
 * said there; within a kind by tier, as the workloads are.
 */
export function buildDecisions(grounds: DecisionGrounds): readonly WantedDecision[] {
  const all = [
    ...askAboutBreaches(grounds),
    ...askAboutRisks(grounds),
    ...gatherByOwner(askForDrills(grounds)),
    ...gatherByOwner(askForObjectives(grounds)),
    ...askAboutMoney(grounds),
  ];
  // Sorting is stable: within a kind they stay as they are.
  return all.sort((a, b) => mostUrgentFirst.indexOf(a.kind) - mostUrgentFirst.indexOf(b.kind));
}
