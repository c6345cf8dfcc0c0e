import type { Decimal } from '../../costs/decimal';
import type { Month } from '../../costs/report/choose-month';
import type { Currency, Day } from '../../costs/types';
import type { AccountId, RegionCode, Scenario, Strategy, WorkloadId } from '../../fleet';
import type { Scope } from '../../scope';
import type { Seconds } from '../../time';
import type { ComplianceState, Severity } from '../../vocabulary';
import type { Basis, Figure, Moment, Period } from '../figure';

/** Names what the members below mean; another meaning is another number. */
export const executiveReportFormat = 'antipode-executive-report/1';

/**
 * What a month says to those who answer for the fleet: objectives, evidence, risks, money and what they are asked to decide.
 * Made of the record alone. That of a month that has ended is frozen; what became known of it later is another edition.
 */
export interface ExecutiveReport {
  readonly format: typeof executiveReportFormat;
  readonly standing: ReportStanding;
  readonly simulated: boolean;
  /** When it was made, by the fleet's clock. */
  readonly asOf: Moment;
  readonly month: Month;
  /** The whole month, or from its beginning to `asOf`. */
  readonly period: Period;
  /** What part of the fleet it is of; nothing outside of it is in any figure. */
  readonly scope: Scope;
  readonly fleetName: string;
  /** One sentence, without a full stop, and the state it amounts to. */
  readonly state: Basis & { readonly sentence: string; readonly state: ComplianceState };
  readonly objectives: ObjectiveTotals;
  /** By tier, then the worst first. */
  readonly workloads: readonly ReportedWorkload[];
  /** Every day of the period, ascending: the worst of all recovery-point objectives. */
  readonly days: readonly ReportedDay[];
  /** Runs and drills that ended in the period, the newest first; dry runs are not among them. */
  readonly recoveries: readonly ReportedRecovery[];
  /** From when on findings are on record; later than the period, none of `risks` says nothing of it. */
  readonly findingsSince: Moment | 'after-the-period';
  /** What stood at the end of the period, the worst first, then by tier and age. */
  readonly risks: readonly ReportedRisk[];
  readonly money: ReportedMoney;
  /** The most urgent first. */
  readonly decisions: readonly WantedDecision[];
  /** What is not in the report although it should be, in words: sources that were denied, bills not read, … */
  readonly gaps: readonly string[];
}

/** `so-far`: the month goes on, or it has ended and what belongs to it has not arrived yet; nothing of it is frozen. */
export type ReportStanding =
  | { readonly state: 'so-far'; readonly because: string }
  | {
      readonly state: 'closed';
      /** Counts from 1. */
      readonly edition: number;
      readonly restates:
        | { readonly edition: number; readonly sha256: string; readonly sections: readonly string[] }
        | 'nothing';
    };

/** A share of something in percent, rounded against us; `not-measured` says why and is never zero. */
export type Percentage = Basis &
  (
    | { readonly state: 'measured'; readonly percent: number }
    | { readonly state: 'not-measured'; readonly because: string }
  );

/** All objectives, of recovery time and recovery point, each counted once in exactly one of the four. */
export interface ObjectiveTotals extends Basis {
  readonly total: number;
  readonly met: number;
  readonly atRisk: number;
  readonly breached: number;
  readonly notMeasured: number;
  /** Minutes of recovery-point objectives that were measured, of all of them; proven losses of regions beside it. */
  readonly coverage: Percentage;
  /** Losses of a serving region that a run or drill has proven and that is not too old, of all serving regions. */
  readonly provenLosses: { readonly proven: number; readonly of: number };
}

export interface ReportedWorkload {
  readonly id: WorkloadId;
  readonly name: string;
  readonly tier: 0 | 1 | 2 | 3;
  readonly owner: string;
  readonly strategy: Strategy;
  readonly accountId: AccountId;
  readonly recoveryTime: ReportedRecoveryTime;
  /** One for each objective; empty where none is declared. */
  readonly recoveryPoints: readonly ReportedRecoveryPoint[];
  readonly days: readonly ReportedDay[];
}

/** What proves a figure: a run or drill with the hash of its recovery report. */
export interface Evidence {
  readonly runId: string;
  readonly by: 'run' | 'drill';
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly at: Moment;
  /** Whole days from it to the end of the period, rounded up. */
  readonly ageDays: number;
  /** SHA-256 of the recovery report as JSON; `not-made` where there is none. */
  readonly reportSha256: string | 'not-made';
}

export interface ReportedRecoveryTime {
  readonly promisedSeconds: Seconds | 'none';
  /** The slowest of the newest results of all regions that serve, where each of them has one. */
  readonly proven: Figure;
  readonly state: ComplianceState;
  /** Why it is judged so, without a full stop. */
  readonly sentence: string;
  readonly provenRegions: { readonly proven: number; readonly of: number };
  /** The newest of each serving region that has one. */
  readonly evidence: readonly Evidence[];
}

