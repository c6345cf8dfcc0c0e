/**
 * What was out of the ordinary in an hour, as far as bills follow it: counted in minutes of the hour, and absent where
 * all was as ever.
 */
export interface UnusualHour {
  /** By region: minutes in which it was lost. */
  lost?: Record<string, number>;
  /**
   * By `${workload}/${region}`: how much of all the workload's users was served there beyond the usual, as shares of
   * them times minutes; below zero where they were missing.
   */
  users?: Record<string, number>;
  /** By `${workload}/${region}`: minutes in which another number of instances than configured ran, and the sum of them. */
  instances?: Record<string, { minutes: number; sum: number }>;
  /** By database, and by region: minutes in which that region took its writes though another one is configured to. */
  writers?: Record<string, Record<string, number>>;
}

/** The unusual hours of a world, by hours since 1970. */
export type UnusualHours = Readonly<Record<string, UnusualHour>>;

export const minutesPerHour = 60;

/** Which share of an hour a region was there, 0…1. */
export function presenceIn(hour: UnusualHour, region: string): number {
  return 1 - Math.min(minutesPerHour, hour.lost?.[region] ?? 0) / minutesPerHour;
}
