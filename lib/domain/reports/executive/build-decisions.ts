import { askAboutBreaches } from './build-breach-decisions';
import { askForDrills } from './build-drill-decisions';
import { askAboutMoney } from './build-money-decisions';
import { askForObjectives } from './build-objective-decisions';
import { askAboutRisks } from './build-risk-decisions';
import type { DecisionGrounds } from './decision-grounds';
import { gatherByOwner } from './gather-decisions';
import type { DecisionKind, WantedDecision } from './report';

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
  const ofPlaces = [
    ...askAboutBreaches(grounds),
    ...askAboutRisks(grounds),
    ...askForDrills(grounds),
    ...askForObjectives(grounds),
  ];
  const all = [...gatherByOwner(ofPlaces), ...askAboutMoney(grounds)];
  // Sorting is stable: within a kind they stay as they are.
  return all.sort((a, b) => mostUrgentFirst.indexOf(a.kind) - mostUrgentFirst.indexOf(b.kind));
}
