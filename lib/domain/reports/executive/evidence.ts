import type { WorkloadCompliance } from '../../compliance/types';
import type { BudgetEntity } from '../../costs/budgets/budget';
import type { CostEvidence } from '../../costs/report/build-cost-report';
import type { Month } from '../../costs/report/choose-month';
import type { FindingEntity } from '../../entities';
import type { Workload } from '../../fleet';
import type { Execution } from '../../recovery/execution';
import type { Scope } from '../../scope';
import type { EpochMs } from '../../time';
import type { RecoveryReport } from '../recovery-report/report';
import type { ReportStanding } from './report';

/** What is on record for an executive report: all of it within `scope`, and nothing of it later than `endAt`. */
export interface ExecutiveEvidence {
  readonly month: Month;
  readonly standing: ReportStanding;
  readonly startAt: EpochMs;
  /** The end of the month, or `now` while it goes on. */
  readonly endAt: EpochMs;
  readonly now: EpochMs;
  readonly simulated: boolean;
  readonly scope: Scope;
  readonly fleetName: string;
  /** As the fleet file declares them; of a restatement as it did when the month was frozen. */
  readonly workloads: readonly Workload[];
  /** Over the period, with a timeline whose buckets divide days. */
  readonly compliance: readonly WorkloadCompliance[];
  /** Those that ended before `endAt`, however long ago they may still prove something. */
  readonly executions: readonly Execution[];
  /** Recovery reports by run, the newest edition that was made. */
  readonly recoveryReports: ReadonlyMap<string, { readonly sha256: string; readonly report: RecoveryReport }>;
  /** From when on findings are on record at all. */
  readonly findingsSince: EpochMs | 'never';
  /** Occurrences that stood at `endAt`. */
  readonly findings: readonly StandingFinding[];
  readonly costs: CostEvidence;
  readonly budgets: readonly BudgetEntity[];
  /** Sentences about what could not be read. */
  readonly gaps: readonly string[];
}

export interface StandingFinding {
  readonly finding: FindingEntity;
  readonly openedAt: EpochMs;
  readonly acknowledged: { readonly by: string; readonly at: EpochMs } | 'nobody';
}
