import type { AccountId, RegionCode, WorkloadId } from '../fleet';
import type { Observation } from '../observation';
import type { EpochMs } from '../time';
import type { Amount, Amounts } from './amounts';
import type { Decimal } from './decimal';

/** `2026-11-20`, in UTC as bills count. Where a range ends with one, that day is not in it. */
export type Day = string;

/** As the bill has it, e.g. `USD`, `CNY`. Amounts of two currencies are never added. */
export type Currency = string;

/** A region code, or AWS's word for what belongs to none: `global`, `NoRegion`. */
export type BilledRegion = string;

/** Value of the cost allocation tag `workload`; what carries no tag, or has it from before the tag was on, is untagged. */
export type BilledWorkload = WorkloadId | 'untagged';

/** As Cost Explorer spells it: `Usage`, `Credit`, `Refund`, `Tax`, `DiscountedUsage`, `SavingsPlanCoveredUsage`, … */
export type RecordType = string;

/**
 * Ways one bill is cut. Cost Explorer tells two properties of a line at once and no more: lines of two cuts are the same
 * money cut twice, and what one cut does not tell of a line nobody knows. Every cut of a period has the same total.
 */
export interface CutKeys {
  readonly 'region-record-type': { readonly region: BilledRegion; readonly recordType: RecordType };
  readonly 'region-service': { readonly region: BilledRegion; readonly service: string };
  readonly 'workload-region': { readonly workload: BilledWorkload; readonly region: BilledRegion };
  readonly 'workload-usage-type': { readonly workload: BilledWorkload; readonly usageType: string };
}

export const costCuts = [
  'region-record-type',
  'region-service',
  'workload-region',
  'workload-usage-type',
] as const satisfies readonly (keyof CutKeys)[];
export type CostCut = (typeof costCuts)[number];

/** How much was used; a sum over several units is no quantity. */
export type Quantity = { readonly amount: Decimal; readonly unit: string } | 'several-units';

/** One line of a cut. A credit or refund is below zero. */
export type CostLine<C extends CostCut = CostCut> = CutKeys[C] & {
  readonly amounts: Amounts;
  /** Told by usage type alone; elsewhere units are mixed. */
  readonly quantity: C extends 'workload-usage-type' ? Quantity : 'not-told';
};

export type CutLines = { readonly [C in CostCut]: readonly CostLine<C>[] };

/** A day or a month of an account's bill. It is kept only when all its cuts add up to the same on every basis. */
export interface BilledPeriod {
  readonly from: Day;
  readonly until: Day;
  readonly total: Amounts;
  readonly lines: CutLines;
  /** AWS corrects the figures of a month until it is closed. */
  readonly estimated: boolean;
  /** When AWS gave the lines. Afterwards only the total was looked at, see `checkedAt`. */
  readonly readAt: EpochMs;
  /** When AWS last gave the very same amounts of the cut `region-record-type` as are kept here. */
  readonly checkedAt: EpochMs;
}

/**
 * What the bill has of a day. `whole`: it ended two days or more before it was checked, which is when AWS has billed
 * nearly all of it. `arriving`: later than that; its figures are still too low. `absent`: it should be there and the
 * bill has no line of it. `changed`: AWS has other figures by now than those kept, which could not be read yet.
 * `not-read`: the console never read it.
 */
export const dayCoverages = ['whole', 'arriving', 'absent', 'changed', 'not-read'] as const;
export type DayCoverage = (typeof dayCoverages)[number];

/** What an account's bill says of itself, its own costs only: those of accounts it pays for are on their own bills. */
export interface Bill {
  /** `none` where no line was ever told. */
  readonly currency: Currency | 'none';
  /** The last 62 days, ascending, this one included: the whole month before this one is always among them. */
  readonly days: readonly BilledPeriod[];
  /**
   * The twelve whole months before the one that precedes this month, ascending. Days of the last one are among `days` too:
   * `listMonths` counts each once.
   */
  readonly months: readonly BilledPeriod[];
  /** Every day of the 62, ascending. A day without lines here is not a day without costs. */
  readonly coverage: readonly { readonly day: Day; readonly state: DayCoverage }[];
}

/** What AWS expects the account to cost. */
export interface CostForecast {
  readonly currency: Currency;
  /** Chance in percent that a period ends between `atLeast` and `atMost`. */
  readonly levelPercent: number;
  /** The rest of this month, from the day it was asked, and whole months after it. */
  readonly periods: readonly ForecastPeriod[];
}

export interface ForecastPeriod {
  readonly from: Day;
  readonly until: Day;
  readonly expected: Amount<'unblended'>;
  readonly atLeast: Amount<'unblended'> | 'not-told';
  readonly atMost: Amount<'unblended'> | 'not-told';
}

/** What people said of an anomaly. */
export const anomalyFeedbacks = ['none', 'anomaly', 'no-anomaly', 'planned-activity'] as const;
export type AnomalyFeedback = (typeof anomalyFeedbacks)[number];

