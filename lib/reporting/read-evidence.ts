import { isInScope, type Scope } from '@/lib/access/actor';
import { toCostSight } from '@/lib/access/cost-sight';
import { buildCompliance } from '@/lib/domain/compliance/build-compliance';
import { listPlannedWork } from '@/lib/domain/compliance/list-planned-work';
import { labelsOfBudget } from '@/lib/domain/costs/budgets/budget';
import { measureBudget } from '@/lib/domain/costs/budgets/measure-budget';
import { buildCostReadings } from '@/lib/domain/costs/build-cost-readings';
import { limitCosts } from '@/lib/domain/costs/limit-costs';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import type { ExecutiveEvidence, StandingFinding } from '@/lib/domain/reports/executive/evidence';
import { spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { ReportStanding } from '@/lib/domain/reports/executive/report';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import type { EpochMs } from '@/lib/domain/time';
import type { TimeBounds } from '@/lib/domain/time-range';
import { readAcknowledgements } from '@/lib/persistence/acknowledgements';
import { readComplianceRecords } from '@/lib/persistence/compliance-records';
import { readCosts } from '@/lib/persistence/costs';
import { findDeployment } from '@/lib/persistence/deployment';
import { readEndedExecutions } from '@/lib/persistence/executions';
import { type FindingOccurrence, mostOccurrences, readFindingHistory } from '@/lib/persistence/finding-history';
import { readRecordedSince } from '@/lib/persistence/read-events';
import { readNewestContents } from '@/lib/persistence/reports';
import type { Store } from '@/lib/persistence/store';
import type { Declared } from './declared';

/** Runs of one report, and how far back one may still prove something; what is more is said to be. */
const mostRuns = 1000;
const provenMs = 400 * 86_400_000;

export interface EvidenceAsked {
  readonly month: Month;
  readonly scope: Scope;
  readonly standing: ReportStanding;
  /** What the fleet was declared to be; of a restatement as it was when the month was frozen. */
  readonly declared: Declared;
  readonly now: EpochMs;
  /** Sentences about what has not arrived. */
  readonly gaps: readonly string[];
}

/** All that is on record for the report of a month, within a scope as pages apply it. */
export async function readEvidence(store: Store, asked: EvidenceAsked): Promise<ExecutiveEvidence> {
  const { month, scope, standing, declared, now } = asked;
  const whole = spanOfMonth(month);
  const span = { startAt: whole.startAt, endAt: Math.min(whole.endAt, now) };
  const [deployment, compliance, runs, findings, findingsSince, costs] = await Promise.all([
    findDeployment(store),
    readCompliance(store, asked, span),
    readRuns(store, scope, span.endAt),
    readStanding(store, asked, span.endAt),
    readRecordedSince(store),
    readBills(store, asked),
  ]);
  if (deployment === 'none') throw new Error('The store does not say whether its fleet is simulated.');
  const { fleetName, workloads, accounts } = declared;
  return {
    ...{ month, standing, ...span, now, simulated: deployment.simulated, scope, fleetName, workloads, compliance },
    executions: runs.executions,
    recoveryReports: runs.reports,
    findingsSince,
    findings: findings.standing,
    costs: { readings: costs, workloads, accounts },
    budgets: declared.budgets.map((budget) => ({
      ...{ kind: 'budget', id: budget.id, budget, ...labelsOfBudget(budget) },
      spending: measureBudget(
        budget,
        costs,
        accounts.map(({ id }) => id),
        now,
      ),
    })),
    gaps: [...asked.gaps, ...runs.gaps, ...findings.gaps],
  };
}

async function readCompliance(
  store: Store,
  { scope, declared, now }: EvidenceAsked,
  span: TimeBounds,
): Promise<ExecutiveEvidence['compliance']> {
  const announced = await readFindingHistory(store, span, { codes: ['aws-planned-work'] });
  const visible = announced.filter(({ finding }) => isInScope(scope, finding));
  const workloads = declared.workloads.map((workload) => ({
    workload,
    planned: listPlannedWork(workload, visible, span.endAt),
  }));
  return (await readComplianceRecords(store, workloads, span, now)).map(buildCompliance);
}

async function readRuns(store: Store, scope: Scope, endAt: EpochMs) {
  const stored = await readEndedExecutions(store, { startAt: endAt - provenMs, endAt, limit: mostRuns + 1 });
  const visible = stored
    .slice(0, mostRuns)
    .filter(({ accountId, workloadId }) => isInScope(scope, { accountId, workloadId, region: 'none' }));
  const contents = await readNewestContents(
    store,
    'recovery',
    visible.map(({ id }) => id),
  );
  return {
    executions: visible.map(({ document }) => document),
    reports: new Map(
      [...contents].map(([id, { content, sha256 }]) => [id, { sha256, report: JSON.parse(content) as RecoveryReport }]),
    ),
    gaps: stored.length > mostRuns ? [`Of runs only the ${mostRuns} that ended last are looked at`] : [],
  };
}

/** Findings that were raised by the end and not over then; those of an edition before stay as they stood when it was made. */
async function readStanding(store: Store, { scope, declared }: EvidenceAsked, endAt: EpochMs) {
  const [occurrences, acknowledgements] = await Promise.all([
    readFindingHistory(store, { startAt: endAt, endAt }),
    readAcknowledgements(store),
  ]);
  const kept = new Map(declared.findings.map((one) => [keyOf(one.finding), one]));
  const toStanding = ({ finding, openedAt }: FindingOccurrence): StandingFinding => {
    const seen = acknowledgements.find(({ findingId, since }) => findingId === finding.id && since === finding.since);
    return {
      finding,
      openedAt,
      acknowledged: seen === undefined || seen.at > endAt ? 'nobody' : { by: seen.actor, at: seen.at },
    };
  };
  return {
    standing: occurrences
      .filter(({ finding, openedAt }) => openedAt <= endAt && isInScope(scope, finding))
      .map((one) => kept.get(keyOf(one.finding)) ?? toStanding(one)),
    gaps:
      occurrences.length < mostOccurrences ? [] : [`Of risks only the ${mostOccurrences} raised last are looked at`],
  };
}

function keyOf({ id, since }: StandingFinding['finding']): string {
  return `${since} ${id}`;
}

async function readBills(store: Store, { scope, declared, now }: EvidenceAsked) {
  const kept = await readCosts(
    store,
    declared.accounts.map(({ id }) => id),
  );
  return kept.map((costs) => limitCosts(buildCostReadings(costs, now), toCostSight(scope)));
}
