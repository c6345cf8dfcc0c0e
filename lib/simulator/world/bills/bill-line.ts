/** Hours since 1970. */
export type EpochHour = number;

/** How the quantity of a line goes through the hours. */
export type Course =
  /** `perHour` units every hour. */
  | { readonly kind: 'steady'; readonly perHour: number }
  /** `perMonth` units spread evenly over the hours of each month, whatever its length. */
  | { readonly kind: 'monthly'; readonly perMonth: number }
  /** As `monthly`, for data that grow through the years: `perMonth` on 1 January 2026. */
  | { readonly kind: 'stored'; readonly perMonth: number }
  /** Follows the users' day and week: `perHour` units in an average hour of 2026. */
  | { readonly kind: 'demand'; readonly perHour: number; readonly utcOffsetHours: number }
  /** `perMonth` units in the first hour of each month. */
  | { readonly kind: 'monthStart'; readonly perMonth: number }
  /** What all hours of a month use at `perHour` each, in its first hour: a fee that is paid ahead. */
  | { readonly kind: 'monthAhead'; readonly perHour: number }
  /** `units` in one hour, once. */
  | { readonly kind: 'once'; readonly at: EpochHour; readonly units: number };

/** As Cost Explorer spells them. */
export type RecordKind =
  | 'Usage'
  | 'DiscountedUsage'
  | 'SavingsPlanCoveredUsage'
  | 'SavingsPlanNegation'
  | 'SavingsPlanRecurringFee'
  | 'RIFee'
  | 'Fee'
  | 'Credit'
  | 'Refund'
  | 'Tax';

/** What a line follows when something happens. The region of a line is always followed: a lost one uses nothing. */
export interface Follows {
  /**
   * The instances of a place (`${workload}/${region}`) from number `after` on, `most` of them at the most, one unit for
   * each and hour: extra capacity is billed on demand, and what was committed to is used first.
   */
  readonly instances?: { readonly place: string; readonly after: number; readonly most?: number };
  /** Users who are served in a place, and what an average hour would use if all of the workload's were there. */
  readonly users?: { readonly place: string; readonly allPerHour: number };
  /** Whether a region takes a database's writes, and whether it is configured to. */
  readonly role?: {
    readonly database: string;
    readonly region: string;
    readonly is: 'writer' | 'reader';
    readonly asConfigured: boolean;
  };
  /** The region at the other end of a transfer: nothing goes to a lost one. */
  readonly peer?: string;
  /** What was committed to and not used, instead of what was used. */
  readonly unused?: true;
}

/** One line of the bill: a price and the course of what is used. Lines never share usage, so they simply add up. */
export interface BillLine {
  readonly account: string;
  /** As Cost Explorer spells it. */
  readonly service: string;
  /** Region code, `global`, or `NoRegion`. */
  readonly region: string;
  readonly usageType: string;
  readonly unit: string;
  readonly recordType: RecordKind;
  /** Value of the cost allocation tag `workload`; empty for what carries no tag. */
  readonly workload: string;
  /** US dollars per unit. */
  readonly priceUsd: number;
  /** US dollars per unit when what was paid ahead is spread over what it covers; the price where absent. */
  readonly amortizedUsd?: number;
  /** What is left of the costs after the discount that AWS agreed to, 0…1; all of them where absent. */
  readonly netShare?: number;
  readonly course: Course;
  /** Lines of one stream see the same chance: the two ends of a transfer. Its own where absent. */
  readonly stream?: string;
  readonly follows?: Follows;
}

/** What a line was billed over some hours, on each basis. Integers, so that any grouping adds up exactly. */
export interface BilledAmount {
  readonly nanoUsd: number;
  readonly amortizedNanoUsd: number;
  readonly netNanoUsd: number;
  readonly netAmortizedNanoUsd: number;
  /** Millionths of the line's unit. */
  readonly microUnits: number;
}

/** Name of the one active cost allocation tag. */
export const costTag = 'workload';

/** What stands on the bill for what was used, whoever paid for it and how. */
export const usageRecords: readonly RecordKind[] = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'];
