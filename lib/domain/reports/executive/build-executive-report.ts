import { toMoment } from '../figure';
import { buildBudgets } from './build-budgets';
import { joinDays } from './build-days';
import { buildDecisions } from './build-decisions';
import { buildGaps } from './build-gaps';
import { buildMoney } from './build-money';
import { buildObjectives } from './build-objectives';
import { buildRecoveries } from './build-recoveries';
import { buildRisks } from './build-risks';
import { buildState } from './build-state';
import { buildWorkloads } from './build-workloads';
import type { ExecutiveEvidence } from './evidence';
import { toFrame } from './frame';
import { type ExecutiveReport, executiveReportFormat } from './report';
import { settleEvidence } from './settle-evidence';

/**
 * The executive report of what is on record. Nothing in it but `asOf` and `standing` depends on when it is made: every age
 * counts to the end of the period, and what became known later of something else is not in it.
 */
export function buildExecutiveReport(given: ExecutiveEvidence): ExecutiveReport {
  const frame = toFrame(given);
  const evidence = settleEvidence(given);
  const judged = buildWorkloads(evidence, frame);
  const workloads = judged.map(({ reported }) => reported);
  const objectives = buildObjectives(judged, evidence, frame);
  const budgets = buildBudgets(evidence, frame);
  const money = buildMoney(evidence, budgets, frame);
  const recoveries = buildRecoveries(evidence, frame);
  const risks = buildRisks(evidence, frame);
  const days = joinDays(
    workloads.map((workload) => workload.days),
    frame,
  );
  return {
    format: executiveReportFormat,
    standing: evidence.standing,
    simulated: evidence.simulated,
    asOf: toMoment(evidence.now),
    month: evidence.month,
    period: frame.period,
    scope: evidence.scope,
    fleetName: evidence.fleetName,
    state: buildState({ workloads, objectives, risks }, frame),
    findingsSince: frame.findingsSince,
    ...{ objectives, workloads, days, recoveries, risks, money },
    decisions: buildDecisions({ workloads: judged, risks, money, budgets, frame }),
    gaps: buildGaps({ evidence, workloads: judged, budgets, told: { days, recoveries, risks, money }, frame }),
  };
}
