/** One service's costs in one region, within the range asked for. */
export interface CostLine {
  /** A region code, or AWS's word for costs that belong to none, e.g. `NoRegion`, `global`. */
  readonly region: string;
  readonly service: string;
  readonly costUsd: number;
}

/** What a range of days cost. */
export interface CostReading {
  /** First day, `YYYY-MM-DD`. */
  readonly fromDay: string;
  /** The day after the last one. */
  readonly untilDay: string;
  readonly lines: readonly CostLine[];
  /** AWS corrects the figures of a month until it is closed. */
  readonly estimated: boolean;
}

/** Days as Cost Explorer takes them: the first included, the last excluded. */
export interface CostRange {
  readonly fromDay: string;
  readonly untilDay: string;
}
