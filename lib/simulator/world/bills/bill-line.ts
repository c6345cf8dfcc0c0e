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
  | { readonly kind: 'monthStart'; readonly perMonth: number };

export type RecordKind = 'Usage' | 'Credit';

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
  readonly course: Course;
  /** Lines of one stream see the same chance: the two ends of a transfer. Its own where absent. */
  readonly stream?: string;
}

/** What a line was billed over some hours. Integers, so that any grouping adds up exactly. */
export interface BilledAmount {
  readonly nanoUsd: number;
  /** Millionths of the line's unit. */
  readonly microUnits: number;
}

/** Name of the one active cost allocation tag. */
export const costTag = 'workload';