/** Spending that AWS finds unusual. A failover makes one: it is told as planned activity, never switched off. */
export interface CostAnomaly {
  readonly id: string;
  readonly monitorArn: string;
  readonly from: Day;
  /** The last day of it, included. */
  readonly lastDay: Day | 'goes-on';
  readonly rootCauses: readonly AnomalyCause[];
  readonly impact: AnomalyImpact;
  /** 0 to 1, of its worst day and of now. */
  readonly score: { readonly most: number; readonly now: number };
  readonly feedback: AnomalyFeedback;
}

/** Each part may be untold. */
export interface AnomalyCause {
  readonly service: string | 'not-told';
  readonly region: BilledRegion | 'not-told';
  readonly accountId: AccountId | 'not-told';
  readonly usageType: string | 'not-told';
  /** What this cause adds to the impact. */
  readonly contribution: Decimal | 'not-told';
}

/** In the currency of the bill. */
export interface AnomalyImpact {
  /** What was spent beyond what was expected. */
  readonly total: Decimal;
  /** Of its dearest day. */
  readonly mostInADay: Decimal;
  readonly spent: Decimal | 'not-told';
  readonly expected: Decimal | 'not-told';
}

/** Reservations and Savings Plans of the last 30 days. */
export interface Commitments {
  readonly from: Day;
  readonly until: Day;
  readonly reservationCoverage: readonly ReservationCoverage[];
  readonly reservationUtilisation: readonly ReservationUtilisation[];
  readonly savingsPlansCoverage: readonly SavingsPlansCoverage[];
  /** `none`: the account has no Savings Plan. */
  readonly savingsPlansUtilisation: SavingsPlansUtilisation | 'none';
}

/** How much of what ran in a region a reservation paid for. */
export interface ReservationCoverage {
  readonly region: BilledRegion;
  readonly reservedHours: Decimal;
  readonly onDemandHours: Decimal;
  /** 0 to 100 as AWS gives it; `nothing-ran` where there was nothing to cover. */
  readonly coveredPercent: Decimal | 'nothing-ran';
  /** What the uncovered hours cost. */
  readonly onDemandCost: Decimal;
}

/** How much of what was reserved in a region ran. A lost region leaves its reservations unused and paid for. */
export interface ReservationUtilisation {
  readonly region: BilledRegion | 'not-told';
  readonly reservationId: string;
  readonly boughtHours: Decimal;
  readonly usedHours: Decimal;
  readonly unusedHours: Decimal;
  /** 0 to 100 as AWS gives it. */
  readonly usedPercent: Decimal;
}

export interface SavingsPlansCoverage {
  readonly region: BilledRegion;
  readonly covered: Decimal;
  readonly onDemand: Decimal;
  readonly total: Decimal;
  readonly coveredPercent: Decimal | 'nothing-ran';
}

/** Of all the account's plans: a Compute Savings Plan belongs to no region and follows a failover. */
export interface SavingsPlansUtilisation {
  readonly committed: Decimal;
  readonly used: Decimal;
  readonly unused: Decimal;
  readonly usedPercent: Decimal;
}

/** What AWS would do with a server that looks idle or too large. */
export interface RightsizingAdvice {
  readonly resourceId: string;
  /** Its tag `Name`. */
  readonly name: string | 'not-told';
  readonly region: RegionCode | 'not-told';
  readonly workload: BilledWorkload;
  readonly action: 'terminate' | 'modify';
  readonly instanceType: string | 'not-told';
  readonly monthlyCost: Decimal | 'not-told';
  /** For `modify`: what it would become, the best one first. */
  readonly targets: readonly { readonly instanceType: string; readonly monthlyCost: Decimal | 'not-told' }[];
  readonly monthlySavings: Decimal | 'not-told';
  readonly currency: Currency;
}

/**
 * Whether advice may be followed. A standby looks idle by design: to follow it would take away the protection.
 * `not-known` is left alone as well.
 */
export const rightsizingVerdicts = ['standby', 'serves', 'not-known'] as const;
export type RightsizingVerdict = (typeof rightsizingVerdicts)[number];

/**
 * Everything Cost Explorer told of an account last, part by part: each is dated, keeps its last good value while
 * us-east-1 is away, and says why it is missing. `not-enabled`: the account has no Cost Explorer, or no access to it;
 * `no-data`: it has, and AWS has nothing to tell yet.
 */
export interface CostReadings {
  readonly accountId: AccountId;
  readonly bill: Observation<Bill>;
  readonly forecast: Observation<CostForecast>;
  readonly anomalies: Observation<readonly CostAnomaly[]>;
  readonly commitments: Observation<Commitments>;
  readonly rightsizing: Observation<readonly RightsizingAdvice[]>;
}

export const costParts = [
  'bill',
  'forecast',
  'anomalies',
  'commitments',
  'rightsizing',
] as const satisfies readonly (keyof CostReadings)[];
export type CostPart = (typeof costParts)[number];