export interface ReportedRecoveryPoint {
  readonly scenario: Scenario;
  readonly promisedSeconds: Seconds;
  /** How it was kept over the period. */
  readonly state: ComplianceState;
  readonly attainment: Percentage;
  readonly targetPercent: number;
  readonly coverage: Percentage;
  readonly minutesBreached: number;
  /** The largest lag, or age of a backup, of the period. */
  readonly worst: Figure;
  /**
   * What the newest run or drill out of each region that serves may have lost, by their recovery reports, the worst of them;
   * one over the objective stands before one that nobody knows. Of data loss, and of none, `not-measured`.
   */
  readonly proven: Figure;
  readonly evidence: Evidence | 'none';
}

export interface ReportedDay {
  readonly day: Day;
  /** `gap`: nothing was recorded of it. `open`: not over, or not closed yet; one that is breached already is not taken back. */
  readonly state: ComplianceState | 'gap' | 'open';
  readonly minutesMeasured: number;
  readonly minutesAll: number;
}

export interface ReportedRecovery {
  readonly runId: string;
  readonly by: 'run' | 'drill';
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly action: string;
  readonly mode: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly endedAt: Moment;
  /** How long users were without service. */
  readonly duration: Figure;
  /** The most of its stores that is gone for good. */
  readonly loss: Figure;
  /** Acknowledged writes that could not be read back; counted by drills only. */
  readonly lostWrites: { readonly lost: number; readonly of: number } | 'not-counted';
  /** How it ended, in words, and what that amounts to: the worse of what it took and what it may have lost. */
  readonly outcome: string;
  readonly result: 'within' | 'breached' | 'not-proven' | 'no-outage' | 'no-objective' | 'failed';
  readonly reportSha256: string | 'not-made';
}

export interface ReportedRisk {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly clear: string;
  readonly since: Moment;
  readonly ageDays: number;
  /** Its evidence was missing at the end of the period. */
  readonly isUnconfirmed: boolean;
  readonly workloadId: WorkloadId | 'none';
  /** Empty where it is no workload's. */
  readonly workloadName: string;
  readonly tier: 0 | 1 | 2 | 3 | 'none';
  readonly region: RegionCode | 'none';
  readonly accountId: AccountId | 'none';
  /** Of the workload, as the fleet file names it. */
  readonly owner: string | 'nobody-named';
  readonly acknowledged: { readonly by: string; readonly at: Moment } | 'nobody';
}

/** An amount in the currency it stands under; what was estimated is never added to what was billed. */
export type MoneyFigure = Basis &
  (
    | { readonly state: 'billed' | 'billed-so-far' | 'estimated'; readonly amount: Decimal }
    | { readonly state: 'not-known'; readonly because: string }
  );

export interface ReportedMoney {
  /** Of each currency on its own; empty where no bill was read. */
  readonly currencies: readonly CurrencyMoney[];
  /** Accounts of which no bill is in any figure, with why. */
  readonly without: readonly { readonly accountId: AccountId; readonly because: string }[];
}

export interface CurrencyMoney {
  readonly currency: Currency;
  readonly accounts: readonly AccountId[];
  /** Of the month, unblended. `billed-so-far` while days of it are not billed in whole, or AWS may correct it. */
  readonly spent: MoneyFigure;
  /** Of a month that goes on, what AWS expects it to come to in whole; `none` for one that has ended. */
  readonly forecast: MoneyFigure | 'none';
  /** Against the month before, over the same days. */
  readonly change:
    | (Basis & {
        readonly state: 'known';
        readonly now: Decimal;
        readonly before: Decimal;
        /** In percent of before, to tenths, rounded up; `not-told` where before is nothing. */
        readonly percent: number | 'not-told';
        readonly days: number;
        readonly daysBefore: number;
      })
    | (Basis & { readonly state: 'not-comparable'; readonly because: string });
  /** What of `spent` is the price of resilience. */
  readonly resilience: MoneyFigure;
  /** Of the month's days: billed in whole, and all; absent days are named. */
  readonly coverage: { readonly billedDays: number; readonly days: number; readonly missing: readonly Day[] };
  readonly byWorkload: readonly {
    readonly workloadId: WorkloadId;
    readonly workloadName: string;
    readonly spent: Decimal;
    /** `not-known` where the bill tells it of no workload; never nothing. */
    readonly resilience: Decimal | 'not-known';
  }[];
  /** On the bill, and no workload's. */
  readonly unassigned: Decimal;
  readonly budgets: readonly {
    readonly id: string;
    readonly of: string;
    readonly amount: Decimal;
    readonly state: 'over' | 'forecast-over' | 'nearly-spent' | 'not-measured' | 'within';
    readonly because: string;
  }[];
}

export const decisionKinds = [
  'order-drill',
  'renew-drill',
  'mend-breach',
  'measure-objective',
  'set-objective',
  'mend-risk',
  'own-unassigned-cost',
  'decide-budget',
  'read-bills',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export interface WantedDecision {
  readonly kind: DecisionKind;
  /** What is to be decided, as a question or an order that somebody can give; without a full stop. */
  readonly ask: string;
  /** What of this report it rests on. */
  readonly because: string;
  readonly owner: string | 'nobody-named';
  readonly workloadId: WorkloadId | 'none';
}
