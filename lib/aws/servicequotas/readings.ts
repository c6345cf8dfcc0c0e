/** A quota of an account in a region. */
export interface QuotaReading {
  /** AWS's name of it. */
  readonly name: string;
  /** The value in force, in the quota's own unit; never negative. */
  readonly value: number;
}
